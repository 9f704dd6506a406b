package wire

import "unsafe"

// view returns the bytes as a string, without a copy. It is the one place that
// is unsafe: while the string is used, the bytes must not change. A reader uses
// it from Open to Close, and hands out copies only, unless its settings say
// Alias; and of the part of its own buffer that it has just filled.
func view(data []byte) string { return unsafe.String(unsafe.SliceData(data), len(data)) }

// Lenient tells that what breaks rules is wanted; see [Settings].
func (r *Reader) Lenient() bool { return r.lenient }

// unwanted tells that nobody will have a list or map in which something was
// found since m.
func (r *Reader) unwanted(m Mark) bool { return r.since(m) && !r.lenient }

// keep returns a part of the document as the event may hold it.
func (r *Reader) keep(s string) string {
	if r.alias {
		return s
	}
	return r.copied(s)
}

// copied returns a copy of s, for the event. The copies of one event share one
// buffer, which is smaller than the document by its names and punctuation: what
// an event costs is, above all, what it allocates.
func (r *Reader) copied(s string) string {
	if s == "" {
		return ""
	}
	if cap(r.kept)-len(r.kept) < len(s) {
		// Growing would copy what is there, so begin anew.
		r.before += len(r.kept)
		r.kept = make([]byte, 0, max(len(s), r.room()))
	}
	start := len(r.kept)
	r.kept = append(r.kept, s...)
	return view(r.kept[start:])
}

// room is how many bytes the strings of a document will take, as far as those
// that the reader has read before tell.
func (r *Reader) room() int {
	if r.share == 0 {
		return len(r.s)/2 + wordSlack
	}
	return len(r.s)*r.share>>shareBits + wordSlack
}

const (
	shareBits = 10
	wordSlack = 8 // of the last string, whole words are written
)

// learn remembers which share of the document was kept: at once if it was
// more than expected, which costs a second buffer, else little by little.
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
