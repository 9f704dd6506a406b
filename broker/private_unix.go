//go:build unix

package broker

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// lockName is the file that shows that a directory is a broker's.
const lockName = "lock"

// ErrDirNotPrivate reports that other users have access to a data directory, and that the
// broker did not restrict it because the directory contains files of another program.
var ErrDirNotPrivate = errors.New("other users have access to it, and it has files that are not a broker's")

// makePrivate takes others' access to a data directory. One that has files but no
// broker's is left as it is, and refused.
func makePrivate(dir string) error {
	info, err := os.Stat(dir)
	if err != nil || info.Mode().Perm()&0o077 == 0 {
		return err
	}
	if _, err := os.Lstat(filepath.Join(dir, lockName)); errors.Is(err, fs.ErrNotExist) {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return err
		}
		if len(entries) > 0 {
			return fmt.Errorf("%w: choose an empty directory, or run chmod 700", ErrDirNotPrivate)
		}
	}
	return os.Chmod(dir, 0o700)
}
