package cli

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os/exec"
	"path"
	"strings"
)

// gitPrefix begins what --against names in the repository of the contract.
const gitPrefix = "git#"

// A gitRef is where in a repository something stood.
type gitRef struct {
	sort, name string // "tag", "v1.2.0"
	path       string // in the repository, "" for where the contract is now
}

// parseGitRef reads git#tag=v1.2.0,path=contract.
func parseGitRef(text string) (gitRef, error) {
	var ref gitRef
	_, list, _ := strings.Cut(text, "#")
	for _, part := range strings.Split(list, ",") {
		key, value, _ := strings.Cut(part, "=")
		switch key {
		case "tag", "branch", "commit":
			if ref.sort != "" {
				return ref, fmt.Errorf("%s names both a %s and a %s", text, ref.sort, key)
			}
			ref.sort, ref.name = key, value
		case "path", "subdir":
			ref.path = path.Clean(value)
		default:
			return ref, fmt.Errorf("%q is nothing that git# knows%s", key, didYouMean(key, []string{"tag", "branch", "commit", "path"}))
		}
		if value == "" || strings.HasPrefix(value, "-") {
			return ref, fmt.Errorf("%q is no %s", value, key)
		}
	}
	if ref.sort == "" {
		return ref, fmt.Errorf("%s names no tag, branch or commit", text)
	}
	return ref, nil
}

// fromGit reads the files that --against names out of the repository that the
// contract is in.
func (o *breakingOptions) fromGit(ctx context.Context) (fs.FS, error) {
	ref, err := parseGitRef(o.against)
	if err != nil {
		return nil, usage("write --against git#tag=NAME, git#branch=NAME or git#commit=ID, and ,path=DIR if it was elsewhere", "--against: %w", err)
	}
	if _, err := exec.LookPath("git"); err != nil {
		return nil, failed(errors.New("git is not on the PATH"), "install git, or name a folder: --against DIR")
	}
	where, err := git(ctx, o.contract, "rev-parse", "--show-toplevel", "--show-prefix")
	if err != nil {
		return nil, failed(fmt.Errorf("%s is in no git repository: %w", o.contract, err), "name a folder: --against DIR")
	}
	top, prefix, _ := strings.Cut(strings.TrimSuffix(string(where), "\n"), "\n")
	if ref.path == "" {
		ref.path = strings.TrimSuffix(prefix, "/")
	}
	commit, err := ref.commit(ctx, o.contract)
	if err != nil {
		return nil, err
	}
	archive, err := git(ctx, top, "archive", "--format=zip", commit+":"+ref.path)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, failed(fmt.Errorf("there is no folder %q at %s %s: %w", ref.path, ref.sort, ref.name, err), "say where it was: --against "+gitPrefix+ref.sort+"="+ref.name+",path=DIR")
	}
	files, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, failed(fmt.Errorf("what git archived cannot be read: %w", err), "")
	}
	return files, nil
}

// commit finds what the reference names. A branch may be one of the remote's
// only, as in a build server's checkout.
func (r gitRef) commit(ctx context.Context, dir string) (string, error) {
	names := map[string][]string{
		"tag": {"refs/tags/" + r.name}, "branch": {"refs/heads/" + r.name, "refs/remotes/origin/" + r.name}, "commit": {r.name},
	}[r.sort]
	for _, name := range names {
		out, err := git(ctx, dir, "rev-parse", "--verify", "--quiet", name+"^{commit}")
		if err == nil {
			return strings.TrimSpace(string(out)), nil
		}
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
	}
	text := fmt.Sprintf("the repository of %s has no %s %q", dir, r.sort, r.name)
	if sort := map[string]string{"tag": "refs/tags", "branch": "refs/heads"}[r.sort]; sort != "" {
		out, _ := git(ctx, dir, "for-each-ref", "--format=%(refname:short)", sort) // without a list, without a guess
		text += didYouMean(r.name, strings.Fields(string(out)))
	}
	next := map[string]string{
		"tag": "fetch it: git fetch origin tag " + r.name, "branch": "fetch it: git fetch origin " + r.name, "commit": "fetch it: git fetch --unshallow",
	}[r.sort]
	return "", failed(errors.New(text), next)
}

// git runs git in a folder. The error has what git says.
func git(ctx context.Context, dir string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "git", append([]string{"-C", dir}, args...)...)
	var out, problem bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &problem
	if err := cmd.Run(); err != nil {
		if said := strings.TrimSpace(strings.TrimPrefix(problem.String(), "fatal: ")); said != "" {
			err = errors.New(printable(strings.ReplaceAll(said, "\n", "; ")))
		}
		return nil, err
	}
	return out.Bytes(), nil
}
