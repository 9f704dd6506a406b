package documents

import (
	"bytes"
	"fmt"
	"io"

	"github.com/mediamesh/events/wire"
)

// A Reader reads the documents of a stream.
type Reader struct {
	buffer
	at        int64 // offset of the next byte
	line      int   // of the next byte
	lineStart int64 // offset of that line
	blank     bool  // nothing but white space on that line so far
	array     arrayState
	arrayLine int // that the array begins in

	doc    document
	bounds []place // where split documents end; see breakUp
	kept   []byte  // the beginning of a document that is too large
}

type arrayState int

const (
	outside   arrayState = iota
	wantFirst            // after [
	wantItem             // after a comma
	wantComma            // after an element
	lost                 // after a malformed element: anything may follow
)

// A place is a position where a document may begin.
type place struct {
	offset int64
	line   int
	indent int64 // bytes between the line's start and the document
}

// NewReader returns a reader of src. It calls wait, if not nil, before each read of src,
// which may block.
func NewReader(src io.Reader, wait func()) *Reader {
	if wait == nil {
		wait = func() {}
	}
	return &Reader{buffer: buffer{src: src, wait: wait}, line: 1, blank: true}
}

// Next returns the next document. The error is io.EOF at the end of the stream, or a read
// error.
func (r *Reader) Next() (Document, error) {
	found, fault := r.seek()
	switch {
	case fault.Fault != "":
		return fault, nil
	case found:
		return r.scan()
	case r.err != io.EOF:
		return Document{}, r.err
	case r.array != outside:
		r.array = outside
		return r.fault("must close the array that begins in line %d", r.arrayLine), nil
	}
	return Document{}, io.EOF
}

// more reports whether there is a next byte. It reads more of the stream if necessary.
func (r *Reader) more(keep int64) bool { return r.at < r.end() || r.fill(keep) }

// peek is the next byte, after more has returned true.
func (r *Reader) peek() byte { return r.data[r.at-r.base] }

// newline skips a line's end.
func (r *Reader) newline() {
	r.at++
	r.line++
	r.lineStart = r.at
	r.blank = true
}

// seek skips to the beginning of the next document. It reports misplaced commas and
// brackets of an array.
func (r *Reader) seek() (found bool, fault Document) {
	for r.more(r.at) {
		c := r.peek()
		switch {
		case c == '\n':
			r.newline()
			continue
		case c == ' ' || c == '\t' || c == '\r':
			r.at++
			continue
		case r.at == 0 && r.skipMark():
			continue
		case c == '[' && r.array == outside:
			r.array, r.arrayLine = wantFirst, r.line
		case c == ',' && r.array != outside:
			if r.array == wantFirst || r.array == wantItem {
				fault = r.fault("must have an element before the comma")
			}
			r.array = wantItem
		case c == ']' && r.array != outside:
			if r.array == wantItem {
				fault = r.fault("must have an element after the comma")
			}
			r.array = outside
		case r.array == wantComma:
			r.array = lost
			return false, r.fault("must have a comma between two elements of the array")
		default:
			return true, fault
		}
		r.at++
		r.blank = false
		if fault.Fault != "" {
			return false, fault
		}
	}
	return false, fault
}

// skipMark skips the byte order mark that some editors write at the start of a file.
func (r *Reader) skipMark() bool {
	const mark = "\xef\xbb\xbf"
	for r.end() < int64(len(mark)) && r.fill(0) {
	}
	if !bytes.HasPrefix(r.data, []byte(mark)) {
		return false
	}
	r.at = int64(len(mark))
	r.lineStart = r.at
	return true
}

func (r *Reader) fault(format string, args ...any) Document {
	return Document{Line: r.line, Offset: r.at, Fault: fmt.Sprintf(format, args...)}
}

// finish ends the document before the given offset.
func (r *Reader) finish(end int64) Document {
	d := Document{Line: r.doc.line, Offset: r.doc.offset, Size: end - r.doc.offset}
	if r.doc.large {
		d.Data = r.kept
		return d
	}
	d.Data = bytes.TrimRight(r.bytes(r.doc.offset, end), " \t\r\n")
	d.Size = int64(len(d.Data))
	return d
}

// keepBeginning discards the document's text except its beginning.
func (r *Reader) keepBeginning() {
	r.doc.large = true
	r.kept = append(r.kept[:0], r.bytes(r.doc.offset, r.doc.offset+prefix)...)
}

// tooLarge reports whether the document is larger than an event may be. Trailing white
// space does not count; there is at most a chunk of it.
func (r *Reader) tooLarge() bool { return !r.doc.large && r.at-r.doc.offset > wire.MaxSize }
