package wire_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/mediamesh/events/wire"
)

func TestViolationsRead(t *testing.T) {
	for _, c := range []struct {
		where string
		v     wire.Violation
		want  string
	}{
		{here(), violation("/payload/title", "maxLength", "200", "must have at most 200 characters, has 213"), "/payload/title must have at most 200 characters, has 213"},
		{here(), violation("", "size", "1048576", "must have at most 1048576 bytes, has 1048577"), "the document must have at most 1048576 bytes, has 1048577"},
	} {
		if got := c.v.String(); got != c.want {
			t.Errorf("%s: %s, want %s", c.where, got, c.want)
		}
	}
}

func TestFound(t *testing.T) {
	var f wire.Found
	if !f.OK() || f.Faulty() {
		t.Error("nothing found is not OK")
	}
	mark := f.Mark()
	f.Require(0b101, 0b111, []string{"a", "b", "c", "optional"})
	f.Const("type", "content.created")
	f.Major("version", "2")
	f.Missing("payload")
	f.UnderItem(mark, 3)
	f.UnderKey(mark, "")
	f.UnderKey(mark, fieldKey)
	f.Under(mark, "a/b~c")
	f.Under(f.Mark(), "nothing is here")
	list, omitted := f.Violations()
	same(t, here(), found(
		violation("/a~1b~0c/f/3/b", "required", "", "is required"),
		violation("/a~1b~0c/f/3/type", "const", "content.created", `must be "content.created"`),
		violation("/a~1b~0c/f/3/version", "pattern", "2.x.y", "must be of major version 2, such as 2.0.0"),
		violation("/a~1b~0c/f/3/payload", "required", "", "is required"),
	), list)
	if omitted != 0 || f.OK() || f.Faulty() {
		t.Errorf("%d omitted, OK %v, faulty %v", omitted, f.OK(), f.Faulty())
	}
}

// So many violations are kept, and of each sort beyond it only the number.
func TestViolationsBeyondThoseKept(t *testing.T) {
	rules := []struct {
		name string
		read func(r *wire.Reader, i int) int
		item string
	}{
		{"type", func(r *wire.Reader, i int) int { return r.String(i, new(string), &wire.Text{Max: 1}) }, `1`},
		{"minLength", func(r *wire.Reader, i int) int { return r.String(i, new(string), &wire.Text{Min: 2, Max: 9}) }, `"a"`},
		{"maxLength", func(r *wire.Reader, i int) int { return r.String(i, new(string), &wire.Text{Max: 1}) }, `"ab"`},
		{"enum", func(r *wire.Reader, i int) int {
			return r.String(i, new(string), &wire.Text{Max: 1, Enum: []string{"b"}})
		}, `"a"`},
		{"pattern", func(r *wire.Reader, i int) int {
			return r.String(i, new(string), &wire.Text{Max: 1, Format: wire.Semver})
		}, `"a"`},
		{"pattern", func(r *wire.Reader, i int) int {
			return r.String(i, new(string), &wire.Text{Max: 1, Pattern: digitPattern})
		}, `"a"`},
		{"pattern", func(r *wire.Reader, i int) int { return r.Time(i, &noTime, &wire.Value{}) }, `"a"`},
		{"minimum", func(r *wire.Reader, i int) int {
			return r.Number(i, new(float64), &wire.Number{Limits: wire.Limits{Min: new(0.0)}})
		}, `-1`},
		{"type", func(r *wire.Reader, i int) int { return r.Number(i, new(float64), &wire.Number{}) }, `1e400`},
		{"exclusiveMaximum", func(r *wire.Reader, i int) int { return r.Integer(i, new(int64), &wire.Integer{}) }, `1e19`},
		{"required", func(r *wire.Reader, i int) int {
			end := r.JSON(i, new(wire.JSON), &wire.Value{})
			r.Require(0, 1, []string{"x"})
			return end
		}, `{}`},
	}
	for _, c := range rules {
		document := "[" + strings.Repeat(c.item+",", 1499) + c.item + "]"
		r, i := wire.NewReader([]byte(document))
		var values []struct{}
		r.End(wire.ReadList(r, i, &values, &wire.List{Max: wire.NoLimit}, func(r *wire.Reader, i int, _ *struct{}) int { return c.read(r, i) }))
		list, omitted := r.Violations()
		if len(list) != wire.MaxViolations || omitted != 1500-wire.MaxViolations {
			t.Errorf("%s: %d violations are kept and %d omitted of 1,500 values", c.name, len(list), omitted)
		}
		if len(list) == wire.MaxViolations && (list[255].Rule != c.name || !strings.HasPrefix(list[255].Pointer, "/255")) {
			t.Errorf("%s: the last is %+v", c.name, list[255])
		}
		r.Release()
	}
}

var (
	digitPattern = &wire.Pattern{Source: "^[0-9]$"}
	noTime       time.Time
)

