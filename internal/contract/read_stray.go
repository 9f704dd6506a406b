package contract

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// strayFiles finds files that nothing reads, so that no event is silently missing from the
// catalog.
func (r *reader) strayFiles() {
	read := map[string]bool{catalogFile: true}
	for _, p := range r.readFiles() {
		read[p] = true
	}
	err := fs.WalkDir(r.fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			r.add(Pos{File: name, Line: 1}, "file", "cannot be read: %v", err)
			return nil
		}
		if entry.IsDir() || read[name] {
			return nil
		}
		pos := Pos{File: name, Line: 1}
		switch path.Ext(name) {
		case ".yml":
			r.add(pos, "file", "contract files end in .yaml; rename it")
		case ".yaml":
			r.add(pos, "file", "%s", r.strayReason(name))
		}
		return nil
	})
	if err != nil {
		r.add(Pos{File: catalogFile, Line: 1}, "file", "the folder cannot be listed: %v", err)
	}
}

func (r *reader) strayReason(name string) string {
	dir, _ := path.Split(name)
	dir = strings.TrimSuffix(dir, "/")
	for _, d := range r.contract.Domains {
		if d.Name == dir {
			return "its name is not that of an event; use lower-case letters, digits and dashes, such as user-created.yaml or user-created.v2.yaml"
		}
	}
	if domainName.MatchString(dir) && !slices.Contains(reservedDomains, dir) {
		return "in a folder that is not a domain; add " + dir + " to the domains of " + catalogFile + ", or move it"
	}
	return "neither " + catalogFile + ", nor a type in " + typesFolder + "/, nor in the folder of a domain; move it"
}

// readFiles is every event's file, and every type's.
func (r *reader) readFiles() []string {
	var all []string
	for name := range r.types {
		all = append(all, path.Join(typesFolder, name+".yaml"))
	}
	all = append(all, r.eventFiles...)
	slices.Sort(all)
	return all
}
