// Call prints the keys of events.
package main

import (
	"fmt"

	"example.com/kinds/catalog"
)

const head = `{"metadata":{"eventId":"e","eventType":"tag.set","eventVersion":"1.0.0","timestamp":"2026-01-15T10:00:00.000Z","source":"s"},"payload":%s}`

func main() {
	for _, payload := range []string{
		`{"label":"new","color":"blue","day":"2026-01-31"}`,
		`{"label":"","color":"blue","day":"2026-01-31"}`,
		`{"color":"dark-red","day":"2026-01-31"}`,
		`{"day":"2026-01-31"}`,
	} {
		e, err := catalog.Decode(fmt.Appendf(nil, head, payload))
		if err != nil {
			panic(err)
		}
		key, ok := e.Key()
		fmt.Println(key, ok)
	}
}
