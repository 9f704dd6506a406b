package process

import (
	"fmt"
	"sync"
)

const half = 64 << 10

// output keeps the first and the last bytes that are written to it, so that a
// command that never stops writing does not fill the memory.
type output struct {
	mu         sync.Mutex
	head, tail []byte
	dropped    int
}

func (o *output) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	n := min(len(b), half-len(o.head))
	o.head = append(o.head, b[:n]...)
	o.tail = append(o.tail, b[n:]...)
	if extra := len(o.tail) - half; extra > half {
		o.dropped += extra
		o.tail = append([]byte(nil), o.tail[extra:]...)
	}
	return len(b), nil
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.dropped == 0 {
		return string(o.head) + string(o.tail)
	}
	return fmt.Sprintf("%s\n… %d bytes …\n%s", o.head, o.dropped, o.tail)
}
