package events_test

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/wire"
)

// example returns one example of the contract, "content.created full".
func example(t testing.TB, name string) []byte {
	t.Helper()
	typeName, exampleName, _ := strings.Cut(name, " ")
	for _, e := range theContract(t).Events() {
		for _, ex := range e.Examples {
			if e.Type == typeName && ex.Name == exampleName {
				return ex.JSON
			}
		}
	}
	t.Fatalf("no example %s", name)
	return nil
}

// invalid decodes the document both ways and returns the violations, which
// must be the same.
func invalid(t testing.TB, document string) []events.Violation {
	t.Helper()
	checkDocument(t, []byte(document))
	_, err := catalog.Decode([]byte(document))
	bad := new(events.InvalidError)
	if !errors.As(err, &bad) {
		t.Fatalf("%s: the error is %v, want an InvalidError", document, err)
	}
	return bad.Violations
}

// want compares violations written as "pointer rule(limit): message".
func want(t testing.TB, where string, got []events.Violation, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, spell(got)); diff != "" {
		t.Errorf("%s: violations (-want +got):\n%s", where, diff)
	}
}

func spell(list []events.Violation) []string {
	var lines []string
	for _, v := range list {
		rule := v.Rule
		if v.Limit != "" {
			rule += "(" + v.Limit + ")"
		}
		lines = append(lines, fmt.Sprintf("%s %s: %s", v.Pointer, rule, v.Message))
	}
	return lines
}

func TestTruncationAtEveryByte(t *testing.T) {
	for _, ex := range examples(t) {
		for n := range ex.JSON {
			document := string(ex.JSON[:n])
			list := invalid(t, document)
			cut := regexp.MustCompile(fmt.Sprintf(`^is cut off at byte %d: expected [a-z].*$`, n))
			number := regexp.MustCompile(`^is malformed at byte \d+: expected a number as JSON writes it$`)
			if len(list) != 1 || list[0].Rule != "syntax" || !cut.MatchString(list[0].Message) && !number.MatchString(list[0].Message) {
				t.Errorf("%s cut at byte %d: %v", ex.Pos, n, list)
			}
			if number.MatchString(list[0].Message) && !strings.ContainsAny(document[n-1:], "-.eE+") {
				t.Errorf("%s cut at byte %d is said to break a number: %v", ex.Pos, n, list)
			}
		}
	}
}

func TestEveryFlipOfEveryByte(t *testing.T) {
	for _, name := range []string{"content.updated minimal", "ingest.progress full", "search.performed full"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			document := example(t, name)
			for i := range document {
				flipped := slices.Clone(document)
				for c := range 256 {
					if flipped[i] = byte(c); byte(c) != document[i] {
						checkDocument(t, flipped)
					}
				}
			}
		})
	}
}

func TestUnmarshal_DocumentsThatAreNotEvents(t *testing.T) {
	event := string(example(t, "content.created minimal"))
	for _, c := range []struct {
		where, document string
		want            []string
	}{
		{here(), ``, []string{" syntax: is cut off at byte 0: expected a value"}},
		{here(), " \n", []string{" syntax: is cut off at byte 2: expected a value"}},
		{here(), `null`, []string{" type(object): must be an object, not null"}},
		{here(), `[]`, []string{" type(object): must be an object, not an array"}},
		{here(), `"x"`, []string{" type(object): must be an object, not a string"}},
		{here(), `1`, []string{" type(object): must be an object, not a number"}},
		{here(), `true`, []string{" type(object): must be an object, not a boolean"}},
		{here(), `[` + event + `]`, []string{" type(object): must be an object, not an array"}},
		{here(), `{}`, []string{"/metadata required: is required", "/payload required: is required"}},
		{here(), `{"metadata":{},"payload":{}}`, []string{
			"/metadata/eventId required: is required",
			"/metadata/eventType required: is required",
			"/metadata/eventVersion required: is required",
			"/metadata/timestamp required: is required",
			"/metadata/source required: is required"}},
		{here(), event + event, []string{fmt.Sprintf(" syntax: is malformed at byte %d: expected nothing more, the document ends here", len(event))}},
		{here(), event + "\n" + event, []string{fmt.Sprintf(" syntax: is malformed at byte %d: expected nothing more, the document ends here", len(event)+1)}},
		{here(), event + "x", []string{fmt.Sprintf(" syntax: is malformed at byte %d: expected nothing more, the document ends here", len(event))}},
		{here(), event + "\x00", []string{fmt.Sprintf(" syntax: is malformed at byte %d: expected nothing more, the document ends here", len(event))}},
		{here(), "\x00" + event, []string{" syntax: is malformed at byte 0: expected a value"}},
		{here(), "\ufeff" + event, []string{" syntax: is malformed at byte 0: expected a value"}},
		{here(), strings.Repeat("\x00", 100), []string{" syntax: is malformed at byte 0: expected a value"}},
		{here(), event[:1] + "\x00" + event[1:], []string{" syntax: is malformed at byte 1: expected a field's name in quotes or a closing brace"}},
		{here(), strings.Repeat("[", 10_000), []string{strings.Repeat("/0", 64) + " depth(64): is nested more than 64 deep"}},
		{here(), strings.Repeat(`{"a":`, 10_000), []string{strings.Repeat("/a", 64) + " depth(64): is nested more than 64 deep"}},
		{here(), strings.Repeat(" ", wire.MaxSize+1), []string{" size(1048576): must have at most 1048576 bytes, has 1048577"}},
		{here(), strings.Replace(event, `"payload":`, `"payload":`+strings.Repeat(`[`, 10_000), 1), []string{"/payload" + strings.Repeat("/0", 63) + " depth(64): is nested more than 64 deep"}},
	} {
		want(t, c.where, invalid(t, c.document), c.want...)
	}
	if _, err := catalog.Decode(nil); text(err) != "event is invalid: the document is cut off at byte 0: expected a value" {
		t.Errorf("no bytes at all: %v", err)
	}
}

