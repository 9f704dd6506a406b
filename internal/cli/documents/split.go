package documents

// breakUp is called for a malformed document in which lines begin like documents: it is in
// fact several, the first of which was never closed. It returns the first and goes back to
// the second. None of them extends beyond the start of the next, so going back once is
// enough.
func (r *Reader) breakUp() Document {
	starts := r.doc.starts
	first := r.broke(starts[0].offset)
	r.bounds = append(r.bounds[:0], starts[1:]...)
	r.goTo(starts[0])
	return first
}

// goTo goes back to a position at the beginning of a line.
func (r *Reader) goTo(p place) {
	r.at, r.line, r.lineStart, r.blank = p.offset, p.line, p.offset-p.indent, true
}

// atBound reports whether the document must end here.
func (r *Reader) atBound() bool {
	for len(r.bounds) > 0 && r.bounds[0].offset < r.at {
		r.bounds = r.bounds[1:]
	}
	return len(r.bounds) > 0 && r.bounds[0].offset == r.at
}
