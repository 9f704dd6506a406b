package judge

import "strings"

// longest is how much this module keeps of a name of the sender's own. The
// others keep all of it, and are cut for the comparison.
const longest = 128

// pointer is the JSON Pointer of a path.
func pointer(path []string) string {
	var b strings.Builder
	for _, name := range path {
		b.WriteByte('/')
		b.WriteString(token(name))
	}
	return b.String()
}

func token(name string) string {
	if len(name) > longest {
		name = strings.ToValidUTF8(name[:longest], "") + "…"
	}
	return strings.ReplaceAll(strings.ReplaceAll(name, "~", "~0"), "/", "~1")
}

// shortened is a whole pointer with its names cut.
func shortened(whole string) string {
	if len(whole) <= longest {
		return whole
	}
	path := strings.Split(whole, "/")[1:]
	for i, name := range path {
		path[i] = strings.ReplaceAll(strings.ReplaceAll(name, "~1", "/"), "~0", "~")
	}
	return pointer(path)
}