func TestLongStrings(t *testing.T) {
	long := strings.Repeat("a", 2<<20)
	for _, pointer := range []string{"/metadata/eventId", "/metadata/source", "/payload/title", "/payload/contentType"} {
		document := parse(example(t, "content.created minimal")).with(pointer, `"`+long+`"`).String()
		want(t, pointer, invalid(t, document), fmt.Sprintf(" size(1048576): must have at most 1048576 bytes, has %d", len(document)))
	}
	e := events.New("cms-service", content.Created{ContentID: "c-1", ContentType: long, Title: "t", CreatedBy: "u"})
	data, err := events.Marshal(e)
	bad := new(events.InvalidError)
	if !errors.As(err, &bad) || len(bad.Violations) != 1 || bad.Violations[0].Rule != "size" || data != nil {
		t.Errorf("2 MiB are written: %d bytes, %v", len(data), err)
	}
}

// An event of exactly 1 MiB is one, and one byte more is too much.
func TestEventsOfTheLargestSize(t *testing.T) {
	document := parse(example(t, "content.created minimal")).with("/payload/contentType", `""`).String()
	fill := strings.Repeat("a", wire.MaxSize-len(document))
	largest := strings.Replace(document, `"contentType":""`, `"contentType":"`+fill+`"`, 1)
	e, err := events.UnmarshalString[content.Created](largest)
	if err != nil {
		t.Fatal(err)
	}
	if back, err := events.MarshalString(e); back != largest || err != nil {
		t.Errorf("an event of 1 MiB does not come back: %v", err)
	}
	e.Payload.ContentType += "a"
	_, err = events.Marshal(e)
	if want := "content.created is invalid: the document must have at most 1048576 bytes, has 1048577"; text(err) != want {
		t.Errorf("one byte more: %v, want %s", err, want)
	}
	want(t, here(), invalid(t, largest+" "), " size(1048576): must have at most 1048576 bytes, has 1048577")
}

// A name that stands twice in any object is found, wherever the second stands
// and however it is spelt.
func TestRepeatedNamesAtEveryLevel(t *testing.T) {
	for _, name := range []string{"content.created full", "content.updated full", "search.performed full", "ingest.failed full", "auth.user.updated full"} {
		document := example(t, name)
		original := parse(document)
		original.walk("", func(pointer string, object *value) {
			for i, f := range object.fields {
				escaped := fmt.Sprintf(`\u%04x`, f.name[0]) + f.name[1:]
				for _, again := range []string{f.name, escaped} {
					for at := range len(object.fields) + 1 {
						changed := parse(document)
						o := changed.at(pointer)
						o.fields = slices.Insert(o.fields, at, member{again, object.fields[i].value})
						want(t, fmt.Sprintf("%s %s/%s at %d", name, pointer, again, at), invalid(t, changed.String()),
							pointer+"/"+f.name+" duplicateKey: is there more than once")
					}
				}
			}
		})
	}
}

