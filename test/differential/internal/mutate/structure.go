package mutate

import (
	"slices"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/test/differential/internal/document"
)

// drop leaves out a field or an element.
func drop(d *draft) bool {
	p := d.pick(anywhere)
	if p == nil {
		return false
	}
	if p.member() != nil {
		p.in.Members = slices.Delete(p.in.Members, p.at, p.at+1)
	} else {
		p.in.Items = slices.Delete(p.in.Items, p.at, p.at+1)
	}
	return true
}

// rename gives a field another name: one that looks like it, or one that
// objects of JavaScript have already.
func rename(d *draft) bool {
	p := d.pick(func(p *place) bool { return p.member() != nil })
	if p == nil {
		return false
	}
	m := p.member()
	plain, ok := document.Unquote(m.Name)
	if !ok {
		return false
	}
	name := one(&d.random, plain+" ", " "+plain, plain+"s", "", "__proto__", "constructor", "toString", "0", "-1", "ſ"+plain, plain+"\u0301", plain+"\x00")
	if d.oneIn(4) && plain != "" {
		name = string(plain[0]^0x20) + plain[1:] // encoding/json would take it for the same
	}
	for _, other := range p.in.Members {
		if text, _ := document.Unquote(other.Name); text == name {
			return false // that would be repeat
		}
	}
	m.Name = document.Quote(name, nil)
	return true
}

var unknownNames = []string{
	"addedLater", "", "a/b~c", "~", "größe", "🎬", "__proto__", "constructor", "hasOwnProperty", "eventid", "0", "00", "1e3", "with \"quotes\"", "line\nbreak", "\u0000", "\ufeff",
}

// unknown adds a field that the contract does not know, anywhere in an object.
func unknown(d *draft) bool {
	p := d.pick(isObject)
	if p == nil {
		return false
	}
	name := document.Quote(one(&d.random, unknownNames...), d.escapes())
	text, _ := document.Unquote(name)
	for _, m := range p.value.Members {
		if other, _ := document.Unquote(m.Name); other == text {
			return false
		}
	}
	at := d.below(len(p.value.Members) + 1)
	p.value.Members = slices.Insert(p.value.Members, at, document.Member{Name: name, Value: d.anything()})
	return true
}

// supply adds a field that the contract knows and the object lacks, with a value
// of another event.
func supply(d *draft) bool {
	p := d.pick(func(p *place) bool {
		return isObject(p) && p.schema != nil && len(p.value.Members) < len(p.schema.Fields)
	})
	if p == nil {
		return false
	}
	f := p.schema.Fields[d.below(len(p.schema.Fields))]
	have, _ := names(p.value)
	donors := d.event.donors[f.Schema]
	if have[f.Name] || len(donors) == 0 {
		return false
	}
	v := donors[d.below(len(donors))].Clone()
	p.value.Members = slices.Insert(p.value.Members, d.below(len(p.value.Members)+1), document.Member{Name: document.Quote(f.Name, nil), Value: v})
	return true
}

// reorder moves a field or an element.
func reorder(d *draft) bool {
	p := d.pick(func(p *place) bool { return len(p.value.Members)+len(p.value.Items) > 1 })
	if p == nil {
		return false
	}
	if v := p.value; v.Kind == '{' {
		i, j := d.below(len(v.Members)), d.below(len(v.Members))
		v.Members[i], v.Members[j] = v.Members[j], v.Members[i]
	} else {
		i, j := d.below(len(v.Items)), d.below(len(v.Items))
		v.Items[i], v.Items[j] = v.Items[j], v.Items[i]
	}
	return true
}

// transplant puts a copy of one value in the place of another.
func transplant(d *draft) bool {
	from := d.pick(func(p *place) bool { return p.in != nil && p.depth > 1 })
	if from == nil {
		return false
	}
	v := from.value.Clone()
	to := d.pick(func(p *place) bool { return p.in != nil && p.depth > 1 })
	*to.value = *v
	return true
}

// item repeats an element, adds another or very many, or empties the array.
func item(d *draft) bool {
	p := d.pick(func(p *place) bool { return isArray(p) || p.is(contract.KindArray) })
	if p == nil {
		return false
	}
	v := p.value
	*v = document.Value{Kind: '[', Items: v.Items}
	switch n := len(v.Items); {
	case d.oneIn(4):
		v.Items = nil
	case d.oneIn(60): // as many as this module reads at first, or lists violations of, or some more
		text := one(&d.random, `"a"`, `"\u0061"`, `""`, "null", "{}")
		for range one(&d.random, 255, 256, 257, 300, 1000) {
			v.Items = append(v.Items, document.Scalar(text))
		}
	case n > 0 && d.oneIn(2):
		v.Items = append(v.Items, v.Items[d.below(n)].Clone())
	default:
		v.Items = slices.Insert(v.Items, d.below(n+1), d.anything())
	}
	return true
}

// wide gives an object more fields than are compared one by one, or read at
// first; valid ones where it is a map.
func wide(d *draft) bool {
	p := d.pick(isObject)
	if p == nil {
		return false
	}
	most := one(&d.random, 15, 16, 17, 18, 40, 70)
	if d.oneIn(20) {
		most = one(&d.random, 255, 256, 257, 300)
	}
	var value document.Value
	if donors := d.event.donors[valuesOf(p.schema)]; len(donors) > 0 {
		value = *donors[d.below(len(donors))]
	} else {
		value.Text = "1"
	}
	for n := range most {
		name := document.Quote("wide"+string(rune('0'+n)), nil)
		p.value.Members = append(p.value.Members, document.Member{Name: name, Value: value.Clone()})
	}
	if _, again := names(p.value); again {
		p.value.Members = p.value.Members[:1] // it was made wide before
	}
	return true
}

// valuesOf is what the contract says of an object's fields with names of the
// sender's own, nil if it has none.
func valuesOf(s *contract.Schema) *contract.Schema {
	if s == nil {
		return nil
	}
	return s.Values
}

// names are those of an object's fields, and whether one is there twice.
func names(v *document.Value) (list map[string]bool, again bool) {
	list = map[string]bool{}
	for _, m := range v.Members {
		text, _ := document.Unquote(m.Name)
		again = again || list[text]
		list[text] = true
	}
	return list, again
}
