package documents

import "io"

// document is the state of the document being scanned.
type document struct {
	place
	large  bool    // only its beginning is kept
	broken bool    // it is not JSON; its end is guessed
	starts []place // lines in it where another document might begin
	structure
}

// scan reads the document that begins at the current position.
func (r *Reader) scan() (Document, error) {
	r.doc = document{
		place:     place{r.at, r.line, r.at - r.lineStart},
		starts:    r.doc.starts[:0],
		structure: structure{kinds: r.doc.kinds[:0], want: aValue},
	}
	r.blank = false
	if c := r.peek(); c != '{' && c != '[' {
		return r.scalar()
	}
	for {
		if r.tooLarge() {
			if len(r.doc.starts) > 0 {
				return r.breakUp(), nil
			}
			r.keepBeginning()
		}
		if r.at == r.end() && !r.fill(r.keepFrom()) {
			return r.unfinished()
		}
		c := r.peek()
		first := r.blank && !isSpace(c)
		if first {
			r.blank = false
			if r.atBound() || r.atStart(c) {
				return r.broke(r.at), nil
			}
		}
		if c == '\n' {
			if r.doc.quoted && !r.doc.broken {
				if len(r.doc.starts) > 0 {
					return r.breakUp(), nil
				}
				r.doc.broken = true
			}
			r.doc.quoted, r.doc.escaped = false, false
			r.newline()
			continue
		}
		if r.doc.quoted {
			r.inString()
			continue
		}
		fits := r.doc.accept(c)
		if !fits && !r.doc.broken {
			if len(r.doc.starts) > 0 {
				return r.breakUp(), nil
			}
			r.doc.broken = true
			if first && r.atStart(c) {
				return r.broke(r.at), nil
			}
		}
		r.at++
		if r.doc.depth <= 0 && (!r.doc.broken || r.array != outside) {
			if r.doc.broken {
				return r.broke(r.at), nil
			}
			r.array = afterItem(r.array)
			return r.finish(r.at), nil
		}
	}
}

// atStart looks at the first byte of a line inside the document, and reports whether
// another document begins there; the line must not be indented more deeply. If the current
// document is malformed, any byte begins another, except the brackets that close this one.
// If it is too large to be an event, a brace does. Otherwise a brace may, if the current
// document later turns out to be malformed.
func (r *Reader) atStart(c byte) bool {
	indent := r.at - r.lineStart
	switch {
	case indent > r.doc.indent:
		return false
	case r.doc.broken:
		closing := c == '}' || c == ',' || c == ']' && r.array == outside
		return !closing
	case c == '{' && r.doc.large:
		return true
	case c == '{':
		r.doc.starts = append(r.doc.starts, place{r.at, r.line, indent})
	}
	return false
}

// inString continues to the end of the string, of the line, or of the buffer.
func (r *Reader) inString() {
	data := r.data[r.at-r.base:]
	i := 0
	if r.doc.escaped {
		r.doc.escaped = false
		i++ // it is not a line end
	}
	for i < len(data) && !endsRun[data[i]] {
		i++
	}
	if i < len(data) && data[i] != '\n' {
		r.doc.quoted = data[i] != '"'
		r.doc.escaped = data[i] == '\\'
		i++
	}
	r.at += int64(i)
}

// scalar reads a value that is neither an object nor an array, and so not an event: to the
// end of the line or of the array's element.
func (r *Reader) scalar() (Document, error) {
	for {
		if r.tooLarge() {
			r.keepBeginning()
		}
		if r.at == r.end() && !r.fill(r.keepFrom()) {
			return r.unfinished()
		}
		c := r.peek()
		switch {
		case c == '\n' && r.doc.quoted:
			return r.broke(r.at), nil
		case r.doc.quoted:
			r.inString()
			continue
		case c == '\n', r.array != outside && (c == ',' || c == ']'):
			r.array = afterItem(r.array)
			return r.finish(r.at), nil
		}
		r.doc.quoted = c == '"' && r.array != outside
		r.at++
	}
}

// unfinished ends the last document of a stream that is cut off.
func (r *Reader) unfinished() (Document, error) {
	if r.err != io.EOF {
		return Document{}, r.err
	}
	if len(r.doc.starts) > 0 {
		return r.breakUp(), nil
	}
	return r.broke(r.at), nil
}

// broke ends a malformed document.
func (r *Reader) broke(end int64) Document {
	if r.array != outside {
		r.array = lost
	}
	return r.finish(end)
}

// keepFrom is the offset from which the text is still needed.
func (r *Reader) keepFrom() int64 {
	if r.doc.large {
		return r.at
	}
	return r.doc.offset
}

func afterItem(s arrayState) arrayState {
	if s == outside || s == lost {
		return s
	}
	return wantComma
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// endsRun has the bytes that are special within a string.
var endsRun = [256]bool{'"': true, '\\': true, '\n': true}
