package typescript

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
)

// judged is a document that Go has judged.
type judged struct {
	Name      string `json:"name"`
	Document  []byte `json:"document"`
	Error     string `json:"error"`
	Canonical string `json:"canonical"`
}

func judge(name string, document []byte) judged {
	out := judged{Name: name, Document: document}
	e, err := catalog.Decode(document)
	if err == nil {
		out.Canonical, err = events.MarshalString(e)
	}
	if err != nil {
		out.Error = inJavaScript(err)
	}
	return out
}

// inJavaScript is what an error says there: only what to do about an event that
// nobody knows differs.
func inJavaScript(err error) string {
	return strings.Replace(err.Error(), "or register its descriptor", "or update this package", 1)
}

func agree(t *testing.T, list []judged) {
	t.Helper()
	var cases bytes.Buffer
	enc := json.NewEncoder(&cases)
	for _, c := range list {
		if err := enc.Encode(c); err != nil {
			t.Fatal(err)
		}
	}
	runNode(t, cases.Bytes(), "agree.mjs")
}

// What JSON is, JSONTestSuite asks: of whole documents, of fields that no
// version knows, and of any JSON.
func TestJSONTestSuite(t *testing.T) {
	data, err := os.ReadFile("../../wire/testdata/jsontestsuite/test_parsing.ndjson")
	if err != nil {
		t.Fatal(err)
	}
	const event = `{"metadata":{"eventId":"evt-1","eventType":"content.metadata.updated","eventVersion":"1.0.0","timestamp":"2026-01-15T10:00:00.245Z","source":"s"},` +
		`"payload":{"contentId":"c","metadataKey":"k",%s"newValue":%s,"updatedBy":"u"}}`
	var list []judged
	for line := range bytes.Lines(data) {
		var c struct {
			Name           string
			Document       string
			DocumentBase64 []byte
		}
		if err := json.Unmarshal(line, &c); err != nil {
			t.Fatal(err)
		}
		document := c.Document + string(c.DocumentBase64)
		list = append(list, judge(c.Name, []byte(document)),
			judge(c.Name+" as any JSON", fmt.Appendf(nil, event, "", document)),
			judge(c.Name+" as an unknown field", fmt.Appendf(nil, event, `"later": `+document+` ,`, "1")))
	}
	list = append(list,
		judge("100,000 brackets", bytes.Repeat([]byte("["), 100_000)),
		judge("a byte too many", append([]byte(strings.Repeat(" ", 1<<20)), '0')),
		judge("1 MiB", fmt.Appendf(nil, event, "", `"`+strings.Repeat("ü", 1<<19-200)+`"`)),
		judge("no UTF-8, 1 MiB", bytes.Repeat([]byte{0xff}, 1<<20)),
		judge("300 broken elements", fmt.Appendf(nil, event, "", `[`+strings.Repeat(`{"a":1,"a":2},`, 300)+`1]`)),
	)
	agree(t, list)
}

// Documents that were valid, until something was done to them.
func TestMutatedDocuments(t *testing.T) {
	const seed = 20260131
	random := rand.New(rand.NewPCG(seed, 1))
	documents := vectorDocuments(t)
	var list []judged
	for n := range 20_000 {
		document := bytes.Clone(documents[random.IntN(len(documents))])
		for range 1 + random.IntN(3) {
			document = mutated(random, document)
		}
		list = append(list, judge(fmt.Sprintf("seed %d, %d", seed, n), document))
	}
	agree(t, list)
}

// tokens are put where they may be wrong.
var tokens = []string{
	`"`, `\`, `{`, `}`, `[`, `]`, `:`, `,`, ` `, "\n", "\x00", "0", "1", "-", ".", "e", "E", "+", "t", "null", "true", "1e400", "1.50", "-0",
	"9007199254740993", "4611686018427387904", "1e18", "128.0", `\ud800`, `\u00e9`, `\udc00`, "\xff", "\xc3", "\xed\xa0\x80", "é", "😀", `"a":1,`, `"10":null,"2":[],`,
	`"title":"",`, `"eventVersion":"2.0.0",`, `"correlationId":null,`, `"~/":{"":0},`, `""`, `[[[]]]`, `"__proto__":{},`, `2026-02-30`, `Z`, `+00:00`, `\u0000`, `\/`,
}

func mutated(random *rand.Rand, document []byte) []byte {
	at := random.IntN(len(document) + 1)
	for at < len(document) && !utf8.RuneStart(document[at]) {
		at-- // an escape within a character is not what Go sees there
	}
	to := min(len(document), at+random.IntN(4))
	switch random.IntN(3) {
	case 0: // cut something out
		return append(document[:at:at], document[to:]...)
	case 1: // put something in its place
		return append(append(document[:at:at], tokens[random.IntN(len(tokens))]...), document[to:]...)
	}
	// Fields are found more often at their quotes.
	if i := bytes.IndexByte(document[at:], '"'); i >= 0 {
		at += i
	}
	return append(append(document[:at:at], tokens[random.IntN(len(tokens))]...), document[at:]...)
}

func vectorDocuments(t *testing.T) [][]byte {
	t.Helper()
	files, err := filepath.Glob("../../testdata/vectors/*.ndjson")
	if err != nil {
		t.Fatal(err)
	}
	var documents [][]byte
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range bytes.Lines(data) {
			var v struct {
				Document string `json:"document"`
				Valid    bool   `json:"valid"`
			}
			if err := json.Unmarshal(line, &v); err != nil {
				t.Fatal(err)
			}
			if v.Valid {
				documents = append(documents, []byte(v.Document))
			}
		}
	}
	return documents
}
