package pair

import (
	"fmt"
	"time"
)

// Contender is one way to do the work that is measured.
type Contender struct {
	Name string

	// Do does the work once and keeps the result where the compiler cannot
	// see that nobody reads it.
	Do func()
	// Slice does the work n times and says how long that took. It stands in
	// for Do where the work happens in another process.
	Slice func(n int) (time.Duration, error)
	// Check says what is wrong with the result of the last Do or Slice.
	Check func() error

	// Bytes is the size of the document that one Do works on. Ratios are of the
	// time for one byte, so that documents of different sizes compare. 0 means 1.
	Bytes int
}

func (c *Contender) bytes() float64 { return float64(max(c.Bytes, 1)) }

// check does the work once and asks whether the result is right, so that
// nobody is timed on an error path.
func (c *Contender) check() error {
	if c.Do != nil {
		c.Do()
	} else if _, err := c.Slice(1); err != nil {
		return fmt.Errorf("%s: %w", c.Name, err)
	}
	if c.Check == nil {
		return nil
	}
	if err := c.Check(); err != nil {
		return fmt.Errorf("%s: %w", c.Name, err)
	}
	return nil
}
