package breaking

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/gitrepo"
)

// gitPrefix begins a reference to the contract's git repository.
const gitPrefix = "git#"

// A gitRef is a folder in a repository at a tag, branch or commit.
type gitRef struct {
	sort, name string // "tag", "v1.2.0"; "tags" and a pattern
	path       string // in the repository, "" for the contract's current folder
	of         string // the pattern that matched it; "" if it was named directly
}

// parseGitRef reads git#tag=v1.2.0,path=contract.
func parseGitRef(text string) (gitRef, error) {
	var ref gitRef
	_, list, _ := strings.Cut(text, "#")
	for _, part := range strings.Split(list, ",") {
		key, value, _ := strings.Cut(part, "=")
		switch key {
		case "tag", "tags", "branch", "commit":
			if ref.sort != "" {
				return ref, fmt.Errorf("%s names both a %s and a %s", text, ref.sort, key)
			}
			ref.sort, ref.name = key, value
		case "path", "subdir":
			ref.path = path.Clean(value)
		default:
			return ref, fmt.Errorf("git# has no %q%s", key, console.DidYouMean(key, []string{"tag", "tags", "branch", "commit", "path"}))
		}
		if value == "" || strings.HasPrefix(value, "-") {
			return ref, fmt.Errorf("%q is not a %s", value, key)
		}
	}
	if ref.sort == "" {
		return ref, fmt.Errorf("%s has no tag, branch or commit", text)
	}
	if _, err := path.Match(ref.name, ""); ref.sort == "tags" && err != nil {
		return ref, fmt.Errorf("%q is not a pattern of tags", ref.name)
	}
	return ref, nil
}

// String is the reference as users write it.
func (r *gitRef) String() string {
	text := gitPrefix + r.sort + "=" + r.name
	if r.path != "" {
		text += ",path=" + r.path
	}
	return text
}

// fromGit reads files from the repository that contains the contract.
func (o *options) fromGit(ctx context.Context, ref *gitRef) (fs.FS, error) {
	repo, err := gitrepo.Find(ctx, o.contract)
	if err != nil {
		return nil, err
	}
	folder := repo.Folder
	if ref.path != "" {
		folder = ref.path
	}
	commit, err := ref.commit(ctx, repo)
	if err != nil {
		return nil, err
	}
	files, err := repo.Read(ctx, commit, folder)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		next := "give its folder at that time: --against " + gitPrefix + ref.sort + "=" + ref.name + ",path=DIR"
		if ref.of != "" {
			next = fmt.Sprintf("change the pattern %s to exclude it, or if there was a contract elsewhere, %s", ref.of, next)
		}
		return nil, console.Failed(fmt.Errorf("there is no folder %q at %s %s: %w", folder, ref.sort, ref.name, err), next)
	}
	return files, nil
}

// commit finds the commit of the reference. A branch may exist only in the remote, as in a
// build server's checkout.
func (r gitRef) commit(ctx context.Context, repo *gitrepo.Repository) (string, error) {
	names := map[string][]string{
		"tag": {"refs/tags/" + r.name}, "branch": {"refs/heads/" + r.name, "refs/remotes/origin/" + r.name, "refs/remotes/" + r.name}, "commit": {r.name},
	}[r.sort]
	for _, name := range names {
		out, err := repo.Run(ctx, nil, "rev-parse", "--verify", "--quiet", name+"^{commit}")
		if err == nil {
			return strings.TrimSpace(string(out)), nil
		}
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
	}
	text := fmt.Sprintf("the repository of %s has no %s %q", repo.Contract, r.sort, r.name)
	if sorts := map[string][]string{"tag": {"refs/tags"}, "branch": {"refs/heads", "refs/remotes"}}[r.sort]; sorts != nil {
		out, _ := repo.Run(ctx, nil, append([]string{"for-each-ref", "--format=%(refname:short)"}, sorts...)...) // there is no list to guess from
		text += console.DidYouMean(r.name, strings.Fields(string(out)))
	}
	return "", console.Failed(errors.New(text), r.fetch(ctx, repo))
}

// fetch says how to get the reference. A clone of a single branch, as build servers make,
// keeps another branch only under an explicit name.
func (r gitRef) fetch(ctx context.Context, repo *gitrepo.Repository) string {
	switch {
	case r.sort == "branch":
		remote, branch := "origin", r.name
		out, _ := repo.Run(ctx, nil, "remote") // without a list, assume origin's
		for _, name := range strings.Fields(string(out)) {
			if rest, ok := strings.CutPrefix(r.name, name+"/"); ok {
				remote, branch = name, rest
			}
		}
		return fmt.Sprintf("fetch it: git fetch %s %s:refs/remotes/%[1]s/%[2]s", remote, branch)
	case r.sort == "tag" && strings.ContainsAny(r.name, "*?["):
		return "use git#tags=" + r.name + " for all that match"
	case r.sort == "tag" && strings.HasPrefix(r.name, "origin/"):
		return "use git#branch=" + r.name + ", if it is a branch"
	case r.sort == "tag":
		return "fetch it: git fetch origin tag " + r.name
	}
	if out, err := repo.Run(ctx, nil, "rev-parse", "--is-shallow-repository"); err == nil && strings.TrimSpace(string(out)) == "true" {
		return "this clone is shallow; fetch the history: git fetch --unshallow"
	}
	return "check its name: git log " + r.name
}
