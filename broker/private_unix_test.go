//go:build unix

package broker_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/mediamesh/events/broker"
)

// TestStart_MakesDataDirPrivate takes others' access to a data directory, unless it has
// files that are not the broker's.
func TestStart_MakesDataDirPrivate(t *testing.T) {
	for _, c := range []struct {
		name    string
		mode    os.FileMode
		file    string
		refused bool
	}{
		{"private", 0o700, "", false},
		{"private, with a file", 0o700, "mine", false},
		{"open to all", 0o777, "", false},
		{"readable", 0o755, "", false},
		{"a broker's, readable by a group", 0o740, "lock", false},
		{"open to all, with a file", 0o777, "mine", true},
		{"readable, with a file", 0o755, "mine", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "data")
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			if c.file != "" {
				if err := os.WriteFile(filepath.Join(dir, c.file), nil, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.Chmod(dir, c.mode); err != nil {
				t.Fatal(err)
			}
			b, err := broker.Start(broker.Config{Listen: "127.0.0.1:0", DataDir: dir})
			if err == nil {
				err = b.Close()
			}
			want := os.FileMode(0o700)
			if c.refused {
				want = c.mode
			}
			if errors.Is(err, broker.ErrDirNotPrivate) != c.refused || !c.refused && err != nil {
				t.Errorf("error %v", err)
			}
			if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != want {
				t.Errorf("mode %v, want %v; %v", info.Mode().Perm(), want, err)
			}
			if text := "broker: data directory " + dir; c.refused && err.Error() != text+": other users have access to it, and it has files that are not a broker's: choose an empty directory, or run chmod 700" {
				t.Errorf("error %q", err)
			}
		})
	}
}
