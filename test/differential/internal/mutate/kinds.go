package mutate

// A kind is a way to change a document. It is false where the document has no
// place for it, and then has changed nothing.
type kind struct {
	name   string
	weight int
	apply  func(d *draft) bool
}

// sound are the kinds that leave a document sound JSON, so that the schemas
// have a say.
var sound = []kind{
	{"drop", 6, drop},
	{"null", 4, null},
	{"retype", 8, retype},
	{"rename", 5, rename},
	{"supply", 8, supply},
	{"unknown", 8, unknown},
	{"reorder", 4, reorder},
	{"transplant", 5, transplant},
	{"item", 4, item},
	{"length", 14, length},
	{"number", 10, number},
	{"spelling", 6, spelling},
	{"unicode", 8, unicodeText},
	{"escape", 8, escape},
	{"format", 14, format},
	{"enum", 6, enum},
	{"identity", 6, identity},
	{"nest", 3, nest},
	{"wide", 2, wide},
	{"space", 4, space},
}

// unsound are those that a reader of JSON refuses, or this module by its
// limits.
var unsound = []kind{
	{"repeat", 8, repeat},
	{"surrogate", 6, surrogate},
	{"literal", 8, literal},
	{"control", 4, control},
	{"bytes", 16, damageBytes},
	{"cut", 4, cut},
	{"deep", 4, deep},
	{"large", 0, large}, // see mutate
}

// mutate changes the draft in a few places.
func (d *draft) mutate() {
	if d.oneIn(20) {
		return // it is to be valid
	}
	if d.oneIn(7) {
		d.apply(unsound)
	} else if d.oneIn(2000) && large(d) { // each costs as much as a hundred others
		d.kinds = append(d.kinds, "large")
	}
	for more := true; more || len(d.kinds) == 0; more = d.oneIn(2) {
		d.apply(sound)
	}
}

// apply applies one of the kinds.
func (d *draft) apply(kinds []kind) {
	total := 0
	for _, k := range kinds {
		total += k.weight
	}
	n := d.below(total)
	for _, k := range kinds {
		if n -= k.weight; n < 0 {
			if k.apply(d) {
				d.kinds = append(d.kinds, k.name)
			}
			return
		}
	}
}

// Kinds are the names of all kinds, in the order of a report.
func Kinds() []string {
	var names []string
	for _, list := range [][]kind{sound, unsound} {
		for _, k := range list {
			names = append(names, k.name)
		}
	}
	return names
}
