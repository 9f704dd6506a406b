package mutate

import (
	"strings"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/test/differential/internal/document"
)

// enum puts in a value of the enumeration, or one that looks like it.
func enum(d *draft) bool {
	p := d.pick(func(p *place) bool { return p.is(contract.KindString) && len(p.schema.Enum) > 0 })
	if p == nil {
		return false
	}
	v := one(&d.random, p.schema.Enum...)
	switch d.below(8) {
	case 0:
		v = strings.ToLower(v)
	case 1:
		v = one(&d.random, " "+v, v+" ", v+"\x00", v+v, v+"\u0301")
	case 2:
		v = v[:d.below(len(v))]
	case 3:
		v = strings.Replace(v, "K", "\u212a", 1) // the Kelvin sign
	}
	*p.value = document.Value{Text: document.Quote(v, d.escapes())}
	return true
}

var versions = []string{
	"1.0.0", "1.0.0", "1.0.1", "1.99.0", "1.10.200", "1.0.99999999999999999999999", "2.0.0", "0.0.0", "0.9.9", "10.0.0", "11.0.0", "99999999999999999999.0.0",
	"1.0", "1", "", "1.0.0.0", "1..0", "1.0.", ".1.0.0", "01.0.0", "1.00.0", "1.0.01", "+1.0.0", "-1.0.0", "1.0.0 ", " 1.0.0", "1.0.0\n", "v1.0.0", "1.0.0-rc.1", "1.0.0+b", "１.0.0", "1.x.0", "1,0,0", "1.0.0\x00",
}

// identity changes what the metadata says of the event's type and version.
func identity(d *draft) bool {
	field := one(&d.random, `"eventType"`, `"eventVersion"`, `"eventVersion"`)
	p := d.pick(func(p *place) bool { return p.member() != nil && p.member().Name == field })
	if p == nil {
		return false
	}
	text := one(&d.random, versions...)
	if field == `"eventType"` {
		name := d.event.Type
		text = one(&d.random, name, "content.created", "auth.user.login", "search.performed", name+" ", strings.ToUpper(name), "", "content", "content.", name+"\x00", "__proto__", "content.invented")
	}
	*p.value = document.Value{Text: document.Quote(text, d.escapes())}
	return true
}
