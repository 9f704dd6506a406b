package main

import (
	"io"
	"os"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
)

// TestMain_PrintsWhatReadmeSays compares the program and its output with README's.
func TestMain_PrintsWhatReadmeSays(t *testing.T) {
	blocks := readmeBlocks(t)
	source, err := os.ReadFile("main.go")
	if err != nil {
		t.Fatal(err)
	}
	if want := "go\n" + string(source); len(blocks) == 0 || blocks[0] != want {
		t.Error("README.md's first code block is not examples/quickstart/main.go")
	}
	out := stdoutOf(t, main)
	if len(blocks) < 2 || blocks[1] != "\n"+out {
		t.Errorf("README.md's second code block is not what the program prints: %q", out)
	}
}

// TestPublish_RejectsWhatReadmeSays compares the error for an invalid event with README's.
func TestPublish_RejectsWhatReadmeSays(t *testing.T) {
	untitled := content.Created{ContentID: "m-1", ContentType: "MOVIE", CreatedBy: "ann"}
	err := events.Validate(events.New("cms", untitled))
	if err == nil {
		t.Fatal("an event without a title is valid")
	}
	_, violation, _ := strings.Cut(err.Error(), " is invalid: ")
	if text := strings.Join(strings.Fields(readme(t)), " "); violation == "" || !strings.Contains(text, "`"+violation+"`") {
		t.Errorf("README.md does not quote %q", violation)
	}
}

func readme(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// readmeBlocks returns the fenced code blocks of README, each with its language before the
// first line break.
func readmeBlocks(t *testing.T) (blocks []string) {
	t.Helper()
	for i, part := range strings.Split(readme(t), "```") {
		if i%2 == 1 {
			blocks = append(blocks, part)
		}
	}
	return blocks
}

// stdoutOf returns what a function prints to standard output.
func stdoutOf(t *testing.T, f func()) string {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout := os.Stdout
	os.Stdout = w
	defer func() { os.Stdout = stdout }()
	f()
	w.Close()
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
