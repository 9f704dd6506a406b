package main

import (
	"context"
	"math"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"github.com/mediamesh/events/test/differential/internal/campaign"
	"github.com/mediamesh/events/test/differential/internal/judge"
)

// requireNode skips where there is no Node.js, but never on a build server:
// there a skipped test would go unnoticed.
func requireNode(t *testing.T) {
	t.Helper()
	_, err := exec.LookPath("node")
	if err == nil {
		err = judge.InstallAjv(ajvFolder)
	}
	if err != nil && os.Getenv("CI") == "true" {
		t.Fatal(err)
	}
	if err != nil {
		t.Skipf("Node.js 20 or later is needed: %v", err)
	}
}

func published(t *testing.T, change func(string) string) []campaign.Schema {
	t.Helper()
	schemas, err := campaign.Published(change)
	if err != nil {
		t.Fatal(err)
	}
	return schemas
}

func TestSeedsThatOnceDisagreed(t *testing.T) {
	requireNode(t)
	var r campaign.Report
	if err := campaign.Replay(seedsFile, published(t, nil), ajvFolder, &r); err != nil {
		t.Fatal(err)
	}
	fail(t, &r)
	t.Log(r.Summary())
}

// TestSlice is a slice of a campaign that no one has seen before. It takes
// DIFFERENTIAL_SLICE, 5s unless given, and the seed DIFFERENTIAL_SEED, another
// one each time unless given.
func TestSlice(t *testing.T) {
	requireNode(t)
	slice, seed := 5*time.Second, uint64(time.Now().UnixNano())
	if text := os.Getenv("DIFFERENTIAL_SLICE"); text != "" {
		var err error
		if slice, err = time.ParseDuration(text); err != nil {
			t.Fatal(err)
		}
	}
	if text := os.Getenv("DIFFERENTIAL_SEED"); text != "" {
		var err error
		if seed, err = strconv.ParseUint(text, 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), slice)
	defer cancel()
	var r campaign.Report
	c := campaign.Campaign{Seed: seed, Count: math.MaxInt64, Schemas: published(t, nil), Ajv: ajvFolder}
	if err := c.Run(ctx, &r); err != nil {
		t.Fatal(err)
	}
	fail(t, &r)
	t.Logf("seed %d: %s", seed, r.Summary())
	if r.Tried() == 0 {
		t.Error("no document was judged")
	}
}

func fail(t *testing.T, r *campaign.Report) {
	t.Helper()
	list, n := r.Disagreements()
	for _, d := range list {
		t.Errorf("%v\ngo -C test/differential run . -seed %d -at %d", d, d.Seed, d.Number)
	}
	if n > len(list) {
		t.Errorf("and %d more", n-len(list))
	}
}
