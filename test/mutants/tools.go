package main

import (
	"context"
	"fmt"
	"io"
	"os/exec"
	"strings"
)

func goEnv(ctx context.Context, name string) (string, error) {
	out, err := exec.CommandContext(ctx, "go", "env", name).Output()
	if err != nil {
		return "", fmt.Errorf("go env %s: %w", name, err)
	}
	return strings.TrimSpace(string(out)), nil
}

// status returns what git says of changed files, "" without git.
func status(ctx context.Context, dir string) string {
	cmd := exec.CommandContext(ctx, "git", "status", "--porcelain")
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		return ""
	}
	return string(out)
}

// warnChanged says which files changed during the run. A mutant of code that
// writes files may have done that.
func warnChanged(w io.Writer, before, after string) {
	for line := range strings.Lines(after) {
		if !strings.Contains(before, line) {
			fmt.Fprintf(w, "warning: changed during the run: %s", line)
		}
	}
}
