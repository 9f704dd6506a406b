package sample

// tree is a JSON value that parts can be changed of: members keep their order,
// scalars their text.
type tree struct {
	text    string // of a scalar; "{" and "[" for the others
	members []member
	items   []*tree
}

type member struct {
	name  string
	value *tree
}

func scalar(text string) *tree { return &tree{text: text} }

func text(s string) *tree { return scalar(string(appendText(nil, s))) }

func (t *tree) set(name string, value *tree) { t.members = append(t.members, member{name, value}) }

// append writes the value as JSON.stringify does.
func (t *tree) append(dst []byte) []byte {
	dst = append(dst, t.text...)
	switch t.text {
	case "{":
		for _, m := range t.members {
			dst = m.value.append(appendName(dst, m.name))
		}
		dst = append(dst, '}')
	case "[":
		for i, item := range t.items {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = item.append(dst)
		}
		dst = append(dst, ']')
	}
	return dst
}
