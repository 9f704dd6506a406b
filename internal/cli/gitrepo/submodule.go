package gitrepo

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/mediamesh/events/internal/cli/console"
)

// inNoSubmodule refuses a contract in a submodule. A pull request may turn a folder around
// the contract into a submodule, and choose what its branches contain.
func inNoSubmodule(ctx context.Context, contract, top, folder string) error {
	around, err := aroundSubmodule(ctx, top)
	if err != nil {
		return console.Failed(fmt.Errorf("finding out whether %s is in a submodule: %w", contract, err),
			"clone the repository of the contract elsewhere, or use a folder: --against DIR")
	}
	if around == "" {
		return nil
	}
	is := "is"
	if folder != "" {
		is = "is in"
	}
	return console.Failed(fmt.Errorf("%s %s a submodule, so its own branches do not describe the repository around it, %s", contract, is, around),
		"run this from the repository around it, in a clone of the submodule, or use a folder: --against DIR")
}

// aroundSubmodule returns the repository that has a working tree as its submodule, "" if
// there is none. A linked working tree (git worktree add) and a clone within a repository
// are not submodules.
func aroundSubmodule(ctx context.Context, top string) (string, error) {
	gitDir := gitDirOf(top)
	if around := aroundModule(gitDir); around != "" && !isFile(filepath.Join(gitDir, "commondir")) {
		return around, nil
	}
	for at := filepath.Dir(top); at != filepath.Dir(at); at = filepath.Dir(at) {
		if !isFile(filepath.Join(gitDirOf(at), "HEAD")) {
			continue
		}
		if listed, err := listsSubmodule(ctx, at, top); listed || err != nil {
			return at, err
		}
	}
	return "", nil
}

// isFile reports whether a path exists and is not a folder.
func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && !info.IsDir()
}

// gitDirOf returns the folder in which git keeps the repository of a working tree: its
// .git, or the folder named in it if it is a file.
func gitDirOf(top string) string {
	path := filepath.Join(top, ".git")
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() > 4096 {
		return path
	}
	text, err := os.ReadFile(path)
	named, ok := strings.CutPrefix(strings.TrimRight(string(text), "\r\n"), "gitdir: ")
	if err != nil || !ok {
		return path
	}
	if !filepath.IsAbs(named) {
		named = filepath.Join(top, named)
	}
	return filepath.Clean(named)
}

// aroundModule returns the repository that has the one in gitDir among its modules, "" if
// there is none.
func aroundModule(gitDir string) string {
	for at := gitDir; at != filepath.Dir(at); at = filepath.Dir(at) {
		if modules := filepath.Dir(at); filepath.Base(modules) == "modules" {
			if around := filepath.Dir(modules); isFile(filepath.Join(around, "HEAD")) {
				if filepath.Base(around) == ".git" {
					return filepath.Dir(around)
				}
				return around
			}
		}
	}
	return ""
}

// listsSubmodule reports whether the commit checked out in a repository has a submodule at
// the path of a working tree.
func listsSubmodule(ctx context.Context, around, top string) (bool, error) {
	rel, err := filepath.Rel(around, top)
	if err != nil {
		return false, err
	}
	r := &Repository{top: around}
	var none *exec.ExitError
	if _, err := r.Run(ctx, nil, "rev-parse", "--quiet", "--verify", "HEAD^{commit}"); errors.As(err, &none) {
		return false, nil // there is no commit yet, so there is no pull request either
	} else if err != nil {
		return false, fmt.Errorf("git in %s: %w", around, err)
	}
	entry, err := r.Run(ctx, nil, "ls-tree", "HEAD", "--", filepath.ToSlash(rel))
	if err != nil {
		return false, fmt.Errorf("git in %s: %w", around, err)
	}
	return strings.HasPrefix(string(entry), "160000 "), nil
}
