package contract

import (
	"path"
	"slices"
	"strings"
)

// asyncAPITarget reads where the AsyncAPI document goes, if one is wanted.
func (r *reader) asyncAPITarget(root *node) {
	n := root.get("asyncapi")
	if n == nil || !r.mapping(n, "asyncapi", "file", "version") {
		return
	}
	target := &AsyncAPITarget{
		Pos:     n.at("file"),
		File:    r.documentFile(n, "asyncapi", ".yaml", ".yml"),
		Version: r.text(n, "version"),
	}
	if target.Version == "" {
		target.Version = "1.0.0"
	}
	if !npmVersion.MatchString(target.Version) { // the rule of semantic versions is the same
		r.add(n.get("version").pos, "name", "%q is not a version of a document; want MAJOR.MINOR.PATCH such as 1.0.0", target.Version)
	}
	r.contract.AsyncAPI = target
}

// markdownTarget reads where the catalog for people goes, if one is wanted.
func (r *reader) markdownTarget(root *node) {
	n := root.get("markdown")
	if n == nil || !r.mapping(n, "markdown", "file") {
		return
	}
	r.contract.Markdown = &MarkdownTarget{Pos: n.at("file"), File: r.documentFile(n, "markdown", ".md")}
}

// documentFile reads the name of one generated file. Its ending says what it
// is, to editors and to the search for orphans.
func (r *reader) documentFile(n *node, target string, endings ...string) string {
	file := r.require(n, target, "file")
	if file == "" {
		return ""
	}
	pos := n.get("file").pos
	if !slices.Contains(endings, path.Ext(file)) {
		r.add(pos, "name", "%s: the file %q does not end in %s", target, file, strings.Join(endings, " or "))
		return ""
	}
	if path.Ext(file) != ".md" && !strings.HasPrefix(path.Clean(file), "../") {
		// Every YAML file in there is read as a part of the contract.
		r.add(pos, "name", "%s: the file %q would lie in the contract; put it elsewhere, such as ../docs/%s", target, file, path.Base(file))
		return ""
	}
	return file
}