func TestPeek(t *testing.T) {
	for _, c := range []struct{ where, document, name, version string }{
		{here(), `{"metadata":{"eventType":"a.b","eventVersion":"1.0.0"}}`, "a.b", "1.0.0"},
		{here(), ` { "payload" : [1,{"metadata":{"eventType":"x"}}] , "metadata" : { "eventVersion" : "1.0.0" , "eventType" : "a\u002eb" } } `, "a.b", "1.0.0"},
		{here(), `{"metadata":{"eventType":"a.b"}}`, "a.b", ""},
		{here(), `{"metadata":{"eventType":1,"eventVersion":null}}`, "", ""},
		{here(), `{"metadata":[]}`, "", ""},
		{here(), `{"metadata":`, "", ""},
		{here(), `{"metadata":{"eventType":"a.b","eventVersion":"1.0.0"`, "a.b", "1.0.0"},
		{here(), `{"metadata":{"eventType":"a.b`, "", ""},
		{here(), `{"x":01,"metadata":{"eventType":"a.b"}}`, "", ""},
		{here(), `{"x"}`, "", ""},
		{here(), `{}`, "", ""},
		{here(), `[]`, "", ""},
		{here(), ``, "", ""},
	} {
		if name, version := wire.Peek([]byte(c.document)); string(name) != c.name || string(version) != c.version {
			t.Errorf("%s: Peek gives %q and %q, want %q and %q", c.where, name, version, c.name, c.version)
		}
	}
}

func TestKeys(t *testing.T) {
	for key, want := range map[wire.Key]string{`,"title":`: "title", `,"":`: "", ``: "", `,"a`: ""} {
		if got := key.Name(); got != want {
			t.Errorf("%q names %q, want %q", key, got, want)
		}
	}
}

// A reader is used again after a document that was wide and long.
func TestReader_CloseReleasesData(t *testing.T) {
	var names []string
	for n := range 300 {
		names = append(names, fmt.Sprintf(`"n%d":[{"n":0},{"n":1}]`, n))
	}
	wide := "{" + strings.Join(names, ",") + "}"
	nested := strings.Repeat(`{"a":1,"b":`, 60) + "1" + strings.Repeat("}", 60)
	long := `"\n` + strings.Repeat("a", 5000) + `"`
	for range 3 {
		for _, document := range []string{wide, nested, long, `{"a":"\n"}`, `{"a":1,"a":2}`, `["a"]`} {
			v, list := readJSON(document)
			if document == `{"a":1,"a":2}` {
				same(t, document, found(violation("/a", "duplicateKey", "", "is there more than once")), list)
			} else if string(v) != document || list != nil {
				t.Errorf("%.40s reads as %.40s, %v", document, v, list)
			}
			var labels []label
			lists := "[" + strings.Repeat(`"a",`, 400) + `"a"]`
			if list := read(field(lists), func(r *wire.Reader, i int) int { return wire.Strings(r, i, &labels, &anyList, &item) }); len(labels) != 401 || list != nil {
				t.Errorf("%d labels, %v", len(labels), list)
			}
		}
	}
}

// A name as long as the document would otherwise stand in all pointers.
func TestPointers_TruncateLongNames(t *testing.T) {
	name := strings.Repeat("n", 126) + "é" + strings.Repeat("n", 500_000)
	document := `{"` + name + `":[` + strings.Repeat(`"\ud800",`, 4000) + `{"x":1,"x":2}]}`
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, list := readJSON(document)
	runtime.ReadMemStats(&after)
	if len(list) != wire.MaxViolations || list[0].Pointer != "/"+name[:128]+"…/0" {
		t.Errorf("%d faults, the first at %.200s", len(list), list[0].Pointer)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 8<<20 {
		t.Errorf("%d bytes are allocated to read %d", used, len(document))
	}
	_, list = readJSON(`{"` + strings.Repeat("n", 127) + `é":{"x":1,"x":2}}`)
	if want := "/" + strings.Repeat("n", 127) + "…/x"; len(list) != 1 || list[0].Pointer != want {
		t.Errorf("a letter at the cut gives %v, want %s", list, want)
	}
}

// The pointers of all violations share one buffer, which is large enough from the
// start: getting them takes an allocation for it, for its builder and for the list.
func TestViolations_PointersShareOneBuffer(t *testing.T) {
	for name, under := range map[string]func(f *wire.Found, m wire.Mark){
		"field":                  func(f *wire.Found, m wire.Mark) { f.Under(m, strings.Repeat("n", 100)) },
		"field with slashes":     func(f *wire.Found, m wire.Mark) { f.Under(m, strings.Repeat("/", 100)) },
		"field with tildes":      func(f *wire.Found, m wire.Mark) { f.Under(m, strings.Repeat("~", 100)) },
		"long field":             func(f *wire.Found, m wire.Mark) { f.Under(m, strings.Repeat("n", 1000)) },
		"long field of slashes":  func(f *wire.Found, m wire.Mark) { f.Under(m, strings.Repeat("/", 1000)) },
		"first element":          func(f *wire.Found, m wire.Mark) { f.UnderItem(m, 0) },
		"element of one digit":   func(f *wire.Found, m wire.Mark) { f.UnderItem(m, 9) },
		"element of two digits":  func(f *wire.Found, m wire.Mark) { f.UnderItem(m, 10) },
		"element of many digits": func(f *wire.Found, m wire.Mark) { f.UnderItem(m, 1_000_000_000) },
	} {
		t.Run(name, func(t *testing.T) {
			var f wire.Found
			m := f.Mark()
			for range 100 {
				f.Missing("")
			}
			for range 5 {
				under(&f, m)
			}
			if n := testing.AllocsPerRun(10, func() { f.Violations() }); n > 3 {
				t.Errorf("%v allocations, want 3", n)
			}
		})
	}
}
