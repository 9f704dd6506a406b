package mutate

import "github.com/mediamesh/events/test/differential/internal/document"

// null makes any value null, which optional fields may be.
func null(d *draft) bool {
	p := d.pick(anywhere)
	if p == nil {
		return false
	}
	*p.value = document.Value{Text: "null"}
	return true
}

// retype puts a value of any type in the place of another, now and then of the
// whole event.
func retype(d *draft) bool {
	p := d.pick(func(p *place) bool { return p.depth > 1 })
	if p == nil || d.oneIn(10) {
		p = d.pick(anywhere)
	}
	if p == nil || d.oneIn(100) {
		p = d.pick(func(*place) bool { return true })
	}
	*p.value = *d.anything()
	return true
}

var scalars = []string{
	"null", "true", "false", "0", "-0", "1", "-1", "100", "1.5", "128.0", "1e2", "1e400", "-1e400", "9007199254740993",
	`""`, `" "`, `"a"`, `"true"`, `"null"`, `"0"`, `"1.0.0"`, `"PROGRAM"`, `"DRAFT"`, `"2026-02-28"`, `"2026-02-28T00:00:00Z"`, `"a@b.c"`, `"a:b"`, `"\u0000"`, `"\ud83c\udfac"`,
}

// anything is a value of any type, rarely a deep one.
func (d *draft) anything() *document.Value { return d.value(3) }

func (d *draft) value(depth int) *document.Value {
	if depth == 0 || d.oneIn(2) {
		return document.Scalar(one(&d.random, scalars...))
	}
	v := &document.Value{Kind: one[byte](&d.random, '{', '[')}
	for n := range d.below(4) {
		if v.Kind == '[' {
			v.Items = append(v.Items, d.value(depth-1))
			continue
		}
		name := one(&d.random, "old", "new", "id", "title", "a")
		if n > 0 {
			name += string(rune('a' + n)) // no name twice
		}
		v.Members = append(v.Members, document.Member{Name: document.Quote(name, nil), Value: d.value(depth - 1)})
	}
	return v
}
