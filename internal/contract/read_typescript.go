package contract

import "regexp"

// npmName is a package's name with or without a scope, as npm takes it.
var npmName = regexp.MustCompile(`^(@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*$`)

var npmVersion = regexp.MustCompile(`^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-[0-9A-Za-z.-]+)?$`)

// typeScriptTarget reads where the npm package goes, if one is wanted.
func (r *reader) typeScriptTarget(root *node) {
	n := root.get("typescript")
	if n == nil || !r.mapping(n, "typescript", "dir", "package", "version", "license") {
		return
	}
	target := &TypeScriptTarget{
		Pos:     n.at("dir"),
		Dir:     r.require(n, "typescript", "dir"),
		Package: r.require(n, "typescript", "package"),
		Version: r.text(n, "version"),
		License: r.text(n, "license"),
	}
	if target.Version == "" {
		target.Version = "1.0.0"
	}
	if target.Package != "" && !npmName.MatchString(target.Package) {
		r.add(n.get("package").pos, "name", "%q is not a name of an npm package; use lower-case letters, such as @mediamesh/events", target.Package)
	}
	if !npmVersion.MatchString(target.Version) {
		r.add(n.get("version").pos, "name", "%q is not a version of an npm package; want MAJOR.MINOR.PATCH such as 1.0.0", target.Version)
	}
	r.contract.TypeScript = target
}
