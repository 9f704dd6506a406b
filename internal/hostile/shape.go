package hostile

import "slices"

// A Shape is one way for a document to be hostile.
type Shape struct {
	Name    string
	Why     string // what it might cost
	Size    int    // of the document in bytes, roughly
	Verdict Verdict
	make    func(n int) string // n is the size
}

const (
	kib = 1 << 10
	mib = 1 << 20
)

// Document makes the document, the same each time.
func (s Shape) Document() []byte { return []byte(s.make(s.Size)) }

// Shapes returns all shapes.
func Shapes() []Shape {
	return slices.Concat(deep, wide, texts, names, numbers, rules, unsound, envelopes)
}
