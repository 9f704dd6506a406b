package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mediamesh/events/bench/internal/delivery"
)

func TestMain(m *testing.M) {
	if code, ours := delivery.Main(os.Args[1:]); ours {
		os.Exit(code)
	}
	os.Exit(m.Run())
}

func TestWrongUsage(t *testing.T) {
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"-fast"}, "delivery: flag provided but not defined: -fast\n"},
		{[]string{"now"}, "delivery: unexpected argument \"now\"\n"},
		{[]string{"-rounds", "-1"}, "delivery: -rounds -1: want at least 1\n"},
		{[]string{"-run", "("}, "delivery: -run: error parsing regexp"},
		{[]string{"-run", "by-pigeon"}, "delivery: -run \"by-pigeon\" matches no case\n"},
	} {
		var stdout, stderr bytes.Buffer
		if code := run(t.Context(), test.args, &stdout, &stderr); code != 2 {
			t.Errorf("%v: exit code %d, want 2", test.args, code)
		}
		if !strings.HasPrefix(stderr.String(), test.want) || !strings.Contains(stderr.String(), "Usage:") || stdout.Len() > 0 {
			t.Errorf("%v: stdout %q, stderr %q", test.args, stdout.String(), stderr.String())
		}
	}
}

func TestHelp(t *testing.T) {
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), []string{"-h"}, &stdout, &stderr); code != 0 || stderr.Len() > 0 {
		t.Errorf("exit code %d, stderr %q", code, stderr.String())
	}
	for _, want := range []string{"-quick", "-run REGEX", "-brokers LIST", "-cpuprofile DIR", "-json", "-rounds"} {
		if !strings.Contains(stdout.String(), want) {
			t.Errorf("help without %q:\n%s", want, stdout.String())
		}
	}
}

func TestFlagsChooseSizesAndCases(t *testing.T) {
	o, err := parse([]string{"-quick", "-rounds", "2", "-run", "publish/async/broker=given", "-brokers", "a:1,b:2"}, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := delivery.Quick
	want.Rounds = 2
	if o.sizes != want || len(o.cases) != 1 || o.cases[0].Name != "publish/async" || strings.Join(o.brokers, " ") != "a:1 b:2" {
		t.Errorf("got %+v", o)
	}
}

// One case as a whole, on a broker of its own, with profiles.
func TestOneCaseAsJSON(t *testing.T) {
	profiles := filepath.Join(t.TempDir(), "profiles")
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), []string{"-quick", "-json", "-rounds", "1", "-run", "publish/async", "-cpuprofile", profiles}, &stdout, &stderr); code != 0 {
		t.Fatalf("exit code %d: %s", code, stderr.String())
	}
	peers := 0
	for line := range strings.Lines(stdout.String()) {
		var l struct {
			Case, Peer       string
			Ratio, PerSecond float64
		}
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatal(err)
		}
		peers++
		if l.Case != "delivery/publish/async/broker=embedded" || l.Ratio <= 0 || l.PerSecond <= 0 {
			t.Errorf("%s", line)
		}
	}
	if peers != 3 || !strings.Contains(stderr.String(), "1/1 delivery/publish/async") {
		t.Errorf("%d peers; progress %q", peers, stderr.String())
	}
	if info, err := os.Stat(filepath.Join(profiles, "publish-async-events.out")); err != nil || info.Size() == 0 {
		t.Errorf("no profile: %v", err)
	}
}
