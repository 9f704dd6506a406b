package wire_test

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// suiteCase is a line of testdata/jsontestsuite/test_parsing.ndjson.
type suiteCase struct {
	Name           string
	Document       string
	DocumentBase64 []byte
}

func (c suiteCase) text() string { return c.Document + string(c.DocumentBase64) }

// suite returns all cases of JSONTestSuite.
func suite(t *testing.T) []suiteCase {
	t.Helper()
	data, err := os.ReadFile("testdata/jsontestsuite/test_parsing.ndjson")
	if err != nil {
		t.Fatal(err)
	}
	cases := []suiteCase{
		{Name: "n_structure_100000_opening_arrays", Document: strings.Repeat("[", 100_000)},
		{Name: "n_structure_open_array_object", Document: strings.Repeat(`[{"":`, 50_000) + "\n"},
	}
	for line := range bytes.Lines(data) {
		var c suiteCase
		if err := json.Unmarshal(line, &c); err != nil {
			t.Fatal(err)
		}
		cases = append(cases, c)
	}
	return cases
}

const refused, accepted = false, true

// decisions are about what RFC 8259 leaves to the parser, and what we want
// otherwise than the suite. Rule is that of each violation.
var decisions = map[string]struct {
	where  string
	accept bool
	rule   string
	why    string
}{
	"i_number_double_huge_neg_exp":       {here(), accepted, "", tooFine},
	"i_number_real_underflow":            {here(), accepted, "", tooFine},
	"i_number_huge_exp":                  {here(), accepted, "", tooLarge},
	"i_number_neg_int_huge_exp":          {here(), accepted, "", tooLarge},
	"i_number_pos_double_huge_exp":       {here(), accepted, "", tooLarge},
	"i_number_real_neg_overflow":         {here(), accepted, "", tooLarge},
	"i_number_real_pos_overflow":         {here(), accepted, "", tooLarge},
	"i_number_too_big_neg_int":           {here(), accepted, "", tooLarge},
	"i_number_too_big_pos_int":           {here(), accepted, "", tooLarge},
	"i_number_very_big_negative_int":     {here(), accepted, "", tooLarge},
	"i_structure_500_nested_arrays":      {here(), refused, "depth", "64 levels are more than any event needs, and a limit keeps readers from running out of stack"},
	"i_structure_UTF-8_BOM_empty_object": {here(), refused, "syntax", "RFC 8259 forbids senders a byte order mark, and JSON.parse refuses it"},

	"i_object_key_lone_2nd_surrogate":                {here(), refused, "utf8", halfOfAPair},
	"i_string_1st_surrogate_but_2nd_missing":         {here(), refused, "utf8", halfOfAPair},
	"i_string_1st_valid_surrogate_2nd_invalid":       {here(), refused, "utf8", halfOfAPair},
	"i_string_incomplete_surrogate_and_escape_valid": {here(), refused, "utf8", halfOfAPair},
	"i_string_incomplete_surrogate_pair":             {here(), refused, "utf8", halfOfAPair},
	"i_string_incomplete_surrogates_escape_valid":    {here(), refused, "utf8", halfOfAPair},
	"i_string_invalid_lonely_surrogate":              {here(), refused, "utf8", halfOfAPair},
	"i_string_invalid_surrogate":                     {here(), refused, "utf8", halfOfAPair},
	"i_string_inverted_surrogates_U+1D11E":           {here(), refused, "utf8", halfOfAPair},
	"i_string_lone_second_surrogate":                 {here(), refused, "utf8", halfOfAPair},

	"i_string_UTF-8_invalid_sequence":         {here(), refused, "utf8", notUTF8},
	"i_string_UTF8_surrogate_U+D800":          {here(), refused, "utf8", notUTF8},
	"i_string_invalid_utf-8":                  {here(), refused, "utf8", notUTF8},
	"i_string_iso_latin_1":                    {here(), refused, "utf8", notUTF8},
	"i_string_lone_utf8_continuation_byte":    {here(), refused, "utf8", notUTF8},
	"i_string_not_in_unicode_range":           {here(), refused, "utf8", notUTF8},
	"i_string_overlong_sequence_2_bytes":      {here(), refused, "utf8", notUTF8},
	"i_string_overlong_sequence_6_bytes":      {here(), refused, "utf8", notUTF8},
	"i_string_overlong_sequence_6_bytes_null": {here(), refused, "utf8", notUTF8},
	"i_string_truncated-utf-8":                {here(), refused, "utf8", notUTF8},
	"i_string_UTF-16LE_with_BOM":              {here(), refused, "syntax", notUTF8},
	"i_string_utf16BE_no_BOM":                 {here(), refused, "syntax", notUTF8},
	"i_string_utf16LE_no_BOM":                 {here(), refused, "syntax", notUTF8},

	"y_object_duplicated_key":           {here(), refused, "duplicateKey", twoValues},
	"y_object_duplicated_key_and_value": {here(), refused, "duplicateKey", twoValues},
}

const (
	tooFine     = "any JSON keeps the digits that a float64 would round to zero: a relay changes no value"
	tooLarge    = "any JSON keeps the digits that a float64 cannot hold; a field that is a number has a rule of its own for them"
	halfOfAPair = "no UTF-8 can hold half of a surrogate pair, so it could not be written again"
	notUTF8     = "RFC 8259 wants UTF-8, and replacing what is not would change a value unseen"
	twoValues   = "RFC 8259 lets parsers choose a value, and two that choose differently can be played off against each other"
)

// JSONTestSuite's verdict on any text is ours, but for what is decided above.
func TestJSONTestSuite(t *testing.T) {
	counted := map[byte]int{}
	decided := 0
	for _, c := range suite(t) {
		accept, rule := c.Name[0] == 'y', ""
		d, ours := decisions[c.Name]
		if ours {
			decided++
			accept, rule = d.accept, d.rule
		} else if c.Name[0] == 'i' {
			t.Errorf("%s: nobody has decided", c.Name)
			continue
		}
		counted[c.Name[0]]++
		v, list := readJSON(c.text())
		if accept != (list == nil) {
			t.Errorf("%s %s: accepted is %v, want %v: %v (%s)", c.Name, d.where, !accept, accept, list, d.why)
			continue
		}
		for _, v := range list {
			if rule != "" && v.Rule != rule {
				t.Errorf("%s %s: %+v, want the rule %s (%s)", c.Name, d.where, v, rule, d.why)
			}
		}
		if accept {
			checkRoundTrip(t, string(v))
		}
	}
	if counted['y'] != 95 || counted['n'] != 188 || counted['i'] != 35 || decided != len(decisions) {
		t.Errorf("%d to accept, %d to refuse, %d left to us; %d of %d decisions", counted['y'], counted['n'], counted['i'], decided, len(decisions))
	}
}
