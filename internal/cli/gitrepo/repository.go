package gitrepo

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/mediamesh/events/internal/cli/console"
)

// A Repository is the git repository that contains a contract. The contract may come from a
// pull request, so it does not influence which repository that is, and git runs without
// anything that a configuration could make it execute.
type Repository struct {
	top      string // its working tree, an absolute path without symbolic links
	Folder   string // the contract's folder, relative to top and with slashes; "" for top itself
	Contract string // as the user wrote it
}

// Find looks for a .git from the working directory upwards. Only if the contract is not in
// that repository, it looks from the contract's folder upwards. Only a .git identifies a
// repository, since git refuses to commit one; anything else in the contract's folder may
// be made to look like a repository.
func Find(ctx context.Context, contract string) (*Repository, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, console.Failed(errors.New("git is not on the PATH"), "install git, or use a folder: --against DIR")
	}
	outer, err := Absolute(".")
	if err != nil {
		return nil, console.Failed(fmt.Errorf("finding the working directory: %w", err), "")
	}
	within, err := Absolute(contract)
	if err != nil {
		return nil, console.Failed(fmt.Errorf("finding the repository of %s: %w", contract, err), "")
	}
	for _, from := range []string{outer, within} {
		if top, folder := TopAround(from, within); top != "" {
			if err := throughNoLink(contract, top); err != nil {
				return nil, err
			}
			if err := inNoSubmodule(ctx, contract, top, folder); err != nil {
				return nil, err
			}
			return &Repository{top: top, Folder: folder, Contract: contract}, nil
		}
	}
	return nil, console.Failed(fmt.Errorf("%s is not in a git repository", contract), "use a folder: --against DIR")
}

// TopAround returns the innermost working tree that contains a folder, and the path of the
// contract in it, "" if the contract is not in it.
func TopAround(folder, contract string) (top, within string) {
	for ; ; folder = filepath.Dir(folder) {
		if isTop(folder) {
			rel, err := filepath.Rel(folder, contract)
			if err != nil || !filepath.IsLocal(rel) {
				return "", ""
			}
			if rel = filepath.ToSlash(rel); rel == "." {
				rel = ""
			}
			return folder, rel
		}
		if folder == filepath.Dir(folder) {
			return "", ""
		}
	}
}

// throughNoLink refuses a contract whose path goes through a symbolic link within the
// repository: the link may have had another target in earlier commits.
func throughNoLink(contract, top string) error {
	named, err := filepath.Abs(contract)
	if err != nil {
		return nil //nolint:nilerr // it was found already
	}
	for at := named; at != filepath.Dir(at); at = filepath.Dir(at) {
		around, err := filepath.EvalSymlinks(filepath.Dir(at))
		if err != nil {
			return nil //nolint:nilerr // reading the contract says what is wrong
		}
		if rel, err := filepath.Rel(top, around); err != nil || !filepath.IsLocal(rel) {
			return nil //nolint:nilerr // links outside are the user's
		}
		if info, err := os.Lstat(at); err == nil && info.Mode()&fs.ModeSymlink != 0 {
			return console.Failed(fmt.Errorf("%s is or goes through a symbolic link within the repository, so its target cannot be compared with earlier versions", contract),
				"use the folder itself: --contract DIR")
		}
	}
	return nil
}

// isTop reports whether a folder is the top of a working tree.
func isTop(folder string) bool {
	_, err := os.Stat(filepath.Join(folder, ".git"))
	return err == nil
}

// Absolute returns the absolute path of a file or folder, without symbolic links.
func Absolute(name string) (string, error) {
	name, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(name)
}

// Run runs git in the repository. The error contains git's message.
func (r *Repository) Run(ctx context.Context, in io.Reader, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "git", append([]string{
		"-C", r.top, "--literal-pathspecs", "--no-replace-objects", "--no-pager",
		"-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null",
	}, args...)...)
	cmd.Env = append(slices.DeleteFunc(os.Environ(), func(one string) bool { return strings.HasPrefix(one, "GIT_") }),
		"GIT_CEILING_DIRECTORIES="+filepath.Dir(r.top), "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "LC_ALL=C")
	var out, problem bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = in, &out, &problem
	if err := cmd.Run(); err != nil {
		if said := strings.TrimSpace(strings.TrimPrefix(problem.String(), "fatal: ")); said != "" {
			err = errors.New(console.Printable(strings.ReplaceAll(said, "\n", "; ")))
		}
		return nil, err
	}
	return out.Bytes(), nil
}

// maxGitFile is the largest file that is read from a repository, in bytes. A
// contract's files are smaller.
const maxGitFile = 16 << 20

// Read returns the files in a folder of a commit that can be part of a contract or of
// published schemas. Git only lists and prints objects for it: nothing is checked out,
// archived or filtered.
func (r *Repository) Read(ctx context.Context, commit, folder string) (fs.FS, error) {
	list, err := r.Run(ctx, nil, "ls-tree", "-r", "-z", "--long", commit+":"+folder)
	if err != nil {
		return nil, err
	}
	var names []string
	var objects bytes.Buffer
	for entry := range strings.SplitSeq(strings.TrimSuffix(string(list), "\x00"), "\x00") {
		about, name, _ := strings.Cut(entry, "\t") // mode, sort, object and size
		words := strings.Fields(about)
		if ext := path.Ext(name); len(words) != 4 || ext != ".yaml" && ext != ".yml" && ext != ".json" {
			continue
		}
		if mode := words[0]; mode != "100644" && mode != "100755" {
			return nil, fmt.Errorf("%s is not a regular file", console.Printable(name))
		}
		if size, err := strconv.Atoi(words[3]); err != nil || size > maxGitFile {
			return nil, fmt.Errorf("%s has %s bytes; the limit is %d", console.Printable(name), words[3], maxGitFile)
		}
		names = append(names, name)
		fmt.Fprintln(&objects, words[2])
	}
	contents, err := r.Run(ctx, &objects, "cat-file", "--batch")
	if err != nil {
		return nil, err
	}
	return unpack(names, contents)
}

// unpack splits the output of git cat-file --batch into files.
func unpack(names []string, contents []byte) (fs.FS, error) {
	in := bufio.NewReader(bytes.NewReader(contents))
	var packed bytes.Buffer
	out := zip.NewWriter(&packed)
	for _, name := range names {
		header, err := in.ReadString('\n')
		words := strings.Fields(header) // object, sort and size
		if err != nil || len(words) != 3 {
			return nil, fmt.Errorf("git does not have the content of %s: it says %q", console.Printable(name), strings.TrimSpace(header))
		}
		size, err := strconv.ParseInt(words[2], 10, 64)
		if err != nil {
			return nil, fmt.Errorf("reading from git %s: %w", console.Printable(name), err)
		}
		file, err := out.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err == nil {
			_, err = io.CopyN(file, in, size)
		}
		if err == nil {
			_, err = in.Discard(1) // a line feed
		}
		if err != nil {
			return nil, fmt.Errorf("reading from git %s: %w", console.Printable(name), err)
		}
	}
	if err := out.Close(); err != nil {
		return nil, err
	}
	return zip.NewReader(bytes.NewReader(packed.Bytes()), int64(packed.Len()))
}
