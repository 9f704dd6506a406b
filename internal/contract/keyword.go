package contract

import "slices"

// keywords are all keywords of a schema, each with the kinds that it applies to; none means
// any kind. This is the whole language: an unknown keyword is an error, because emitters
// would silently ignore it.
var keywords = map[string][]Kind{
	"type":                 nil,
	"$ref":                 nil,
	"any":                  nil,
	"description":          nil,
	"personal":             nil,
	"go":                   nil,
	"deprecated":           nil,
	"properties":           {KindObject},
	"required":             {KindObject},
	"reserved":             {KindObject},
	"additionalProperties": {KindMap, KindAnyObject},
	"enum":                 {KindString},
	"minLength":            {KindString},
	"maxLength":            {KindString},
	"pattern":              {KindString},
	"format":               {KindString},
	"unbounded":            {KindString},
	"minimum":              {KindInteger, KindNumber},
	"maximum":              {KindInteger, KindNumber},
	"exclusiveMinimum":     {KindInteger, KindNumber},
	"exclusiveMaximum":     {KindInteger, KindNumber},
	"items":                {KindArray},
	"minItems":             {KindArray},
	"maxItems":             {KindArray},
}

// besideRef may appear next to $ref: they describe this use of the type, not what is valid.
var besideRef = []string{"$ref", "description", "personal", "go", "deprecated"}

func keywordNames() []string {
	names := make([]string, 0, len(keywords))
	for k := range keywords {
		names = append(names, k)
	}
	slices.Sort(names)
	return names
}

var kindNames = map[Kind]string{
	KindString: "a string", KindInteger: "an integer", KindNumber: "a number", KindBoolean: "a boolean",
	KindObject: "an object with properties", KindMap: "a map", KindArray: "an array",
	KindAny: "any JSON", KindAnyObject: "any JSON object",
}

func (k Kind) String() string { return kindNames[k] }