// The same inside of fields that the contract does not know.
func TestRepeatedNamesInUnknownFields(t *testing.T) {
	for _, object := range parse(example(t, "content.created full")).pointers(isObject) {
		document := parse(example(t, "content.created full"))
		document.add(object, "x", `{"y":[{"a":1,"b":{},"\u0061":2}]}`)
		want(t, object, invalid(t, document.String()), object+"/x/y/0/a duplicateKey: is there more than once")
		document = parse(example(t, "content.created full"))
		document.add(object, "x", `1`).add(object, "x", `1`)
		want(t, object, invalid(t, document.String()), object+"/x duplicateKey: is there more than once")
	}
}

func TestUnsoundStringsEverywhere(t *testing.T) {
	for _, name := range []string{"content.created full", "content.updated full", "search.performed full", "ingest.completed full"} {
		for _, pointer := range parse(example(t, name)).pointers(isString) {
			for _, c := range []struct{ where, text, rule, message string }{
				{here(), "\"\xff\"", "utf8", "is not valid UTF-8"},
				{here(), "\"ab\xc3\"", "utf8", "is not valid UTF-8"},
				{here(), `"\ud83d"`, "utf8", "has half of a surrogate pair at byte %d, which no UTF-8 can hold"},
				{here(), "\"\x00\"", "syntax", "is malformed at byte %d: expected no control character in a string"},
				{here(), "\"\n\"", "syntax", "is malformed at byte %d: expected no control character in a string"},
			} {
				document := parse(example(t, name)).with(pointer, c.text).String()
				message := c.message
				if strings.Contains(message, "%d") {
					message = fmt.Sprintf(message, strings.Index(document, c.text)+1)
				}
				want(t, c.where+" "+pointer, invalid(t, document), pointer+" "+c.rule+": "+message)
			}
		}
	}
	document := strings.Replace(string(example(t, "content.created minimal")), `"title"`, "\"ti\xfftle\"", 1)
	want(t, here(), invalid(t, document), "/payload utf8: is not valid UTF-8")
}

func TestDepthOfWholeEvents(t *testing.T) {
	nest := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	for _, c := range []struct {
		where, example, object string
		depth                  int // how much may still nest in the object
	}{
		{here(), "content.created full", "", 63},
		{here(), "content.created full", "/metadata", 62},
		{here(), "content.created full", "/payload", 62},
		{here(), "content.created full", "/payload/program", 61},
		{here(), "content.updated minimal", "/payload/changes/title", 60},
		{here(), "search.performed full", "/payload/filters", 61},
	} {
		document := parse(example(t, c.example)).add(c.object, "x", nest(c.depth)).String()
		checkDocument(t, []byte(document))
		if _, err := catalog.Decode([]byte(document)); err != nil {
			t.Errorf("%s: %v", c.where, err)
		}
		for _, more := range []int{c.depth + 1, 10_000} {
			document = parse(example(t, c.example)).add(c.object, "x", nest(more)).String()
			want(t, c.where, invalid(t, document), c.object+"/x"+strings.Repeat("/0", c.depth)+" depth(64): is nested more than 64 deep")
		}
	}
}

// A document with a fault reports only faults, all of them in its order.
func TestFaults_SuppressOtherViolations(t *testing.T) {
	document := parse(example(t, "content.created full"))
	document.with("/metadata/eventId", `""`).with("/metadata/source", `"\ud800"`)
	document.with("/payload/title", `1`).with("/payload/program/status", `"NONE"`).with("/payload/program/title", "\"\xff\"")
	document.without("/payload/createdBy").add("/payload", "x", `{"a":1,"a":2}`)
	text := document.String()
	want(t, here(), invalid(t, text),
		fmt.Sprintf("/metadata/source utf8: has half of a surrogate pair at byte %d, which no UTF-8 can hold", strings.Index(text, `\ud800`)),
		"/payload/program/title utf8: is not valid UTF-8",
		"/payload/x/a duplicateKey: is there more than once")
}

func TestNumbersPastFloat64InEvents(t *testing.T) {
	document := parse(example(t, "ingest.completed full"))
	document.with("/payload/duration", "1e400").with("/payload/fileSize", "-1e400").with("/payload/processingTime", "1"+strings.Repeat("0", 400))
	want(t, here(), invalid(t, document.String()),
		"/payload/duration type(number): must be a number that a 64-bit float can hold",
		"/payload/fileSize type(integer): must be an integer that a 64-bit float can hold",
		"/payload/processingTime type(number): must be a number that a 64-bit float can hold")
	document.with("/payload/duration", "1").with("/payload/fileSize", "9223372036854775807").with("/payload/processingTime", "-1e-400")
	want(t, here(), invalid(t, document.String()),
		"/payload/fileSize exclusiveMaximum(9223372036854775808): must be less than 9223372036854775808 to fit 64 bits")
}
