package cli_test

import (
	"context"
	"io"
	"log"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/mediamesh/events/broker"
	"github.com/mediamesh/events/internal/cli"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/twmb/franz-go/pkg/kgo"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"mediamesh": func() { os.Exit(cli.Main()) },
		"produce":   produce,
	})
}

// produce BROKER TOPIC [tombstone] [key=KEY HEADER=VALUE …] <VALUE stands for a producer that
// does not ask the contract.
func produce() {
	value, err := io.ReadAll(os.Stdin)
	if err != nil {
		log.Fatal(err)
	}
	client, err := kgo.NewClient(kgo.SeedBrokers(os.Args[1]), kgo.AllowAutoTopicCreation())
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	record := &kgo.Record{Topic: os.Args[2], Value: value}
	for _, header := range os.Args[3:] {
		name, value, _ := strings.Cut(header, "=")
		switch name {
		case "key":
			record.Key = []byte(value)
			continue
		case "tombstone":
			record.Value = nil
			continue
		}
		record.Headers = append(record.Headers, kgo.RecordHeader{Key: name, Value: []byte(value)})
	}
	if err := client.ProduceSync(context.Background(), record).FirstErr(); err != nil {
		log.Fatal(err)
	}
}

// TestScripts runs every script of the folder: whole commands, as a shell does.
func TestScripts(t *testing.T) {
	b, err := broker.Start(broker.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })                                            // the scripts run in parallel, after this function
	caches, err := exec.Command("go", "env", "GOCACHE", "GOMODCACHE").Output() // scripts have no home to find them in
	if err != nil {
		t.Fatal(err)
	}
	cache, modules, _ := strings.Cut(strings.TrimSpace(string(caches)), "\n")
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"unpack": unpack},
		Setup: func(env *testscript.Env) error {
			root, err := os.Getwd()
			env.Setenv("REPO", root+"/../..")
			env.Setenv("BROKER", b.Addrs()[0])
			env.Setenv("GOCACHE", cache)
			env.Setenv("GOMODCACHE", modules)
			env.Setenv("GOPROXY", "off")
			env.Setenv("GOFLAGS", "-mod=mod")
			return err
		},
	})
}

// unpack writes the files of an archive into a folder: unpack ARCHIVE FOLDER.
func unpack(ts *testscript.TestScript, _ bool, args []string) {
	archive, err := txtar.ParseFile(args[0])
	ts.Check(err)
	ts.Check(txtar.Write(archive, ts.MkAbs(args[1])))
}
