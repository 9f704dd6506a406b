package documents

import (
	"io"

	"github.com/mediamesh/events/wire"
)

const (
	chunk     = 64 << 10
	maxBuffer = wire.MaxSize + 2*chunk
	prefix    = chunk // kept of a document that is too large
)

// A buffer holds a window of a stream. Offsets are those of the stream.
type buffer struct {
	src  io.Reader
	wait func() // called before src is read
	err  error  // of src
	data []byte
	base int64 // offset of data[0]
}

// bytes is what lies between two offsets.
func (b *buffer) bytes(from, to int64) []byte { return b.data[from-b.base : to-b.base] }

// end is the offset behind what is buffered.
func (b *buffer) end() int64 { return b.base + int64(len(b.data)) }

// fill reads on, keeping what lies at keep and after it. It returns false at
// the end.
func (b *buffer) fill(keep int64) bool {
	if b.err != nil {
		return false
	}
	n := copy(b.data, b.data[keep-b.base:])
	b.data, b.base = b.data[:n], keep
	if cap(b.data)-n < chunk {
		larger := make([]byte, n, min(max(2*cap(b.data), 2*chunk), maxBuffer))
		copy(larger, b.data)
		b.data = larger
	}
	b.wait()
	for empty := 0; ; empty++ {
		read, err := b.src.Read(b.data[n:cap(b.data)])
		b.data, b.err = b.data[:n+read], err
		if read > 0 {
			return true
		}
		if err == nil && empty == 100 {
			b.err = io.ErrNoProgress
		}
		if b.err != nil {
			return false
		}
	}
}
