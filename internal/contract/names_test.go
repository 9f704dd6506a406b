package contract

import (
	"slices"
	"testing"
)

func TestGoName(t *testing.T) {
	for wire, want := range map[string]string{
		"id":                     "ID",
		"contentId":              "ContentID",
		"mediaUrl":               "MediaURL",
		"thumbnailUrl":           "ThumbnailURL",
		"ipAddress":              "IPAddress",
		"mimeType":               "MIMEType",
		"userAgent":              "UserAgent",
		"estimatedTimeRemaining": "EstimatedTimeRemaining",
		"URLPath":                "URLPath",
		"HTTPServerId":           "HTTPServerID",
		"orderIds":               "OrderIDs",
		"orderIDs":               "OrderIDs",
		"snake_case_id":          "SnakeCaseID",
		"identity":               "Identity",
		"idle":                   "Idle",
		"x":                      "X",
		"address2":               "Address2",
	} {
		if got := GoName(wire); got != want {
			t.Errorf("GoName(%q) = %q, want %q", wire, got, want)
		}
	}
}

func TestDidYouMean(t *testing.T) {
	known := []string{"maxLength", "minLength", "pattern"}
	for word, want := range map[string]string{
		"maxlength": `; did you mean "maxLength"?`,
		"maxLenght": `; did you mean "maxLength"?`,
		"patern":    `; did you mean "pattern"?`,
		"default":   "",
		"":          "",
	} {
		if got := didYouMean(word, known); got != want {
			t.Errorf("didYouMean(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestNearest_AllowsEditsByLength(t *testing.T) {
	known := []string{"type", "domain", "id", "list", "migrate"}
	for word, want := range map[string]string{
		"nope": "", "types": "type", "tpye": "type", "lsit": "list", "lst": "list", "domian": "domain", "dmoain": "domain",
		"ID": "id", "i": "", "ix": "id", "xy": "", "migrtae": "migrate", "mirgaet": "migrate", "mgirtaxx": "",
	} {
		if got := Nearest(word, known); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
}

// Values that Go has no name for, or the same name as for an earlier one, get a name
// that spells their characters; a value that is added at the end changes no other's.
func TestEnumGoNames(t *testing.T) {
	for _, c := range []struct{ values, want []string }{
		{[]string{"NOT_FOUND", "notFound2", "dark-red", "4K"}, []string{"SNotFound", "SNotFound2", "SDarkRed", "S4k"}},
		{[]string{"C", "C++", "C#"}, []string{"SC", "SCU002bU002b", "SCU0023"}},
		{[]string{"C#", "C"}, []string{"SC", "SU0043"}},
		{[]string{"AB", "ab", "aB"}, []string{"SAb", "SU0061U0062", "SAB"}},
		{[]string{"U0061", "A", "a"}, []string{"SU0061", "SA", "SU0061"}}, // refused: change a value
		{[]string{"a-b", "a_b", "ab"}, []string{"SAB", "SAU005fB", "SAb"}},
		{[]string{"+", "-", "日本", "😀"}, []string{"SU002b", "SU002d", "SU65e5U672c", "SU1f600"}},
	} {
		if got := EnumGoNames("S", c.values); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.values, got, c.want)
		}
	}
}
