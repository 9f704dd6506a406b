package events_test

import (
	"errors"
	"testing"

	"github.com/mediamesh/events"
)

func TestRewriteDocument(t *testing.T) {
	for name, c := range map[string]struct {
		steps    []events.Step
		document string
		want     string
	}{
		"rename, in its place at the end": {[]events.Step{events.Rename("a.b", "a.c")}, `{"a":{"b":1.0,"x":2}}`, `{"a":{"x":2,"c":1.0}}`},
		"rename of what is absent":        {[]events.Step{events.Rename("a.b", "a.c")}, `{"a":{"x":2}}`, `{"a":{"x":2}}`},
		"rename of null, which is absent": {[]events.Step{events.Rename("b", "c")}, `{"b":null}`, `{"b":null}`},
		"rename over an undeclared field": {[]events.Step{events.Rename("b", "c")}, `{"c":1,"b":2}`, `{"c":2}`},
		"move makes objects":              {[]events.Step{events.Move("b", "x.y.z")}, `{"b":[1 , 2]}`, `{"x":{"y":{"z":[1 , 2]}}}`},
		"move into one that is null":      {[]events.Step{events.Move("b", "x.z")}, `{"b":1,"x":null}`, `{"x":{"z":1}}`},
		"move empties an object":          {[]events.Step{events.Move("x.y.z", "b")}, `{"x":{"y":{"z":1}}}`, `{"b":1}`},
		"move out of one that has more":   {[]events.Step{events.Move("x.y.z", "b")}, `{"x":{"y":{"z":1},"k":2}}`, `{"x":{"k":2},"b":1}`},
		"an object that was empty stays":  {[]events.Step{events.Move("x.z", "b")}, `{"x":{}}`, `{"x":{}}`},
		"move into an object of its name": {[]events.Step{events.Move("a", "a.b")}, `{"a":"x"}`, `{"a":{"b":"x"}}`},
		"move out of one":                 {[]events.Step{events.Move("a.b", "a")}, `{"a":{"b":"x"}}`, `{"a":"x"}`},
		"within elements": {[]events.Step{events.Convert("list.*.s", "list.*.ms", 1000)},
			`{"list":[{"s":1.5},{"t":1},{"s":-0.25}]}`, `{"list":[{"ms":1500},{"t":1},{"ms":-250}]}`},
		"within the values of a map": {[]events.Step{events.Rename("map.*.a", "map.*.b")},
			`{"map":{"x":{"a":1},"y \"q\"":{"a":2}}}`, `{"map":{"x":{"b":1},"y \"q\"":{"b":2}}}`},
		"elements of elements":          {[]events.Step{events.Drop("l.*.k.*.z")}, `{"l":[{"k":[{"z":1,"y":2}]},{"k":3}]}`, `{"l":[{"k":[{"y":2}]},{"k":3}]}`},
		"elements of what has none":     {[]events.Step{events.Drop("l.*.z")}, `{"l":3}`, `{"l":3}`},
		"convert in decimal digits":     {[]events.Step{events.Convert("a", "a", 0.001)}, `{"a":61500.1}`, `{"a":61.5001}`},
		"convert keeps all of an int64": {[]events.Step{events.Convert("a", "a", 1)}, `{"a":9007199254740993}`, `{"a":9007199254740993}`},
		"convert of an exponent":        {[]events.Step{events.Convert("a", "a", 10)}, `{"a":1.5e-7}`, `{"a":0.0000015}`},
		"convert of a tiny number":      {[]events.Step{events.Convert("a", "a", 10)}, `{"a":1e-999999999}`, `{"a":0}`},
		"default":                       {[]events.Step{events.Default("a", ` {"k": 1.0} `)}, `{}`, `{"a":{"k":1}}`},
		"default for null":              {[]events.Step{events.Default("a", `"x"`)}, `{"a":null}`, `{"a":"x"}`},
		"default of what is there":      {[]events.Step{events.Default("a", `"x"`)}, `{"a":""}`, `{"a":""}`},
		"default in an object":          {[]events.Step{events.Default("o.a", `"x"`)}, `{"o":{}}`, `{"o":{"a":"x"}}`},
		"default makes no object":       {[]events.Step{events.Default("o.a", `"x"`)}, `{}`, `{}`},
		"default for the way back":      {[]events.Step{events.Default("a", `"x"`).Back()}, `{}`, `{}`},
		"copy":                          {[]events.Step{events.Copy("a", "o.b")}, `{"a":[1],"o":{}}`, `{"a":[1],"o":{"b":[1]}}`},
		"copy where something is":       {[]events.Step{events.Copy("a", "b")}, `{"a":1,"b":2}`, `{"a":1,"b":2}`},
		"map":                           {[]events.Step{events.MapValues("a", "", "none", "\"", "quote")}, `{"a":""}`, `{"a":"none"}`},
		"map of an escaped value":       {[]events.Step{events.MapValues("a", "\"", "\n")}, `{"a":"\u0022"}`, `{"a":"\n"}`},
		"map of another value":          {[]events.Step{events.MapValues("a", "x", "y")}, `{"a":"\u0041"}`, `{"a":"\u0041"}`},
		"map of no string":              {[]events.Step{events.MapValues("a", "1", "y")}, `{"a":1}`, `{"a":1}`},
		"in their order":                {[]events.Step{events.Rename("a", "b"), events.MapValues("b", "x", "y"), events.Rename("b", "c")}, `{"a":"x"}`, `{"c":"y"}`},
		"what no step names stays":      {[]events.Step{events.Drop("o.a")}, ` { "z" : 1.50 , "o" : { "a":1, "k" : [ 1e2 ] } } `, `{"z":1.50,"o":{"k":[ 1e2 ]}}`},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := events.RewriteDocument([]byte(c.document), c.steps...)
			if err != nil || string(got) != c.want {
				t.Errorf("%s, %v, want %s", got, err, c.want)
			}
		})
	}
}

func TestRewriteDocumentRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		step     events.Step
		document string
		want     string
	}{
		"no number":           {events.Convert("a", "b", 2), `{"a":"1"}`, "step 1, convert a to b, times 2: finds a string, not a number"},
		"a number past int64": {events.Convert("a", "b", 2), `{"a":1e400}`, "step 1, convert a to b, times 2: finds a number that a float64 cannot hold"},
		"a result past it":    {events.Convert("a", "b", 1e10), `{"a":1e300}`, "step 1, convert a to b, times 1e+10: makes a number that a float64 cannot hold"},
		"something in the way": {events.Move("a", "b.c"), `{"a":1,"b":"text"}`,
			"step 1, move a to b.c: finds that b is no object to put it into"},
		"unsound JSON": {events.Drop("a"), `{"a":}`, "event is invalid: /a is malformed at byte 5: expected a value"},
		"no object":    {events.Drop("a"), `[]`, "event is invalid: the document must be an object, not an array"},

		"zero":                     {events.Step{}, `{}`, "events: step 1, no step, is a zero Step: make one with Rename, Move or the like"},
		"an empty path":            {events.Drop(""), `{}`, `events: step 1, drop , has the path "": want names with dots between them, such as device.name`},
		"a path with a hole":       {events.Rename("a", "b..c"), `{}`, `events: step 1, rename a to , has the path "b..c": want names with dots between them, such as device.name`},
		"a path of elements alone": {events.Drop("a.*"), `{}`, `events: step 1, drop , has the path "a.*", which ends in *: name a field of the elements`},
		"a rename elsewhere":       {events.Rename("a", "b.c"), `{}`, "events: step 1, move a to b.c, leads to another object: use Move"},
		"a move to itself":         {events.Move("a", "a"), `{}`, "events: step 1, rename a to a, leads from a field to itself"},
		"a move between elements":  {events.Move("l.*.a", "b"), `{}`, "events: step 1, move l.*.a to b, leads from one element to another: both paths must be the same up to the last *"},
		"no factor":                {events.Convert("a", "b", 0), `{}`, "events: step 1, convert a to b, times ?, has the factor 0: want a number that is neither 0 nor infinite"},
		"a default that is none":   {events.Default("a", "x"), `{}`, "events: step 1, default of a, has a value that is no JSON"},
		"half a pair":              {events.MapValues("a", "x"), `{}`, "events: step 1, map the values of a, has 1 values: want pairs"},
		"a drop on the way back":   {events.Drop("a").Back(), `{}`, "events: step 1, drop a, on the way back, has no Back: only Default and MapValues have"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := events.RewriteDocument([]byte(c.document), c.step)
			if got != nil || text(err) != c.want {
				t.Errorf("%s, error\n%v, want\n%s", got, err, c.want)
			}
		})
	}
	_, err := events.RewriteDocument([]byte(`{"a":"1"}`), events.Drop("b"), events.Convert("a", "b", 2))
	var failed *events.StepError
	if !errors.As(err, &failed) || failed.Number != 2 || failed.Problem != "finds a string, not a number" {
		t.Errorf("%+v, want a *StepError", err)
	}
}
