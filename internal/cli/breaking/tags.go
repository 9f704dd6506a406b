package breaking

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/gitrepo"
)

// references lists what --against names, each once, with the tags of a pattern from the
// oldest version to the newest.
func (o *options) references(ctx context.Context) ([]reference, error) {
	var list []reference
	add := func(r reference) {
		if !slices.ContainsFunc(list, func(one reference) bool { return one.name == r.name }) {
			list = append(list, r)
		}
	}
	for _, name := range o.against {
		if name == "" {
			return nil, console.Usage("mediamesh breaking --against git#branch=main", "--against is empty")
		}
		if !strings.HasPrefix(strings.TrimPrefix(name, "."), gitPrefix) {
			add(reference{name: name})
			continue
		}
		ref, err := parseGitRef(name)
		if err != nil {
			return nil, console.Usage("use --against git#tag=NAME, git#tags=PATTERN, git#branch=NAME or git#commit=ID, with ,path=DIR if it was elsewhere", "--against: %w", err)
		}
		if ref.sort != "tags" {
			add(reference{name: ref.String(), git: &ref})
			continue
		}
		tags, err := o.tags(ctx, ref.name)
		if err != nil {
			return nil, err
		}
		for _, tag := range tags {
			one := gitRef{sort: "tag", name: tag, path: ref.path, of: ref.name}
			add(reference{name: one.String(), git: &one})
		}
	}
	return list, nil
}

// tags lists the tags of the contract's repository that match a pattern. If there are none,
// that is an error: otherwise the check would pass without comparing anything.
func (o *options) tags(ctx context.Context, pattern string) ([]string, error) {
	repo, err := gitrepo.Find(ctx, o.contract)
	if err != nil {
		return nil, err
	}
	out, err := repo.Run(ctx, nil, "for-each-ref", "--sort=version:refname", "--format=%(refname:strip=2)", "refs/tags")
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, console.Failed(fmt.Errorf("the tags of the repository of %s cannot be listed: %w", o.contract, err), "use a folder: --against DIR")
	}
	var list []string
	for _, tag := range strings.Fields(string(out)) { // a tag's name has no spaces
		if ok, _ := path.Match(pattern, tag); ok { // parseGitRef has checked the pattern
			list = append(list, tag)
		}
	}
	if len(list) == 0 {
		return nil, console.Failed(fmt.Errorf("the repository of %s has no tag that matches %q", o.contract, pattern), "fetch them: git fetch --tags origin; before the first release, compare with a branch: --against git#branch=main")
	}
	return list, nil
}
