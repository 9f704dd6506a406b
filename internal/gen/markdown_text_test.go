package gen

import "testing"

func TestMarkdownText(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"plain text", "plain text"},
		{" two\n lines ", "two lines"},
		{"a*b_c `d` [e] <f> & $g ~h", "a\\*b\\_c \\`d\\` \\[e\\] &lt;f&gt; &amp; \\$g \\~h"},
		{`a\b|c`, "a&#92;b&#124;c"},
		{"see https://example.com/a_b*c.", "see <https://example.com/a_b*c>."},
		{"https://example.com/a_b or ftp://example.com/c_d", "<https://example.com/a_b> or <ftp://example.com/c_d>"},
		{"not www.example.com", "not www&#46;example.com"},
		{"1. one", `1\. one`},
		{"- one", `\- one`},
		{"one - two", "one - two"},
		{"soft\u00adhyphen", "soft&#173;hyphen"},
	} {
		if got := text(c.text); got != c.want {
			t.Errorf("%q is written as %s, want %s", c.text, got, c.want)
		}
	}
}

func TestMarkdownCode(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a*b_c", "`a*b_c`"},
		{"", "`\"\"`"},
		{" a", "<code> a</code>"},
		{"a|b", "<code>a&#124;b</code>"},
		{"a`b", "<code>a&#96;b</code>"},
		{"a\nb", "<code>a&#10;b</code>"},
		{`a\b`, "<code>a&#92;b</code>"},
		{"soft\u00adhyphen", "<code>soft&#173;hyphen</code>"},
	} {
		if got := code(c.text); got != c.want {
			t.Errorf("%q is written as %s, want %s", c.text, got, c.want)
		}
	}
}
