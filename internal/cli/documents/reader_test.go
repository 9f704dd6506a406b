package documents

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events/wire"
)

// read returns what a reader finds, each as "line: text".
func read(t *testing.T, src io.Reader) []string {
	t.Helper()
	var got []string
	for r := NewReader(src, nil); ; {
		d, err := r.Next()
		if err == io.EOF {
			return got
		}
		if err != nil {
			t.Fatal(err)
		}
		text := string(d.Data)
		if d.Fault != "" {
			text = "fault " + d.Fault
		}
		if d.TooLarge() {
			text = fmt.Sprintf("large %d", d.Size)
		}
		got = append(got, fmt.Sprintf("%d: %s", d.Line, text))
	}
}

var streams = map[string]struct {
	in   string
	want []string
}{
	"nothing":                       {"", nil},
	"white space":                   {" \t\r\n\n", nil},
	"a byte order mark":             {"\xef\xbb\xbf{}", []string{"1: {}"}},
	"a byte order mark alone":       {"\xef\xbb\xbf", nil},
	"half a byte order mark":        {"\xef\xbb", []string{"1: \xef\xbb"}},
	"a document a line":             {"{\"a\":1}\n{\"b\":2}\n", []string{`1: {"a":1}`, `2: {"b":2}`}},
	"Windows line ends":             {"{\"a\":1}\r\n{\"b\":2}\r\n", []string{`1: {"a":1}`, `2: {"b":2}`}},
	"no last line end":              {"{}\n{}", []string{"1: {}", "2: {}"}},
	"empty lines":                   {"\n\n{}\n\n\n{}\n", []string{"3: {}", "6: {}"}},
	"one after the other":           {`{"a":1}{"b":2} {"c":3}`, []string{`1: {"a":1}`, `1: {"b":2}`, `1: {"c":3}`}},
	"pretty-printed":                {"{\n  \"a\": [\n    1\n  ]\n}\n{\n  \"b\": 2\n}\n", []string{"1: {\n  \"a\": [\n    1\n  ]\n}", "6: {\n  \"b\": 2\n}"}},
	"brackets in strings":           {`{"a":"}{]["}{"b":"\"}"}`, []string{`1: {"a":"}{]["}`, `1: {"b":"\"}"}`}},
	"escapes":                       {`{"a":"\\"}{"b":"\\\""}`, []string{`1: {"a":"\\"}`, `1: {"b":"\\\""}`}},
	"an array":                      {`[{"a":1},{"b":2}]`, []string{`1: {"a":1}`, `1: {"b":2}`}},
	"an array over lines":           {"[\n  {\"a\":1},\n  {\"b\":2}\n]\n", []string{`2: {"a":1}`, `3: {"b":2}`}},
	"a pretty array":                {"[\n  {\n    \"a\": 1\n  },\n  {\n    \"b\": 2\n  }\n]", []string{"2: {\n    \"a\": 1\n  }", "5: {\n    \"b\": 2\n  }"}},
	"an empty array":                {"[ ]", nil},
	"arrays after each other":       {"[{}]\n[{},{}]", []string{"1: {}", "2: {}", "2: {}"}},
	"an array in an array":          {`[[1,{}],{}]`, []string{"1: [1,{}]", "1: {}"}},
	"braces in the first column":    {"{\"a\":\n{\"b\":1}\n}\n{\"c\":[\n{},\n{}\n]}", []string{"1: {\"a\":\n{\"b\":1}\n}", "4: {\"c\":[\n{},\n{}\n]}"}},
	"scalars":                       {"null\n1\n\"x\"\n", []string{"1: null", "2: 1", `3: "x"`}},
	"scalars in an array":           {`[null, 1, "a,]", {}]`, []string{"1: null", "1: 1", `1: "a,]"`, "1: {}"}},
	"rubbish":                       {"what\nis this\n{}\n", []string{"1: what", "2: is this", "3: {}"}},
	"rubbish behind a document":     {"{} x\n{}\n", []string{"1: {}", "1: x", "2: {}"}},
	"a brace too many":              {"{\"a\":1}}\n{}\n", []string{`1: {"a":1}`, "1: }", "2: {}"}},
	"cut off in a string":           {"{\"a\":\"b\n{\"c\":1}\n", []string{`1: {"a":"b`, `2: {"c":1}`}},
	"cut off in an escape":          {"{\"a\":\"b\\\n{\"c\":1}\n", []string{`1: {"a":"b\`, `2: {"c":1}`}},
	"cut off in a name":             {"{\"a\n{\"c\":1}\n", []string{`1: {"a`, `2: {"c":1}`}},
	"cut off after a name":          {"{\"a\"\n{\"c\":1}\n", []string{`1: {"a"`, `2: {"c":1}`}},
	"cut off after a colon":         {"{\"a\":\n{\"c\":1}\n{\"d\":1}\n", []string{`1: {"a":`, `2: {"c":1}`, `3: {"d":1}`}},
	"cut off before the last":       {"{\"a\":\n{\"c\":1}", []string{`1: {"a":`, `2: {"c":1}`}},
	"cut off in an inner array":     {"{\"a\":[1,\n{\"c\":1}\n{\"d\":1}\n", []string{`1: {"a":[1,`, `2: {"c":1}`, `3: {"d":1}`}},
	"cut off after a value":         {"{\"a\":1\n{\"c\":1}\n", []string{`1: {"a":1`, `2: {"c":1}`}},
	"cut off after a comma":         {"{\"a\":1,\n{\"c\":1}\n", []string{`1: {"a":1,`, `2: {"c":1}`}},
	"cut off after the brace":       {"{\n{\"c\":1}\n", []string{"1: {", `2: {"c":1}`}},
	"cut off twice":                 {"{\"a\":\n{\"b\":\n{\"c\":1}\n{}", []string{`1: {"a":`, `2: {"b":`, `3: {"c":1}`, "4: {}"}},
	"cut off at the end":            {"{\"a\":{", []string{`1: {"a":{`}},
	"a pretty one cut off":          {"{\n  \"a\": 1,\n{\n  \"b\": 2\n}\n", []string{"1: {\n  \"a\": 1,", "3: {\n  \"b\": 2\n}"}},
	"a pretty one broken":           {"{\n  \"a\" 1,\n  \"c\": {\n    \"d\": 2\n  }\n}\n{\n  \"b\": 2\n}\n", []string{"1: {\n  \"a\" 1,\n  \"c\": {\n    \"d\": 2\n  }\n}", "7: {\n  \"b\": 2\n}"}},
	"a broken line":                 {"{\"a\" 1}\n{}\n", []string{`1: {"a" 1}`, "2: {}"}},
	"mismatched brackets":           {"{\"a\":[1}\n{}\n", []string{`1: {"a":[1}`, "2: {}"}},
	"a quote too many":              {"{\"a\":\"b\"c\",\"d\":\"e\"}\n{}\n", []string{`1: {"a":"b"c","d":"e"}`, "2: {}"}},
	"broken in an array":            {"[\n  {\"a\":1},\n  {\"b\" 2},\n  {\"c\":3}\n]", []string{`2: {"a":1}`, `3: {"b" 2}`, `4: {"c":3}`}},
	"cut off in an array":           {"[\n  {\"a\":\"x,\n  {\"b\":2}\n]", []string{`2: {"a":"x,`, `3: {"b":2}`}},
	"cut off last in an array":      {"[\n  {\"a\":{\n]\n{}", []string{`2: {"a":{`, "4: {}"}},
	"broken in an array on a line":  {`[{"a":1},{"b" 2},{"c":3}]`, []string{`1: {"a":1}`, `1: {"b" 2}`, `1: {"c":3}`}},
	"no comma in an array":          {`[{} {} {}]`, []string{"1: {}", "1: fault must have a comma between two elements of the array", "1: {}", "1: {}"}},
	"a comma too many":              {`[{},]`, []string{"1: {}", "1: fault must have an element after the comma"}},
	"a comma first":                 {`[,{}]`, []string{"1: fault must have an element before the comma", "1: {}"}},
	"an array that does not end":    {"\n[\n{},\n", []string{"3: {}", "4: fault must close the array that begins in line 2"}},
	"an array that ends in a value": {`[{"a":`, []string{`1: {"a":`, "1: fault must close the array that begins in line 1"}},
	"NUL bytes":                     {"{\"a\":\x00}\n\x00\n", []string{"1: {\"a\":\x00}", "2: \x00"}},
	"deep":                          {strings.Repeat("[", 10_000) + "\n{}", nil},
}

func TestStreams(t *testing.T) {
	for name, c := range streams {
		t.Run(name, func(t *testing.T) {
			got := read(t, strings.NewReader(c.in))
			if c.want != nil || c.in == "" {
				if diff := cmp.Diff(c.want, got); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			}
			if diff := cmp.Diff(got, read(t, iotest.OneByteReader(strings.NewReader(c.in)))); diff != "" {
				t.Errorf("byte by byte it differs (-at once +byte by byte):\n%s", diff)
			}
		})
	}
}

func TestTooLarge(t *testing.T) {
	event := func(size int) string { return `{"a":"` + strings.Repeat("x", size-len(`{"a":""}`)) + `"}` }
	short := func(docs []string) []string {
		for i, d := range docs {
			docs[i] = d[:min(len(d), 20)]
		}
		return docs
	}
	for name, c := range map[string]struct {
		in   string
		want []string
	}{
		"just not":       {event(wire.MaxSize) + "\n{}\n", []string{`1: {"a":"xxxxxxxxxxxxxx`[:20], "2: {}"}},
		"by a byte":      {event(wire.MaxSize+1) + "\n{}\n", []string{"1: large 1048577", "2: {}"}},
		"in an array":    {"[" + event(3<<20) + ",\n{}]", []string{"1: large 3145728", "2: {}"}},
		"cut off":        {event(2 << 20)[:2<<20-2] + "\n{}\n", []string{"1: large 2097151", "2: {}"}},
		"a scalar":       {strings.Repeat("1", 2<<20) + "\n{}\n", []string{"1: large 2097152", "2: {}"}},
		"never closed":   {`{"a":[` + strings.Repeat("1,", 1<<20) + "\n{}\n{}\n", []string{"1: large 2097159", "2: {}", "3: {}"}},
		"many never":     {strings.Repeat("{\"a\":\n", 400_000), nil},
		"nested for all": {strings.Repeat("[", 3<<20) + "\n{}\n", []string{"1: large 3145728", "2: {}", "3: fault must close t"[:20]}},
	} {
		t.Run(name, func(t *testing.T) {
			got := short(read(t, strings.NewReader(c.in)))
			if c.want != nil {
				if diff := cmp.Diff(short(c.want), got); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			}
		})
	}
}

// endless is an endless stream of one text.
type endless struct {
	text string
	at   int
	left int
}

func (e *endless) Read(p []byte) (int, error) {
	if e.left <= 0 {
		return 0, io.EOF
	}
	n := 0
	for n < len(p) {
		m := copy(p[n:], e.text[e.at:])
		n, e.at = n+m, (e.at+m)%len(e.text)
	}
	e.left -= n
	return n, nil
}

func TestMemoryIsConstant(t *testing.T) {
	for name, text := range map[string]string{
		"events":            "{\"a\":\"b\"}\n",
		"one string":        "x",
		"one object":        `{"a":`,
		"brackets":          "[",
		"open lines":        "{\"a\":\n",
		"rubbish":           "}\"\n",
		"a string of lines": "\"{\n",
	} {
		t.Run(name, func(t *testing.T) {
			r := NewReader(io.MultiReader(strings.NewReader(`{"a":"`), &endless{text: text, left: 8 << 20}), nil)
			for {
				_, err := r.Next()
				if err == io.EOF {
					break
				}
			}
			if n := cap(r.data); n > maxBuffer {
				t.Errorf("the buffer holds %d bytes", n)
			}
			if n := cap(r.doc.kinds); n > 2*maxDepth {
				t.Errorf("%d open brackets are remembered", n)
			}
			if n := cap(r.doc.starts); n > wire.MaxSize {
				t.Errorf("%d starts are remembered", n)
			}
		})
	}
}

func TestReadErrorIsReturned(t *testing.T) {
	broken := errors.New("the disk is on fire")
	r := NewReader(io.MultiReader(strings.NewReader("{}\n{\"a\":"), iotest.ErrReader(broken)), nil)
	if d, err := r.Next(); err != nil || string(d.Data) != "{}" {
		t.Errorf("got %q, %v", d.Data, err)
	}
	if _, err := r.Next(); err != broken {
		t.Errorf("got %v", err)
	}
}

func TestReaderThatReadsNothing(t *testing.T) {
	if _, err := NewReader(idle{}, nil).Next(); err != io.ErrNoProgress {
		t.Errorf("got %v", err)
	}
}

type idle struct{}

func (idle) Read([]byte) (int, error) { return 0, nil }

func TestWaitIsCalledBeforeEachRead(t *testing.T) {
	waits := 0
	r := NewReader(iotest.OneByteReader(strings.NewReader("{}\n")), func() { waits++ })
	for {
		if _, err := r.Next(); err != nil {
			break
		}
	}
	if waits != 4 {
		t.Errorf("called %d times, want 4", waits)
	}
}

// FuzzSplit asks of any bytes: nothing panics or loops, documents are in order
// and on the lines they say, what is between them is white space and an
// array's punctuation, and it does not matter how the bytes arrive.
func FuzzSplit(f *testing.F) {
	for _, c := range streams {
		f.Add([]byte(c.in))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		r := NewReader(bytes.NewReader(in), nil)
		slow := NewReader(iotest.OneByteReader(bytes.NewReader(in)), nil)
		next := int64(0)
		for {
			d, err := r.Next()
			e, errSlow := slow.Next()
			if err != errSlow || !bytes.Equal(d.Data, e.Data) || d.Line != e.Line || d.Fault != e.Fault || d.Offset != e.Offset {
				t.Fatalf("at once %q line %d %q, %v; byte by byte %q line %d %q, %v", d.Data, d.Line, d.Fault, err, e.Data, e.Line, e.Fault, errSlow)
			}
			end := d.Offset
			if err != nil {
				end = int64(len(in))
			}
			if end < next {
				t.Fatalf("a document at %d, the one before ends at %d", end, next)
			}
			between := bytes.TrimPrefix(in[next:end], []byte("\xef\xbb\xbf"))
			if rest := bytes.Trim(between, " \t\r\n,[]"); len(rest) > 0 {
				t.Fatalf("%q is passed over before %d", rest, end)
			}
			if err != nil {
				break
			}
			if line := 1 + bytes.Count(in[:d.Offset], []byte("\n")); d.Line != line {
				t.Fatalf("a document at %d says line %d, want %d", d.Offset, d.Line, line)
			}
			if d.Fault != "" {
				continue
			}
			if len(d.Data) == 0 || !bytes.HasPrefix(in[d.Offset:], d.Data) {
				t.Fatalf("%q is not at %d", d.Data, d.Offset)
			}
			next = d.Offset + d.Size
		}
	})
}

// TestCutAnywhere cuts an event off at every byte: those after it are found.
func TestCutAnywhere(t *testing.T) {
	const event = `{"metadata":{"eventId":"evt-1","n":[1,{"a":null}]},"payload":{"title":"a \"quote\", {brackets[ and \\","list":[{"x":-1.5e3},true,[]]}}`
	const next = "\n" + `{"metadata":{"eventId":"evt-2"},"payload":{}}` + "\n" + `{"metadata":{"eventId":"evt-3"},"payload":{}}` + "\n"
	for cut := 1; cut < len(event); cut++ {
		want := []string{"1: " + strings.TrimRight(event[:cut], " "), `2: {"metadata":{"eventId":"evt-2"},"payload":{}}`, `3: {"metadata":{"eventId":"evt-3"},"payload":{}}`}
		if diff := cmp.Diff(want, read(t, strings.NewReader(event[:cut]+next))); diff != "" {
			t.Errorf("cut at %d (-want +got):\n%s", cut, diff)
		}
		in := "[\n  " + event[:cut] + ",\n  {\"b\":1},\n  {\"c\":2}\n]\n"
		got := read(t, strings.NewReader(in))
		if len(got) != 3 || got[1] != `3: {"b":1}` || got[2] != `4: {"c":2}` {
			t.Errorf("cut at %d in an array: got %q", cut, got)
		}
	}
}

// TestFlipAnywhere replaces each byte of a line: the lines around it are found.
func TestFlipAnywhere(t *testing.T) {
	const event = `{"metadata":{"eventId":"evt-1","n":[1]},"payload":{"title":"a \"b\" \\"}}`
	for i := range len(event) {
		for _, c := range []byte("\"\\{}[],: x\x00") {
			in := []byte("{\"a\":1}\n" + event + "\n{\"b\":2}\n")
			in[len("{\"a\":1}\n")+i] = c
			got := read(t, bytes.NewReader(in))
			if len(got) < 3 || got[0] != `1: {"a":1}` || got[len(got)-1] != `3: {"b":2}` {
				t.Errorf("%q at %d: got %q", c, i, got)
			}
		}
	}
}
