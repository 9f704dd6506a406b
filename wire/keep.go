package wire

import "unsafe"

// view returns the bytes as a string without copying. This is the only unsafe code: the
// bytes must not change while the string is used. A reader uses it from Open to Close and
// returns only copies, unless its settings say Alias. It also uses it for the part of its
// own buffer that it has just filled.
func view(data []byte) string { return unsafe.String(unsafe.SliceData(data), len(data)) }

// Lenient reports whether values that violate rules are to be returned; see [Settings].
func (r *Reader) Lenient() bool { return r.lenient }

// unwanted reports whether a list or map with violations since m can be discarded.
func (r *Reader) unwanted(m Mark) bool { return r.since(m) && !r.lenient }

// keep returns a part of the document in a form that the event may hold.
func (r *Reader) keep(s string) string {
	if r.alias {
		return s
	}
	return r.copied(s)
}

// copied returns a copy of s for the event. The copies of one event share one buffer, which
// is smaller than the document since it lacks names and punctuation: most of the cost of an
// event is what it allocates.
func (r *Reader) copied(s string) string {
	if s == "" {
		return ""
	}
	if cap(r.kept)-len(r.kept) < len(s) {
		// Growing would copy the contents, so start a new buffer.
		r.before += len(r.kept)
		r.kept = make([]byte, 0, max(len(s), r.room()))
	}
	start := len(r.kept)
	r.kept = append(r.kept, s...)
	return view(r.kept[start:])
}

// room estimates how many bytes the strings of a document will take, from what the reader
// has read before.
func (r *Reader) room() int {
	if r.share == 0 {
		return len(r.s)/2 + wordSlack
	}
	return len(r.s)*r.share>>shareBits + wordSlack
}

const (
	shareBits = 10
	wordSlack = 8 // whole words are written for the last string
)

// learn records the share of the document that was kept: at once if it was larger than
// expected, which costs a second buffer, else gradually.
func (r *Reader) learn() {
	if r.kept == nil {
		return
	}
	share := (r.before+len(r.kept))<<shareBits/len(r.s) + 1
	if share < r.share {
		share = r.share - (r.share-share+7)/8
	}
	r.share = share
}
