package operator

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
)

const context = 3 // lines around a change

// hunk replaces lines from..to, exclusive and counted from 0, of the old file.
type hunk struct {
	from, to int
	lines    []string
}

// Diff returns the mutant as a unified diff. The name of the file is relative to
// root, the directory of the module.
func (m *Mutant) Diff(root string) string {
	name := m.File.Name
	if rel, err := filepath.Rel(root, name); err == nil {
		name = filepath.ToSlash(rel)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "--- a/%s\n+++ b/%s\n", name, name)
	old := split(string(m.File.Text))
	shift := 0
	for _, e := range m.edits {
		h := m.hunk(e, old)
		h.write(&b, old, shift)
		shift += len(h.lines) - (h.to - h.from)
	}
	return b.String()
}

// hunk returns the lines that an edit changes.
func (m *Mutant) hunk(e edit, old []string) hunk {
	text := m.File.Text
	from := bytes.Count(text[:e.start], []byte("\n"))
	to := from + bytes.Count(text[e.start:e.end], []byte("\n")) + 1
	start := bytes.LastIndexByte(text[:e.start], '\n') + 1
	end := len(text)
	if i := bytes.IndexByte(text[e.end:], '\n'); i >= 0 {
		end = e.end + i + 1
	}
	h := hunk{from, to, split(string(text[start:e.start]) + e.text + string(text[e.end:end]))}
	for len(h.lines) > 0 && h.from < h.to && h.lines[0] == old[h.from] {
		h.from, h.lines = h.from+1, h.lines[1:]
	}
	for len(h.lines) > 0 && h.from < h.to && h.lines[len(h.lines)-1] == old[h.to-1] {
		h.to, h.lines = h.to-1, h.lines[:len(h.lines)-1]
	}
	return h
}

// write writes a hunk with the lines around it. shift is by how many lines
// earlier hunks made the file longer.
func (h hunk) write(b *strings.Builder, old []string, shift int) {
	first, last := max(0, h.from-context), min(len(old), h.to+context)
	length := last - first
	fmt.Fprintf(b, "@@ -%d,%d +%d,%d @@\n", first+1, length, first+1+shift, length-(h.to-h.from)+len(h.lines))
	write(b, " ", old[first:h.from])
	write(b, "-", old[h.from:h.to])
	write(b, "+", h.lines)
	write(b, " ", old[h.to:last])
}

func write(b *strings.Builder, mark string, lines []string) {
	for _, line := range lines {
		b.WriteString(mark + strings.TrimSuffix(line, "\n") + "\n")
	}
}

// split returns the lines of text with their ends.
func split(text string) []string {
	lines := strings.SplitAfter(text, "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}
