//go:build !unix

package process

import (
	"os"
	"os/exec"
)

func newGroup(*exec.Cmd) {}

func killGroup(pid int) {
	if p, err := os.FindProcess(pid); err == nil {
		_ = p.Kill()
	}
}
