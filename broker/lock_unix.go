//go:build unix

package broker

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
)

// dirLock reserves a data directory for one broker. The system releases the lock when the
// process ends, however it ends.
type dirLock struct {
	dir  string
	file *os.File
}

func lockDir(dir string) (*dirLock, error) {
	file, err := os.OpenFile(filepath.Join(dir, lockName), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		file.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, ErrDirInUse
		}
		return nil, err
	}
	return &dirLock{dir: dir, file: file}, nil
}

// release releases the lock. A nil lock is not held.
func (l *dirLock) release() {
	if l != nil {
		l.file.Close()
	}
}
