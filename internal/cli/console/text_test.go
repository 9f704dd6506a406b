package console

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"text/tabwriter"
)

func TestPrintable_ShortensAndEscapes(t *testing.T) {
	for in, want := range map[string]string{
		"evt-1": "evt-1", "größe 🎬": "größe 🎬", "a\nb\tc\r": `a\nb\tc\r`,
		strings.Repeat("é", 200): strings.Repeat("é", 150) + "…",
	} {
		if got := Printable(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestThousands_GroupsDigits(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1000: "-1,000", -100: "-100"} {
		if got := Thousands(n); got != want {
			t.Errorf("%d: got %q, want %q", n, got, want)
		}
	}
}

// A cell is one cell of one row, whatever text is in it.
func TestOnOneLine_KeepsTables(t *testing.T) {
	const text = "a\nb\rc\td\fe\vf\xffg\xff\v\nh"
	var out bytes.Buffer
	table := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "%s\t%s\t|\n", OnOneLine(text), Printable(text))
	if err := table.Flush(); err != nil {
		t.Fatal(err)
	}
	cell := `a\nb\rc\td\fe\vf` + "\ufffdg\ufffd" + `\v\nh`
	if want := cell + "  " + cell + "  |\n"; out.String() != want {
		t.Errorf("%q\nwant %q", out.String(), want)
	}
	if strings.Count(out.String(), "\n") != 1 {
		t.Errorf("%d rows", strings.Count(out.String(), "\n"))
	}
}
