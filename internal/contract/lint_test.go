package contract

import (
	"errors"
	"flag"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/mediamesh/events/test/archive"
)

var update = flag.Bool("update", false, "write the wanted files under testdata anew; read the difference before you commit it")

// Every case of testdata/lint is a contract, and its want.txt is all that Read
// or else Lint has to say about it. A case is named after the rule that it is
// about, with a dash and a word if there are several.
func TestLint(t *testing.T) {
	tested := map[string]bool{}
	for _, c := range archive.Open(t, "testdata/lint/*.txtar") {
		rule, _, _ := strings.Cut(c.Name, "-")
		t.Run(c.Name, func(t *testing.T) {
			got := judge(t, c.Files(""))
			tested[rule] = slices.ContainsFunc(got, func(p Problem) bool { return p.Rule == rule })
			c.Want(t, "want.txt", got.Error()+"\n", *update)
		})
	}
	for _, rule := range Rules() {
		if !tested[rule.ID] {
			t.Errorf("no case of testdata/lint breaks the rule %s", rule.ID)
		}
		if rule.Purpose == "" {
			t.Errorf("the rule %s has no purpose", rule.ID)
		}
		delete(tested, rule.ID)
	}
	for id := range tested {
		t.Errorf("testdata/lint has a case %s, and there is no such rule", id)
	}
}

func judge(t *testing.T, files fs.FS) Problems {
	t.Helper()
	c, err := ReadFS(files)
	var problems Problems
	switch {
	case err == nil:
		return Lint(c)
	case !errors.As(err, &problems):
		t.Fatalf("the error of Read is %T, want Problems", err)
	}
	return problems
}

func TestLintOurOwn(t *testing.T) {
	c, err := Read("../../contract")
	if err != nil {
		t.Fatal(err)
	}
	if problems := Lint(c); len(problems) > 0 {
		t.Errorf("\n%v", problems)
	}
}
