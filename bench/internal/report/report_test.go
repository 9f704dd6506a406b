package report

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/mediamesh/events/bench/internal/pair"
)

var results = []Result{
	{"decode", "content.created", "full", "decode/content.created/full", 100, []pair.Figure{
		{Name: "events", Ratio: 1, Low: 1, High: 1, NS: 1000.04, MBps: 250, Allocs: 3, Bytes: 900, Memory: 1},
		{Name: "sonic", Ratio: 2, Low: 1.9, High: 2.2, NS: 2000, MBps: 125, Allocs: 5, Bytes: 1800, Memory: 2},
		{Name: "node + ajv", Ratio: 8, Low: 7, High: 9, NS: 8000, MBps: 31, Allocs: pair.Unknown, Bytes: pair.Unknown, Memory: pair.Unknown},
	}},
	{"decode", "ingest.failed", "full", "decode/ingest.failed/full", 100, []pair.Figure{
		{Name: "events", Ratio: 1, Low: 1, High: 1, NS: 1000, MBps: 250, Allocs: 3},
		{Name: "sonic", Ratio: 4.5, Low: 4, High: 5, NS: 4500, MBps: 55, Allocs: 8},
		{Name: "node + ajv", Ratio: 2, Low: 1, High: 3, NS: 2000, MBps: 31, Allocs: pair.Unknown},
	}},
	{"decode", "ingest.failed", "minimal", "decode/ingest.failed/minimal", 100, []pair.Figure{
		{Name: "events", Ratio: 1}, {Name: "sonic", Ratio: 100},
	}},
	{"scale", "string", "", "scale/string", 400, []pair.Figure{{Name: "300 B", Ratio: 1}, {Name: "1 MiB", Ratio: 0.2}}},
	{"hostile", "deep", "", "hostile/deep", 100, []pair.Figure{
		{Name: "content.created full", Ratio: 1, Memory: 1}, {Name: "64 KiB", Ratio: 2.5, Low: 2, High: 3, NS: 100, MBps: 5, Allocs: 2, Bytes: 64, Memory: 9.25}}},
	{"hostile", "wide", "append", "hostile/wide/append", 100, []pair.Figure{
		{Name: "content.created full", Ratio: 1, Memory: 1}, {Name: "1 MiB", Ratio: 6, Low: 5, High: 7, NS: 200, MBps: 4, Allocs: 3, Bytes: 32, Memory: pair.Unknown}}},
}

func TestJSON(t *testing.T) {
	var out bytes.Buffer
	for _, r := range results {
		if err := JSON(&out, r); err != nil {
			t.Fatal(err)
		}
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 14 {
		t.Errorf("%d lines, want 14", len(lines))
	}
	want := `{"case":"decode/content.created/full/gogc=100","peer":"events","ratio":1,"low":1,"high":1,"ns":1000,"mbps":250,"allocs":3,"bytes":900,"memory":1}`
	if lines[0] != want {
		t.Errorf("got %s, want %s", lines[0], want)
	}
	if !strings.HasSuffix(lines[2], `"allocs":null,"bytes":null,"memory":null}`) {
		t.Errorf("unknown allocations in %s", lines[2])
	}
	for _, l := range lines {
		var fields map[string]any
		if err := json.Unmarshal([]byte(l), &fields); err != nil {
			t.Fatal(err)
		}
		var keys []string
		for key := range fields {
			keys = append(keys, key)
		}
		if slices.Sort(keys); strings.Join(keys, " ") != "allocs bytes case high low mbps memory ns peer ratio" {
			t.Errorf("keys %v", keys)
		}
	}
}

func TestSummaryJSON(t *testing.T) {
	var out bytes.Buffer
	if err := SummaryJSON(&out, results); err != nil {
		t.Fatal(err)
	}
	want := `{"case":"geomean/decode/full/gogc=100","peer":"sonic","ratio":3,"low":2,"high":4.5,"ns":3000,"mbps":82.9,"allocs":6.5,"bytes":900,"memory":null}`
	for _, want := range []string{
		want,
		`{"case":"worst/hostile/time/gogc=100","peer":"hostile/wide/append","ratio":6,"low":5,"high":7,"ns":200,"mbps":4,"allocs":3,"bytes":32,"memory":null}`,
		`{"case":"worst/hostile/memory/gogc=100","peer":"hostile/deep","ratio":2.5,"low":2,"high":3,"ns":100,"mbps":5,"allocs":2,"bytes":64,"memory":9.25}`,
	} {
		if !strings.Contains(out.String(), want+"\n") {
			t.Errorf("got %s, without %s", out.String(), want)
		}
	}
}

func TestSummarize(t *testing.T) {
	list := Summarize(results, "decode", 100)
	if len(list) != 3 {
		t.Fatalf("%d summaries, want 3", len(list))
	}
	if s := list[1]; s.Name != "sonic" || s.LowEvent != "content.created" || s.events != 2 {
		t.Errorf("got %+v", s)
	}
	if s := list[2]; s.Name != "node + ajv" || s.LowEvent != "ingest.failed" || s.Allocs != pair.Unknown {
		t.Errorf("got %+v", s)
	}
	if list := Summarize(results, "encode", 100); list != nil {
		t.Errorf("summaries of nothing: %+v", list)
	}
}

func TestTable(t *testing.T) {
	var out bytes.Buffer
	if err := Table(&out, "a machine", results); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	for _, want := range []string{
		"a machine\n",
		"decode, geometric means over 2 full examples, GOGC=100\n",
		"3.00    2.00     4.50  3000    83     6.5  sonic (content.created)\n",
		"decode/content.created/full/gogc=100\n",
		"8.00  7.00  9.00  8000    31       ?  node + ajv\n",
		"hostile, the worst of 2 cases beside content.created full, for one byte, GOGC=100\n",
		"6.00      time    0 above 8  hostile/wide/append\n",
		"9.25    memory    1 above 8  hostile/deep\n",
		"6.00  5.00  7.00       ?  200     4       3  hostile/wide/append\n",
		"2.50  2.00  3.00    9.25  100     5       2  hostile/deep\n",
		"scale/string/gogc=400\nratios here are of the time for one byte, to that of 300 B\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("without %q:\n%s", want, text)
		}
	}
}
