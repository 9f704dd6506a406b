package wire_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events/wire"
)

type label string

var (
	anyList  = wire.List{Key: fieldKey, Max: wire.NoLimit}
	someList = wire.List{Key: fieldKey, Optional: true, Min: 1, Max: 2}
)

func readLabels(value string, rule *wire.List) (v []label, list []wire.Violation) {
	list = read(field(value), func(r *wire.Reader, i int) int { return wire.Strings(r, i, &v, rule, &item) })
	return v, list
}

func readNumbers(value string, rule *wire.List) (v []float64, list []wire.Violation) {
	list = read(field(value), func(r *wire.Reader, i int) int {
		return wire.ReadList(r, i, &v, rule, func(r *wire.Reader, i int, v *float64) int { return r.Number(i, v, &wire.Number{}) })
	})
	return v, list
}

func TestLists(t *testing.T) {
	for _, c := range []struct {
		where, value string
		want         []label
		written      string
	}{
		{here(), `[]`, []label{}, `[]`},
		{here(), ` [ "a" , "\u0062" ] `, []label{"a", "b"}, `["a","b"]`},
		{here(), `["a","a"]`, []label{"a", "a"}, `["a","a"]`},
		{here(), `["1","2","3","4","5","6","7","8","9","10","11","12","13","14","15","16","17"]`,
			[]label{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17"},
			`["1","2","3","4","5","6","7","8","9","10","11","12","13","14","15","16","17"]`},
	} {
		got, list := readLabels(c.value, &anyList)
		same(t, c.where, nil, list)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.where, diff)
		}
		document, list := write(func(w *wire.Writer) { wire.WriteStrings(w, got, &anyList, &item) })
		same(t, c.where, nil, list)
		if document != field(c.written) {
			t.Errorf("%s: written as %s", c.where, document)
		}
	}
	numbers, list := readNumbers(`[1, 2.5,-0]`, &anyList)
	same(t, here(), nil, list)
	document, list := write(func(w *wire.Writer) {
		wire.WriteList(w, numbers, &anyList, func(w *wire.Writer, v *float64) { w.Number(*v, &wire.Number{}) })
	})
	same(t, here(), nil, list)
	if document != field(`[1,2.5,0]`) {
		t.Errorf("numbers are written as %s", document)
	}
}

func TestListViolations(t *testing.T) {
	few := found(violation("/f", "minItems", "1", "must have at least 1 element, has 0"))
	many := found(violation("/f", "maxItems", "2", "must have at most 2 elements, has 3"))
	for _, c := range []struct {
		where, value string
		rule         *wire.List
		want         []wire.Violation
	}{
		{here(), `null`, &someList, nil},
		{here(), `null`, &anyList, found(violation("/f", "type", "array", "must be an array, not null"))},
		{here(), `{}`, &anyList, found(violation("/f", "type", "array", "must be an array, not an object"))},
		{here(), `"a"`, &anyList, found(violation("/f", "type", "array", "must be an array, not a string"))},
		{here(), `[]`, &someList, few},
		{here(), `["a","b","c"]`, &someList, many},
		{here(), `["a",1,null,"",["b"]]`, &anyList, found(
			violation("/f/1", "type", "string", "must be a string, not a number"),
			violation("/f/2", "type", "string", "must be a string, not null"),
			violation("/f/3", "minLength", "1", "must not be empty"),
			violation("/f/4", "type", "string", "must be a string, not an array"),
		)},
		{here(), `["a",]`, &anyList, syntax("/f/1", "is malformed at byte 10: expected a value")},
		{here(), `["a" "b"]`, &anyList, syntax("/f", "is malformed at byte 10: expected a comma or a closing bracket")},
		{here(), `["\ud800",1,"\udc00"]`, &anyList, found(
			violation("/f/0", "utf8", "", "has half of a surrogate pair at byte 7, which no UTF-8 can hold"),
			violation("/f/2", "utf8", "", "has half of a surrogate pair at byte 18, which no UTF-8 can hold"),
		)},
	} {
		_, list := readLabels(c.value, c.rule)
		same(t, c.where, c.want, list)
	}
	_, list := readNumbers(`[1,"x",2`, &anyList)
	same(t, here(), syntax("/f", "is malformed at byte 13: expected a comma or a closing bracket"), list)

	for _, c := range []struct {
		where string
		value []label
		rule  *wire.List
		want  []wire.Violation
	}{
		{here(), []label{}, &someList, few},
		{here(), []label{"a", "b", "c"}, &someList, many},
		{here(), []label{"a", "", "long"}, &anyList, found(
			violation("/f/1", "minLength", "1", "must not be empty"),
			violation("/f/2", "maxLength", "3", "must have at most 3 characters, has 4"),
		)},
		{here(), []label{"\xff"}, &anyList, found(violation("/f/0", "utf8", "", "is not valid UTF-8"))},
	} {
		_, list := write(func(w *wire.Writer) { wire.WriteStrings(w, c.value, c.rule, &item) })
		same(t, c.where, c.want, list)
		_, list = write(func(w *wire.Writer) {
			wire.WriteList(w, c.value, c.rule, func(w *wire.Writer, v *label) { w.String(string(*v), &item) })
		})
		same(t, c.where, c.want, list)
	}
}

func TestAbsentLists(t *testing.T) {
	for _, c := range []struct {
		where string
		value []label
		rule  *wire.List
		want  string
	}{
		{here(), nil, &someList, `{}`},
		{here(), nil, &anyList, `{"f":[]}`},
		{here(), []label{"a"}, &someList, `{"f":["a"]}`},
	} {
		document, list := write(func(w *wire.Writer) { wire.WriteStrings(w, c.value, c.rule, &item) })
		same(t, c.where, nil, list)
		if document != c.want {
			t.Errorf("%s: written as %s, want %s", c.where, document, c.want)
		}
		document, list = write(func(w *wire.Writer) {
			wire.WriteList(w, c.value, c.rule, func(w *wire.Writer, v *label) { w.String(string(*v), &item) })
		})
		same(t, c.where, nil, list)
		if document != c.want {
			t.Errorf("%s: written as %s, want %s", c.where, document, c.want)
		}
	}
	if v, list := readLabels("null", &someList); v != nil || list != nil {
		t.Errorf("null reads as %#v, %v", v, list)
	}
}
