package gen

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/mediamesh/events/internal/contract"
)

// tsValues are all values that the package exports, sorted.
func tsValues(c *contract.Contract) []string {
	names := []string{"BaseEventSchema", "EventMetadataSchema"}
	for _, file := range contract.TypeScriptAPI {
		names = append(names, file.Names...)
	}
	for _, d := range c.Domains {
		names = append(names, contract.TSEnumName(d))
		for _, e := range contract.TSConstants(d) {
			names = append(names, e.Constant)
		}
		for _, e := range d.Events {
			names = append(names, contract.TSSchemaName(e))
		}
	}
	for _, t := range c.Types {
		if len(t.Schema.Enum) > 0 {
			names = append(names, t.Name)
		}
	}
	slices.Sort(names)
	return names
}

// jsonText is a text as JSON, which is a literal of JavaScript too. Format
// characters are escaped, so that the line reads as what it is.
func jsonText(s string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string has a JSON form
	text := strings.TrimSuffix(b.String(), "\n")
	if !strings.ContainsFunc(text, unseen) {
		return text
	}
	b.Reset()
	for _, r := range text {
		if !unseen(r) {
			b.WriteRune(r)
			continue
		}
		for _, unit := range utf16.AppendRune(nil, r) {
			fmt.Fprintf(&b, `\u%04x`, unit)
		}
	}
	return b.String()
}
