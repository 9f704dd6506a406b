package events_test

import (
	"fmt"

	"github.com/mediamesh/events"
)

// An upload may not know yet how many seconds remain. It may also know that none
// do, which a plain int64 could not tell apart.
func ExampleOptional() {
	var notKnown events.Optional[int64]
	done := events.Some[int64](0)

	for _, remaining := range []events.Optional[int64]{notKnown, done} {
		if seconds, ok := remaining.Get(); ok {
			fmt.Println("seconds left:", seconds)
		} else {
			fmt.Println("no estimate yet")
		}
	}
	fmt.Println(notKnown.Or(3600), done.Or(3600))
	// Output:
	// no estimate yet
	// seconds left: 0
	// 3600 0
}
