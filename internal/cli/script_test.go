package cli_test

import (
	"os"
	"testing"

	"github.com/mediamesh/events/internal/cli"
	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"mediamesh": func() { os.Exit(cli.Main()) }})
}

// TestScripts runs every script of the folder: whole commands, as a shell does.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			root, err := os.Getwd()
			env.Setenv("REPO", root+"/../..")
			return err
		},
	})
}
