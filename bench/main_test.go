package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mediamesh/events/bench/internal/bout"
)

func TestWrongUsage(t *testing.T) {
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"-fast"}, "bench: flag provided but not defined: -fast\n"},
		{[]string{"now"}, "bench: unexpected argument \"now\"\n"},
		{[]string{"-gogc", "100,off"}, "bench: -gogc \"100,off\": want positive numbers such as 100,400\n"},
		{[]string{"-gogc", "0"}, "bench: -gogc \"0\": want positive numbers such as 100,400\n"},
		{[]string{"-run", "("}, "bench: -run: error parsing regexp"},
		{[]string{"-run", "content.invented"}, "bench: -run \"content.invented\" matches no case\n"},
	} {
		var stdout, stderr bytes.Buffer
		if code := run(test.args, &stdout, &stderr); code != 2 {
			t.Errorf("%v: exit code %d, want 2", test.args, code)
		}
		if !strings.HasPrefix(stderr.String(), test.want) || !strings.Contains(stderr.String(), "Usage:") || stdout.Len() > 0 {
			t.Errorf("%v: stdout %q, stderr %q", test.args, stdout.String(), stderr.String())
		}
	}
}

func TestHelp(t *testing.T) {
	var stdout, stderr bytes.Buffer
	if code := run([]string{"-h"}, &stdout, &stderr); code != 0 || stderr.Len() > 0 {
		t.Errorf("exit code %d, stderr %q", code, stderr.String())
	}
	for _, want := range []string{"above 1 ours is", "-quick", "-run REGEX", "-gogc LIST", "-cpuprofile FILE", "-json"} {
		if !strings.Contains(stdout.String(), want) {
			t.Errorf("help without %q:\n%s", want, stdout.String())
		}
	}
}

func TestQuickLeavesMinimalExamplesOut(t *testing.T) {
	for args, want := range map[string]bool{"-quick": false, "-quick -run=.": true, "-json": true} {
		o, err := parse(strings.Fields(args), nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		minimal := slices.ContainsFunc(o.cases, func(b bout.Bout) bool { return b.Example == "minimal" })
		if minimal != want {
			t.Errorf("%s: minimal examples are there: %v, want %v", args, minimal, want)
		}
	}
}

// One case as a whole, on a machine without Node, with a profile.
func TestOneCaseAsJSON(t *testing.T) {
	t.Setenv("PATH", "")
	profile := filepath.Join(t.TempDir(), "cpu.out")
	var stdout, stderr bytes.Buffer
	if code := run([]string{"-quick", "-json", "-run", "encode/auth.user.logout/full/gogc=100", "-gogc", "400,100", "-cpuprofile", profile}, &stdout, &stderr); code != 0 {
		t.Fatalf("exit code %d: %s", code, stderr.String())
	}
	cases := map[string]int{}
	for line := range strings.Lines(stdout.String()) {
		var l struct {
			Case, Peer string
			Ratio, NS  float64
		}
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatal(err)
		}
		cases[l.Case]++
		if l.Ratio <= 0 || l.NS <= 0 || l.Peer == "events" && l.Ratio != 1 {
			t.Errorf("%s", line)
		}
	}
	if len(cases) != 2 || cases["encode/auth.user.logout/full/gogc=100"] != 7 || cases["geomean/encode/full/gogc=100"] != 7 {
		t.Errorf("cases %v", cases)
	}
	if !strings.Contains(stderr.String(), "without Node: ") || !strings.Contains(stderr.String(), "1/1 encode/auth.user.logout/full") {
		t.Errorf("progress %q", stderr.String())
	}
	if info, err := os.Stat(profile); err != nil || info.Size() == 0 {
		t.Errorf("no profile: %v", err)
	}
}

func TestOneCaseAsTable(t *testing.T) {
	t.Setenv("PATH", "")
	var stdout, stderr bytes.Buffer
	if code := run([]string{"-quick", "-run", "encode/auth.user.logout/full"}, &stdout, &stderr); code != 0 {
		t.Fatalf("exit code %d: %s", code, stderr.String())
	}
	for _, want := range []string{"encode, geometric means over 1 full examples, GOGC=100", "encode/auth.user.logout/full/gogc=100", "  sonic\n"} {
		if !strings.Contains(stdout.String(), want) {
			t.Errorf("table without %q:\n%s", want, stdout.String())
		}
	}
}
