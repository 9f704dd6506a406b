package wire_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/mediamesh/events/wire"
)

// readUnknown reads an object of which only the field "f" is known.
func readUnknown(document string) (wire.Unknown, []wire.Violation) {
	r, i := wire.NewReader([]byte(document))
	defer r.Release()
	var unknown wire.Unknown
	if i != wire.Fault {
		rest := r.NewRest()
		for i = r.Enter(i); i >= 0; {
			name, value := r.Name(i)
			if value == wire.Fault {
				i = wire.Fault
				break
			}
			if name == "f" {
				i = r.Next(r.Number(value, new(float64), &anyNumber))
				continue
			}
			i = r.Next(rest.Keep(r, name, i, value))
		}
		unknown = rest.End(r)
		r.End(wire.After(i))
	}
	list, _ := r.Violations()
	return unknown, slices.Clone(list)
}

func TestUnknown_KeepsFieldsUnchanged(t *testing.T) {
	for _, c := range []struct{ where, document, want string }{
		{here(), `{}`, ``},
		{here(), `{"f":1}`, ``},
		{here(), `{"a":1}`, `"a":1`},
		{here(), `{"f":1,"a":1,"b":{"c":[1.50,"\u0041"]}}`, `"a":1,"b":{"c":[1.50,"\u0041"]}`},
		{here(), `{"a":1,"f":1,"b":2}`, `"a":1,"b":2`},
		{here(), `{"a":1,"f":1,"b":2,"c":3}`, `"a":1,"b":2,"c":3`},
		{here(), `{"a":1 , "b":2}`, `"a":1,"b":2`},
		{here(), `{ "a" : [ 1, 2 ] , "f":1 }`, `"a" : [ 1, 2 ]`},
		{here(), `{"a":1,` + "\n" + `"b":null,"c":""}`, `"a":1,"b":null,"c":""`},
		{here(), `{"":0,"\u00e9":1,"\/":2}`, `"":0,"\u00e9":1,"\/":2`},
	} {
		got, list := readUnknown(c.document)
		same(t, c.where, nil, list)
		if string(got) != c.want {
			t.Errorf("%s: %s is kept, want %s", c.where, got, c.want)
		}
		document, list := write(func(w *wire.Writer) { w.Unknown(got, []string{"f"}) })
		same(t, c.where, nil, list)
		if want := "{" + c.want + "}"; document != want {
			t.Errorf("%s: written as %s, want %s", c.where, document, want)
		}
	}
}

func TestUnknownFieldsAreChecked(t *testing.T) {
	for _, c := range []struct {
		where, document string
		want            []wire.Violation
	}{
		{here(), `{"a":1,"a":2}`, found(violation("/a", "duplicateKey", "", "is there more than once"))},
		{here(), `{"a":1,"f":0,"\u0061":2}`, found(violation("/a", "duplicateKey", "", "is there more than once"))},
		{here(), `{"a":{"b":1,"b":2}}`, found(violation("/a/b", "duplicateKey", "", "is there more than once"))},
		{here(), `{"a":{"b":"\ud800"}}`, found(violation("/a/b", "utf8", "", "has half of a surrogate pair at byte 11, which no UTF-8 can hold"))},
		{here(), `{"a":[01]}`, syntax("/a/0", "is malformed at byte 6: expected a number as JSON writes it")},
		{here(), `{"a":` + strings.Repeat("[", 64), found(violation("/a"+strings.Repeat("/0", 63), "depth", "64", "is nested more than 64 deep"))},
	} {
		_, list := readUnknown(c.document)
		same(t, c.where, c.want, list)
	}
}

