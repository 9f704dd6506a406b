package documents

// breakUp is called when a document turns out to be broken in which lines
// begin as documents do: it is several, the first of which was never closed.
// It returns the first; the others follow by nextPart.
func (r *Reader) breakUp() Document {
	r.split = append(r.split[:0], r.doc.starts...)
	return r.broke(r.split[0].offset)
}

// nextPart returns the next part of a document that was broken up. The last
// part is where scanning goes on, since its end has not been seen.
func (r *Reader) nextPart() (Document, bool) {
	start := r.split[0]
	r.split = r.split[1:]
	if len(r.split) > 0 {
		r.doc = document{place: start, starts: r.doc.starts, structure: r.doc.structure}
		return r.finish(r.split[0].offset), true
	}
	r.at, r.line, r.lineStart, r.blank = start.offset, start.line, start.offset-start.indent, true
	return Document{}, false
}
