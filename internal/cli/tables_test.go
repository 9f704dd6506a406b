package cli

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"text/tabwriter"
)

// A cell is one cell of one row, whatever text is in it.
func TestOnOneLine_KeepsTables(t *testing.T) {
	const text = "a\nb\rc\td\fe\vf\xffg\xff\v\nh"
	var out bytes.Buffer
	table := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "%s\t%s\t|\n", onOneLine(text), printable(text))
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