// Code of the user's own may fill Unknown with anything.
func TestUnknownFieldsAreCheckedWhenWritten(t *testing.T) {
	known := []string{"f", "g"}
	for _, c := range []struct {
		where   string
		unknown wire.Unknown
		want    []wire.Violation
	}{
		{here(), `"a":1`, nil},
		{here(), ` "a" : 1 `, nil},
		{here(), `"f":1`, found(violation("/f", "duplicateKey", "", "is there more than once"))},
		{here(), `"a":1,"g":{}`, found(violation("/g", "duplicateKey", "", "is there more than once"))},
		{here(), `"\u0067":1`, found(violation("/g", "duplicateKey", "", "is there more than once"))},
		{here(), `"a":1,"a":2`, found(violation("/a", "duplicateKey", "", "is there more than once"))},
		{here(), `"a":{"b":1,"b":2}`, found(violation("/a/b", "duplicateKey", "", "is there more than once"))},
		{here(), `"a":1,`, syntax("", "is cut off at byte 6: expected a field's name in quotes")},
		{here(), `"a":1}`, syntax("", "is malformed at byte 5: expected a comma between fields")},
		{here(), `"a":1 "b":2`, syntax("", "is malformed at byte 6: expected a comma between fields")},
		{here(), `"a"`, syntax("", "is cut off at byte 3: expected a colon")},
		{here(), `"a":`, syntax("/a", "is cut off at byte 4: expected a value")},
		{here(), `,"a":1`, syntax("", "is malformed at byte 0: expected a field's name in quotes")},
		{here(), `{"a":1}`, syntax("", "is malformed at byte 0: expected a field's name in quotes")},
		{here(), `a`, syntax("", "is malformed at byte 0: expected a field's name in quotes")},
		{here(), `"a":` + wire.Unknown(strings.Repeat("[", 64)), found(violation("/a"+strings.Repeat("/0", 63), "depth", "64", "is nested more than 64 deep"))},
		{here(), "\"a\":\"\xff\"", found(violation("/a", "utf8", "", "is not valid UTF-8"))},
	} {
		_, list := write(func(w *wire.Writer) { w.Unknown(c.unknown, known) })
		same(t, c.where, c.want, list)
	}
}

// White space alone holds no field, so that nothing is written of it.
func TestUnknownOfWhiteSpace(t *testing.T) {
	for _, unknown := range []wire.Unknown{"", " ", "\n\t"} {
		document, list := write(func(w *wire.Writer) {
			w.String("x", &anyText)
			w.Unknown(unknown, nil)
		})
		if document != `{"f":"x"}` || list != nil {
			t.Errorf("%q is written as %s, %v", unknown, document, list)
		}
	}
}

func TestUnknownAccess(t *testing.T) {
	u := wire.Unknown(` "a" : 1.50 ,"b":{"c":null},"\u0064":"x"`)
	var all []string
	for name, value := range u.All() {
		all = append(all, fmt.Sprintf("%s=%s", name, value))
	}
	if got, want := strings.Join(all, " "), `a=1.50 b={"c":null} d="x"`; got != want {
		t.Errorf("All gives %s, want %s", got, want)
	}
	for name := range u.All() {
		if name != "a" {
			t.Errorf("All goes on after break: %s", name)
		}
		break
	}
	if v, ok := u.Get("d"); v != `"x"` || !ok {
		t.Errorf("Get(d) = %s, %v", v, ok)
	}
	if v, ok := u.Get("c"); v != "" || ok {
		t.Errorf("Get(c) = %s, %v", v, ok)
	}
	for _, c := range []struct {
		where string
		names []string
		want  wire.Unknown
	}{
		{here(), []string{"b"}, `"a":1.50,"d":"x"`},
		{here(), []string{"a", "d", "none"}, `"b":{"c":null}`},
		{here(), []string{"a", "b", "d"}, ``},
	} {
		if got := u.Without(c.names...); got != c.want {
			t.Errorf("%s: Without gives %s, want %s", c.where, got, c.want)
		}
	}
	for _, broken := range []wire.Unknown{"x", `"a"`, `"a":`, `"a":1,`, `"a":[`} {
		for name, value := range broken.All() {
			if name != "a" || value != "1" {
				t.Errorf("All of %s gives %s=%s", broken, name, value)
			}
		}
	}
}
