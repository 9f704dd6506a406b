package journal

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
)

func TestJournal_ReadsAppendedLines(t *testing.T) {
	path := filepath.Join(t.TempDir(), "j")
	for range 2 { // two processes, one after the other
		w, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		lines := Line(nil, Sent, "a:1:n", "a", 1, "topic")
		if err := w.Append(Line(lines, Acked, "a:1:n")); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	one := [][]string{{"S", "a:1:n", "a", "1", "topic"}, {"A", "a:1:n"}}
	if got, want := readAll(t, path), slices.Concat(one, one); !reflect.DeepEqual(got, want) {
		t.Errorf("read %q, want %q", got, want)
	}
}

// A process that is killed while it writes leaves half a line. It is none, and
// the line that another process writes behind it is whole.
func TestHalfALineIsNone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "j")
	whole := Line(nil, Acked, "a:1:n")
	for cut := range whole {
		half := slices.Clone(whole[:cut])
		if err := os.WriteFile(path, slices.Concat(half, Line(nil, Acked, "b:1:n")), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, want := readAll(t, path), [][]string{{"A", "b:1:n"}}; !reflect.DeepEqual(got, want) {
			t.Errorf("cut at %d: read %q, want %q", cut, got, want)
		}
	}
}

func TestJournal_MissingFileHasNoLines(t *testing.T) {
	if got := readAll(t, filepath.Join(t.TempDir(), "none")); got != nil {
		t.Errorf("read %q", got)
	}
}

func readAll(t *testing.T, path string) (lines [][]string) {
	t.Helper()
	err := Read(path, func(words []string) error {
		lines = append(lines, slices.Clone(words))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}
