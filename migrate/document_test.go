package migrate_test

import (
	"errors"
	"strconv"
	"testing"

	"github.com/mediamesh/events/migrate"
	"github.com/mediamesh/events/wire"
)

func TestRewriteDocument(t *testing.T) {
	for name, c := range map[string]struct {
		steps    []migrate.Step
		document string
		want     string
	}{
		"rename, in its place at the end": {[]migrate.Step{migrate.Rename("a.b", "a.c")}, `{"a":{"b":1.0,"x":2}}`, `{"a":{"x":2,"c":1.0}}`},
		"rename of what is absent":        {[]migrate.Step{migrate.Rename("a.b", "a.c")}, `{"a":{"x":2}}`, `{"a":{"x":2}}`},
		"rename of null, which is absent": {[]migrate.Step{migrate.Rename("b", "c")}, `{"b":null}`, `{"b":null}`},
		"rename over an undeclared field": {[]migrate.Step{migrate.Rename("b", "c")}, `{"c":1,"b":2}`, `{"c":2}`},
		"move makes objects":              {[]migrate.Step{migrate.Move("b", "x.y.z")}, `{"b":[1 , 2]}`, `{"x":{"y":{"z":[1 , 2]}}}`},
		"move into one that is null":      {[]migrate.Step{migrate.Move("b", "x.z")}, `{"b":1,"x":null}`, `{"x":{"z":1}}`},
		"move empties an object":          {[]migrate.Step{migrate.Move("x.y.z", "b")}, `{"x":{"y":{"z":1}}}`, `{"b":1}`},
		"move out of one that has more":   {[]migrate.Step{migrate.Move("x.y.z", "b")}, `{"x":{"y":{"z":1},"k":2}}`, `{"x":{"k":2},"b":1}`},
		"an object that was empty stays":  {[]migrate.Step{migrate.Move("x.z", "b")}, `{"x":{}}`, `{"x":{}}`},
		"move into an object of its name": {[]migrate.Step{migrate.Move("a", "a.b")}, `{"a":"x"}`, `{"a":{"b":"x"}}`},
		"move out of one":                 {[]migrate.Step{migrate.Move("a.b", "a")}, `{"a":{"b":"x"}}`, `{"a":"x"}`},
		"within elements": {[]migrate.Step{migrate.Convert("list.*.s", "list.*.ms", 1000)},
			`{"list":[{"s":1.5},{"t":1},{"s":-0.25}]}`, `{"list":[{"ms":1500},{"t":1},{"ms":-250}]}`},
		"within the values of a map": {[]migrate.Step{migrate.Rename("map.*.a", "map.*.b")},
			`{"map":{"x":{"a":1},"y \"q\"":{"a":2}}}`, `{"map":{"x":{"b":1},"y \"q\"":{"b":2}}}`},
		"elements of elements":          {[]migrate.Step{migrate.Drop("l.*.k.*.z")}, `{"l":[{"k":[{"z":1,"y":2}]},{"k":3}]}`, `{"l":[{"k":[{"y":2}]},{"k":3}]}`},
		"elements of what has none":     {[]migrate.Step{migrate.Drop("l.*.z")}, `{"l":3}`, `{"l":3}`},
		"convert in decimal digits":     {[]migrate.Step{migrate.Convert("a", "a", 0.001)}, `{"a":61500.1}`, `{"a":61.5001}`},
		"convert keeps all of an int64": {[]migrate.Step{migrate.Convert("a", "a", 1)}, `{"a":9007199254740993}`, `{"a":9007199254740993}`},
		"convert of an exponent":        {[]migrate.Step{migrate.Convert("a", "a", 10)}, `{"a":1.5e-7}`, `{"a":0.0000015}`},
		"convert of a tiny number":      {[]migrate.Step{migrate.Convert("a", "a", 10)}, `{"a":1e-999999999}`, `{"a":0}`},
		"default":                       {[]migrate.Step{migrate.Default("a", ` {"k": 1.0} `)}, `{}`, `{"a":{"k":1}}`},
		"default for null":              {[]migrate.Step{migrate.Default("a", `"x"`)}, `{"a":null}`, `{"a":"x"}`},
		"default of what is there":      {[]migrate.Step{migrate.Default("a", `"x"`)}, `{"a":""}`, `{"a":""}`},
		"default in an object":          {[]migrate.Step{migrate.Default("o.a", `"x"`)}, `{"o":{}}`, `{"o":{"a":"x"}}`},
		"default makes no object":       {[]migrate.Step{migrate.Default("o.a", `"x"`)}, `{}`, `{}`},
		"default for the way back":      {[]migrate.Step{migrate.Default("a", `"x"`).Back()}, `{}`, `{}`},
		"copy":                          {[]migrate.Step{migrate.Copy("a", "o.b")}, `{"a":[1],"o":{}}`, `{"a":[1],"o":{"b":[1]}}`},
		"copy where something is":       {[]migrate.Step{migrate.Copy("a", "b")}, `{"a":1,"b":2}`, `{"a":1,"b":2}`},
		"map":                           {[]migrate.Step{migrate.MapValues("a", "", "none", "\"", "quote")}, `{"a":""}`, `{"a":"none"}`},
		"map of an escaped value":       {[]migrate.Step{migrate.MapValues("a", "\"", "\n")}, `{"a":"\u0022"}`, `{"a":"\n"}`},
		"map of another value":          {[]migrate.Step{migrate.MapValues("a", "x", "y")}, `{"a":"\u0041"}`, `{"a":"\u0041"}`},
		"map of no string":              {[]migrate.Step{migrate.MapValues("a", "1", "y")}, `{"a":1}`, `{"a":1}`},
		"in their order":                {[]migrate.Step{migrate.Rename("a", "b"), migrate.MapValues("b", "x", "y"), migrate.Rename("b", "c")}, `{"a":"x"}`, `{"c":"y"}`},
		"what no step names stays":      {[]migrate.Step{migrate.Drop("o.a")}, ` { "z" : 1.50 , "o" : { "a":1, "k" : [ 1e2 ] } } `, `{"z":1.50,"o":{"k":[ 1e2 ]}}`},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := migrate.RewriteDocument([]byte(c.document), c.steps...)
			if err != nil || string(got) != c.want {
				t.Errorf("%s, %v, want %s", got, err, c.want)
			}
		})
	}
}

func TestRewriteDocumentRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		step     migrate.Step
		document string
		want     string
	}{
		"no number":           {migrate.Convert("a", "b", 2), `{"a":"1"}`, "step 1, convert a to b, times 2: finds a string, not a number"},
		"a number past int64": {migrate.Convert("a", "b", 2), `{"a":1e400}`, "step 1, convert a to b, times 2: finds a number that a float64 cannot hold"},
		"a result past it":    {migrate.Convert("a", "b", 1e10), `{"a":1e300}`, "step 1, convert a to b, times 1e+10: makes a number that a float64 cannot hold"},
		"something in the way": {migrate.Move("a", "b.c"), `{"a":1,"b":"text"}`,
			"step 1, move a to b.c: finds that b is not an object to put it into"},
		"unsound JSON": {migrate.Drop("a"), `{"a":}`, "event is invalid: /a is malformed at byte 5: expected a value"},
		"no object":    {migrate.Drop("a"), `[]`, "event is invalid: the document must be an object, not an array"},

		"zero":                     {migrate.Step{}, `{}`, "migrate: step 1, no step, is a zero Step: make one with Rename, Move or another function of this package"},
		"an empty path":            {migrate.Drop(""), `{}`, `migrate: step 1, drop , has the path "": want names with dots between them, such as device.name`},
		"a path with a hole":       {migrate.Rename("a", "b..c"), `{}`, `migrate: step 1, rename a to , has the path "b..c": want names with dots between them, such as device.name`},
		"a path of elements alone": {migrate.Drop("a.*"), `{}`, `migrate: step 1, drop , has the path "a.*", which ends in *: name a field of the elements`},
		"a rename elsewhere":       {migrate.Rename("a", "b.c"), `{}`, "migrate: step 1, move a to b.c, leads to another object: use Move"},
		"a move to itself":         {migrate.Move("a", "a"), `{}`, "migrate: step 1, rename a to a, leads from a field to itself"},
		"a move between elements":  {migrate.Move("l.*.a", "b"), `{}`, "migrate: step 1, move l.*.a to b, leads from one element to another: both paths must be the same up to the last *"},
		"no factor":                {migrate.Convert("a", "b", 0), `{}`, "migrate: step 1, convert a to b, times ?, has the factor 0: want a number that is neither 0 nor infinite"},
		"a default that is none":   {migrate.Default("a", "x"), `{}`, "migrate: step 1, default of a, has a value that is not JSON"},
		"half a pair":              {migrate.MapValues("a", "x"), `{}`, "migrate: step 1, map the values of a, has 1 values: want pairs"},
		"a drop on the way back":   {migrate.Drop("a").Back(), `{}`, "migrate: step 1, drop a, on downgrade, cannot have Back: only Default and MapValues can"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := migrate.RewriteDocument([]byte(c.document), c.step)
			if got != nil || text(err) != c.want {
				t.Errorf("%s, error\n%v, want\n%s", got, err, c.want)
			}
		})
	}
	_, err := migrate.RewriteDocument([]byte(`{"a":"1"}`), migrate.Drop("b"), migrate.Convert("a", "b", 2))
	var failed *migrate.StepError
	if !errors.As(err, &failed) || failed.Number != 2 || failed.Problem != "finds a string, not a number" {
		t.Errorf("%+v, want a *StepError", err)
	}
}

// Any steps on any document: it is refused, or stays sound.
func FuzzRewriteDocument(f *testing.F) {
	f.Add([]byte(`{"a":{"b":[{"c":1.5},null,"x"]},"d":"x"}`), "a.b.*.c", "a.b.*.e", 1000.0, "d", "x")
	f.Add([]byte(`{"a":1e400,"a ":[]}`), "a", "b.c", 0.1, "a", "")
	f.Add([]byte(`[[[]]]`), "*.a", "*.b", -1.0, "*.*.a", `"`)
	f.Fuzz(func(t *testing.T, document []byte, from, to string, times float64, field, value string) {
		out, err := migrate.RewriteDocument(document,
			migrate.Move(from, to), migrate.Convert(to, from, times), migrate.Copy(from, to), migrate.MapValues(field, value, "y", "y", value),
			migrate.Default(field, wire.JSON(strconv.Quote(value))), migrate.Drop(from))
		if err != nil {
			return
		}
		if again, err := migrate.RewriteDocument(out); err != nil || string(again) != string(out) {
			t.Fatalf("%s is not sound: %v, %s", out, err, again)
		}
	})
}
