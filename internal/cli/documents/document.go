// Package documents takes a stream of JSON apart into documents: one a line,
// the elements of an array, one after the other, pretty-printed or not. It
// looks at brackets, quotes, commas and colons only, holds one document at a
// time, and finds its way again after a broken one.
package documents

import "github.com/mediamesh/events/wire"

// A Document is one value of a stream, sound or not.
type Document struct {
	// Data is the document's text, without the white space around it. It is
	// valid until the next call of Next. Of a document that is larger than an
	// event may be it is the beginning.
	Data []byte
	// Line is the line that the document begins in, from 1.
	Line int
	// Offset is where it begins, in bytes.
	Offset int64
	// Size is its size in bytes: that of Data, or more than wire.MaxSize.
	Size int64
	// Fault says what is wrong between documents, "" for a document. Then Data
	// is empty.
	Fault string
}

// TooLarge tells that the document is larger than an event may be.
func (d *Document) TooLarge() bool { return d.Size > wire.MaxSize }
