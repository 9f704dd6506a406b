package decompress

import (
	"bytes"
	"errors"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/pierrec/lz4/v4"
)

// gzipReader reads gzip as Java does, and so as Kafka does before it accepts a batch: all members
// in sequence, ignoring bytes after the last.
type gzipReader struct {
	*gzip.Reader
	src *bytes.Reader
}

func newGzipReader(z *gzip.Reader, src []byte) (*gzipReader, error) {
	g := &gzipReader{z, bytes.NewReader(src)}
	return g, g.member()
}

func (g *gzipReader) member() error {
	if err := g.Reset(g.src); err != nil {
		return err
	}
	g.Multistream(false)
	return nil
}

func (g *gzipReader) Read(p []byte) (int, error) {
	n, err := g.Reader.Read(p)
	for err == io.EOF && n == 0 && g.member() == nil { // members may be empty
		n, err = g.Reader.Read(p)
	}
	if err == io.EOF && n > 0 {
		err = nil // the next Read returns io.EOF
	}
	return n, err
}

// lz4Reader reads LZ4 as Kafka does, which ignores the content checksum.
type lz4Reader struct{ *lz4.Reader }

func (l lz4Reader) Read(p []byte) (int, error) {
	n, err := l.Reader.Read(p)
	if errors.Is(err, lz4.ErrInvalidFrameChecksum) {
		err = io.EOF
	}
	return n, err
}
