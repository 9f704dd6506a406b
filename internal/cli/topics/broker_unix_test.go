//go:build unix

package topics_test

import (
	"bufio"
	"context"
	"io"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"github.com/mediamesh/events/internal/cli/clitest"
)

// What others may read in no directory they may read in no copy of it either.
func TestBroker_KeepsFilesPrivate(t *testing.T) {
	defer syscall.Umask(syscall.Umask(0o022))
	data := filepath.Join(t.TempDir(), "data")
	event, _ := clitest.Output(t, "example", "content.created")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	said, say := io.Pipe()
	done := make(chan int, 1)
	go func() {
		code := clitest.Run(ctx, strings.NewReader(""), io.Discard, say, "broker", "--listen", "127.0.0.1:0", "--data", data)
		say.Close()
		done <- code
	}()
	address := regexp.MustCompile(`listening on (\S+);`)
	for lines := bufio.NewScanner(said); lines.Scan(); {
		if m := address.FindStringSubmatch(lines.Text()); m != nil {
			if code := clitest.Run(t.Context(), strings.NewReader(event), io.Discard, io.Discard, "publish", "-b", m[1]); code != 0 {
				t.Error("publish", code)
			}
			cancel()
		}
	}
	if code := <-done; code != 130 {
		t.Fatalf("exit code %d, want 130", code)
	}
	files := 0
	err := filepath.WalkDir(data, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if !d.IsDir() {
			files++
		}
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", path, info.Mode())
		}
		return nil
	})
	if err != nil || files < 3 {
		t.Errorf("%d files, %v", files, err)
	}
	if now := syscall.Umask(0o022); now != 0o022 {
		t.Errorf("the process's umask is %#o afterwards, want 022", now)
	}
}
