package cli_test

import (
	"os"
	"testing"

	"github.com/mediamesh/events/broker"
	"github.com/mediamesh/events/internal/cli"
	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"mediamesh": func() { os.Exit(cli.Main()) }})
}

// TestScripts runs every script of the folder: whole commands, as a shell does.
func TestScripts(t *testing.T) {
	b, err := broker.Start(broker.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() }) // the scripts run in parallel, after this function
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			root, err := os.Getwd()
			env.Setenv("REPO", root+"/../..")
			env.Setenv("BROKER", b.Addrs()[0])
			return err
		},
	})
}
