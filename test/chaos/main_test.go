//go:build unix

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.uber.org/goleak"
)

// TestMain is also the parts of a campaign: they are this same program.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && !strings.HasPrefix(os.Args[1], "-") {
		os.Exit(part(os.Args[1], os.Args[2:]))
	}
	goleak.VerifyTestMain(m)
}

// A short campaign and two controls, as far as the exit code and the summary.
func TestCampaign(t *testing.T) {
	if testing.Short() {
		t.Skip("takes ten seconds")
	}
	var out, log bytes.Buffer
	dir := t.TempDir()
	args := []string{"-seed", "5", "-duration", "5s", "-every", "400ms", "-events", "6000", "-control", "unbounded-skip", "-format", "json", "-dir", dir}
	if code := run(t.Context(), args, &out, &log); code != 0 {
		t.Fatalf("exit code %d\n%s%s", code, &log, &out)
	}
	var s struct {
		Acknowledged, Handled, DeadLettered, Lost, Duplicated, Reordered, Kills *int
		RecoveryP99Ms                                                           *int64
		AcknowledgedBy                                                          map[string]int
		Transactions                                                            struct{ Committed int }
		Controls                                                                map[string]bool
		SoundControlClean                                                       bool
	}
	dec := json.NewDecoder(&out)
	if err := dec.Decode(&s); err != nil {
		t.Fatal(err)
	}
	for name, n := range map[string]*int{
		"acknowledged": s.Acknowledged, "handled": s.Handled, "deadLettered": s.DeadLettered, "lost": s.Lost,
		"duplicated": s.Duplicated, "reordered": s.Reordered, "kills": s.Kills,
	} {
		if n == nil {
			t.Fatalf("no %q in %s", name, &out)
		}
	}
	if s.RecoveryP99Ms == nil || *s.Lost != 0 || *s.Reordered != 0 || *s.Acknowledged < 300 || *s.Handled < 300 || *s.DeadLettered < 1 || *s.Kills < 1 {
		t.Errorf("acknowledged %d, handled %d, dead letters %d, lost %d, reordered %d, kills %d", *s.Acknowledged, *s.Handled, *s.DeadLettered, *s.Lost, *s.Reordered, *s.Kills)
	}
	sum := 0
	for _, way := range []string{"publish", "publishAsync", "publishAtomically", "client"} {
		if s.AcknowledgedBy[way] == 0 {
			t.Errorf("none is acknowledged by %s", way)
		}
		sum += s.AcknowledgedBy[way]
	}
	if sum != *s.Acknowledged || s.Transactions.Committed == 0 {
		t.Errorf("acknowledged %d, by %v, in %d transactions", *s.Acknowledged, s.AcknowledgedBy, s.Transactions.Committed)
	}
	noRaces(t, dir)
	if len(s.Controls) != 1 || !s.Controls["unbounded-skip"] || !s.SoundControlClean {
		t.Errorf("controls %v, the sound one clean: %v", s.Controls, s.SoundControlClean)
	}
}

// noRaces looks into the logs of a campaign's processes for what the race
// detector says, if they run with it.
func noRaces(t *testing.T, dir string) {
	t.Helper()
	logs, err := filepath.Glob(filepath.Join(dir, "*.log"))
	if err != nil || len(logs) < 5 {
		t.Fatalf("%d logs, %v", len(logs), err)
	}
	for _, path := range logs {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if i := bytes.Index(text, []byte("DATA RACE")); i >= 0 {
			t.Errorf("%s: %s", filepath.Base(path), text[i:min(len(text), i+2000)])
		}
	}
}

func TestUsage(t *testing.T) {
	for _, test := range []struct {
		args string
		code int
		text string // on standard error
	}{
		{"-h", 0, "Usage: go run ./test/chaos"},
		{"-speed 1", usageCode, "flag provided but not defined: -speed"},
		{"-duration 1s -format xml", usageCode, "-format xml: want text or json"},
		{"-control wrong", usageCode, "-control wrong: want all, or one of commit-before-handle, "},
		{"-duration 0", usageCode, "-duration 0 wants -control"},
		{"-events -1", usageCode, "cannot be negative"},
		{"-seed 1 more", usageCode, `there are only flags, no argument "more"`},
	} {
		t.Run(test.args, func(t *testing.T) {
			var out, log bytes.Buffer
			if code := run(context.Background(), strings.Fields(test.args), &out, &log); code != test.code {
				t.Errorf("exit code %d, want %d", code, test.code)
			}
			if !strings.Contains(log.String(), test.text) || out.Len() > 0 {
				t.Errorf("printed %q, and on standard error %q, want %q there", &out, &log, test.text)
			}
		})
	}
}
