// Call decodes documents with what was generated, and prints what came of them.
package main

import (
	"bufio"
	_ "embed"
	"errors"
	"fmt"
	"strings"

	"example.com/kinds/catalog"
	"github.com/mediamesh/events"
)

//go:embed documents.txt
var documents string

func main() {
	for lines := bufio.NewScanner(strings.NewReader(documents)); lines.Scan(); {
		line := lines.Text()
		if title, ok := strings.CutPrefix(line, "# "); ok {
			fmt.Println("#", title)
			continue
		}
		version, payload, _ := strings.Cut(line, " ")
		e, err := catalog.Decode([]byte(`{"metadata":{"eventId":"e","eventType":"thing.changed","eventVersion":"` + version +
			`","timestamp":"2026-01-31T12:00:00Z","source":"s"},"payload":` + payload + `}`))
		var invalid *events.InvalidError
		if errors.As(err, &invalid) {
			for _, v := range invalid.Violations {
				fmt.Printf("%s\t%s\t%s\n", v.Rule, v.Limit, v)
			}
			continue
		}
		text, err := events.MarshalString(e)
		fmt.Println(text, err)
	}
}
