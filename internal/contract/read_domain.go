package contract

import (
	"cmp"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// readEvents reads the events of a domain: those that the catalog lists, in its
// order, and then the other files of the folder. So a new event needs no more
// than its file.
func (r *reader) readEvents(d *Domain, n *node) {
	stems := r.listedStems(d, n)
	for _, stem := range r.foundStems(d) {
		if !slices.Contains(stems, stem) {
			stems = append(stems, stem)
		}
	}
	if len(stems) == 0 && n.get("events") == nil {
		r.add(n.pos, "file", "the domain %q has no events; write one as %s/NAME.yaml", d.Name, d.Name)
	}
	for _, stem := range stems {
		if e := r.event(d, stem, path.Join(d.Name, stem+".yaml")); e != nil {
			d.Events = append(d.Events, e)
		}
	}
}

// listedStems are the files that the catalog lists, without .yaml.
func (r *reader) listedStems(d *Domain, n *node) []string {
	events := n.get("events")
	if events == nil {
		return nil
	}
	if events.kind != sequenceNode {
		r.add(events.pos, "keyword", "events of the domain %q is a list of its files, without .yaml, not %s", d.Name, events.what())
		return nil
	}
	var stems []string
	for _, item := range events.items {
		if !item.is("str") || !fileStem.MatchString(item.text) {
			r.add(item.pos, "name", `an event is listed by its file without .yaml, such as user-created or user-created.v2, not %s`, item.what())
			continue
		}
		if slices.Contains(stems, item.text) {
			r.add(item.pos, "duplicate", "%q is listed twice; keep one", item.text)
			continue
		}
		if name := path.Join(d.Name, item.text+".yaml"); !r.exists(name) {
			r.add(item.pos, "file", "%s is listed and missing; write it, or take it off the list", name)
			continue
		}
		stems = append(stems, item.text)
	}
	return stems
}

func (r *reader) exists(name string) bool {
	_, err := fs.Stat(r.fsys, name)
	return !errors.Is(err, fs.ErrNotExist) // what cannot be read says so itself
}

// foundStems are the files of a domain's folder, by name and then by major.
func (r *reader) foundStems(d *Domain) []string {
	files, err := fs.ReadDir(r.fsys, d.Name)
	if err != nil {
		return nil // then strayFiles says so, or there is no folder
	}
	var stems []string
	for _, f := range files {
		stem, isYAML := strings.CutSuffix(f.Name(), ".yaml")
		if isYAML && !f.IsDir() && fileStem.MatchString(stem) {
			stems = append(stems, stem)
		}
	}
	slices.SortFunc(stems, func(a, b string) int {
		aBase, aMajor := splitStem(a)
		bBase, bMajor := splitStem(b)
		return cmp.Or(cmp.Compare(aBase, bBase), cmp.Compare(aMajor, bMajor))
	})
	return stems
}
