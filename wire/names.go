package wire

// names finds repeated names in one object. Those of the objects around it lie
// below it in r.names, as on a stack.
type names struct {
	base int
	many map[string]struct{} // used instead once there are too many to compare one by one
}

const fewNames = 16

func (r *Reader) newNames() names { return names{base: len(r.names)} }

// add records a fault if the name is there already.
func (n *names) add(r *Reader, name string) {
	if n.has(r, name) {
		r.Repeated(name)
	} else if n.many != nil {
		n.many[name] = struct{}{}
	} else {
		r.names = append(r.names, name)
	}
}

func (n *names) has(r *Reader, name string) bool {
	if n.many == nil && len(r.names)-n.base >= fewNames {
		n.many = make(map[string]struct{}, 4*fewNames)
		for _, known := range r.names[n.base:] {
			n.many[known] = struct{}{}
		}
	}
	if n.many != nil {
		_, ok := n.many[name]
		return ok
	}
	for _, known := range r.names[n.base:] {
		if known == name {
			return true
		}
	}
	return false
}

// end forgets the object's names.
func (n *names) end(r *Reader) {
	clear(r.names[n.base:])
	r.names = r.names[:n.base]
}
