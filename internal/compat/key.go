package compat

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/sample"
)

// key compares what becomes the record's key. No reader refuses an event because of it, but
// events about one entity lose their order relative to those that are already in the topic.
func (c *comparison) key(w *walk) {
	before, after := keyNames(w.pair.old), keyNames(w.pair.new)
	if slices.Equal(before, after) {
		return
	}
	w.atEvent("KEY_CHANGED", "key", fmt.Sprintf("has the key %s, was %s", keyText(after), keyText(before)))
	d := &w.found[len(w.found)-1]
	if slices.Equal(effectiveKey(w.pair.old), effectiveKey(w.pair.new)) {
		d.harmless = true
		return
	}
	d.example, d.exampleText = c.keyExample(w.pair)
}

func keyNames(e *contract.Event) (names []string) {
	for _, f := range e.Key {
		names = append(names, f.Name)
	}
	return names
}

// effectiveKey is keyNames up to the first one that is always set.
func effectiveKey(e *contract.Event) (names []string) {
	for _, f := range e.Key {
		names = append(names, f.Name)
		if f.Required && !f.Schema.MayBeEmpty() {
			break
		}
	}
	return names
}

func keyText(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", else ")
}

// keyExample generates events until one has a different key by the new contract than by the
// old. It tries the new contract's events first, then the old one's, since only those have
// a removed key field.
func (c *comparison) keyExample(p pair) (json.RawMessage, string) {
	for _, s := range []side{forward, backward} {
		if data, text := c.keyExampleOf(s, p); data != nil {
			return data, text
		}
	}
	return nil, ""
}

func (c *comparison) keyExampleOf(s side, p pair) (json.RawMessage, string) {
	source, writer := sample.New(1, "key"), p.writer(s)
	for range tries {
		data, err := c.prover.makeUp(source, writer)
		if err != nil {
			break
		}
		payload := member(data, "payload")
		data = whole(metadata(writer, firstExample(writer)), payload)
		before, after := keyOf(payload, keyNames(p.old)), keyOf(payload, keyNames(p.new))
		if before == after {
			continue
		}
		if _, err := c.prover.writers[s].Decode(data); err != nil {
			continue
		}
		return data, fmt.Sprintf("has the record key %s by the new contract, and %s by the old", keyWord(after), keyWord(before))
	}
	return nil, ""
}

func keyOf(payload json.RawMessage, names []string) string {
	for _, name := range names {
		var text string
		if json.Unmarshal(member(payload, name), &text) == nil && text != "" {
			return text
		}
	}
	return ""
}

func keyWord(key string) string {
	if key == "" {
		return "none"
	}
	return fmt.Sprintf("%q", key)
}
