package events_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// extras are fields that an object of a document has besides its own, each as
// it stands there, from the quote of its name to the end of its value.
type extras map[*value][]string

// scattered writes the document with the extra fields anywhere among its own,
// and white space between any two.
func (x extras) scattered(t *rapid.T, v *value) string {
	return x.write(v, func(own, extra []string) string {
		all := own
		for i, at := 0, 0; i < len(extra); i++ {
			at = rapid.IntRange(at, len(all)).Draw(t, "at")
			all = slices.Insert(slices.Clone(all), at, extra[i])
			at++
		}
		for i, field := range all {
			all[i] = oddSpace.Draw(t, "before") + field + oddSpace.Draw(t, "after")
		}
		return strings.Join(all, ",")
	})
}

// gathered writes the document with the extra fields after its own, as it is
// to come back.
func (x extras) gathered(v *value) string {
	return x.write(v, func(own, extra []string) string { return strings.Join(append(own, extra...), ",") })
}

func (x extras) write(v *value, fields func(own, extra []string) string) string {
	switch v.text {
	case "{":
		var own []string
		for _, f := range v.fields {
			own = append(own, `"`+f.name+`":`+x.write(f.value, fields))
		}
		return "{" + fields(own, x[v]) + "}"
	case "[":
		var items []string
		for _, item := range v.items {
			items = append(items, x.write(item, fields))
		}
		return "[" + strings.Join(items, ",") + "]"
	}
	return v.text
}

// drawExtras draws unknown fields with white space around their colons.
func drawExtras(t *rapid.T) []string {
	var list []string
	for _, f := range strangers(t) {
		list = append(list, `"`+f.name+`"`+oddSpace.Draw(t, "before colon")+":"+oddSpace.Draw(t, "after colon")+f.value.text)
	}
	return list
}

// Unknown fields anywhere in any event come back as they stood, to the byte,
// and in their order.
func TestUnknownFieldsComeBack(t *testing.T) {
	for _, ex := range examples(t) {
		document := parse(ex.JSON)
		objects := open(t, eventName(ex.JSON), ex.JSON)
		rapid.Check(t, func(t *rapid.T) {
			x := extras{}
			for _, pointer := range objects {
				x[document.at(pointer)] = drawExtras(t)
			}
			text, want := x.scattered(t, document), x.gathered(document)
			if got := recode(t, text); got != want {
				t.Fatalf("%s: %s is written as\n%s\nwant\n%s", ex.Pos, text, got, want)
			}
		})
	}
}
