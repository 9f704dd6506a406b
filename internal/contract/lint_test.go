package contract

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the wanted files under testdata anew; read the difference before you commit it")

// Every folder of testdata/lint is a contract, and its want.txt is all that
// Read or else Lint has to say about it. A folder is named after the rule that
// it is about, with a dash and a word if there are several.
func TestLint(t *testing.T) {
	folders, err := filepath.Glob("testdata/lint/*")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no folders under testdata/lint: %v", err)
	}
	tested := map[string]bool{}
	for _, folder := range folders {
		name := filepath.Base(folder)
		rule, _, _ := strings.Cut(name, "-")
		t.Run(name, func(t *testing.T) {
			got := judge(t, folder)
			tested[rule] = slices.ContainsFunc(got, func(p Problem) bool { return p.Rule == rule })
			wantFile := filepath.Join(folder, "want.txt")
			if *update {
				if err := os.WriteFile(wantFile, []byte(got.Error()+"\n"), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(wantFile)
			if err != nil {
				t.Fatal(err)
			}
			if got.Error()+"\n" != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got.Error(), want)
			}
		})
	}
	for _, rule := range Rules() {
		if !tested[rule.ID] {
			t.Errorf("no folder of testdata/lint breaks the rule %s", rule.ID)
		}
		if rule.Purpose == "" {
			t.Errorf("the rule %s has no purpose", rule.ID)
		}
		delete(tested, rule.ID)
	}
	for id := range tested {
		t.Errorf("testdata/lint has a folder %s, and there is no such rule", id)
	}
}

func judge(t *testing.T, folder string) Problems {
	t.Helper()
	c, err := Read(folder)
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
