// Package documents splits a stream of JSON into documents: one per line, the elements of
// an array, or one after the other, pretty-printed or not. It looks only at brackets,
// quotes, commas and colons, holds one document at a time, and resynchronizes after a
// malformed one.
package documents

import "github.com/mediamesh/events/wire"

// A Document is one value of a stream, well-formed or not.
type Document struct {
	// Data is the document's text, without surrounding white space. It is valid until the
	// next call of Next. If the document is larger than an event may be, it is only the
	// beginning.
	Data []byte
	// Line is the line in which the document begins, from 1.
	Line int
	// Offset is where it begins, in bytes.
	Offset int64
	// Size is its size in bytes: the length of Data, or more than wire.MaxSize.
	Size int64
	// Fault describes what is wrong between documents, "" for a document. If it is set,
	// Data is empty.
	Fault string
}

// TooLarge reports whether the document is larger than an event may be.
func (d *Document) TooLarge() bool { return d.Size > wire.MaxSize }
