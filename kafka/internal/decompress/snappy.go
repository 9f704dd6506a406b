package decompress

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"

	"github.com/klauspost/compress/s2"
	"github.com/twmb/franz-go/pkg/kgo"
)

// framed is the prefix of snappy as Java's producer writes it: a header of 16 bytes, then blocks
// with their lengths. Other producers write a single block.
var framed = []byte{130, 83, 78, 65, 80, 80, 89, 0}

var errFrames = errors.New("snappy: damaged frames")

func snappyReader(src []byte) (io.Reader, error) {
	if len(src) > 16 && bytes.HasPrefix(src, framed) {
		return &frames{left: src[16:]}, nil
	}
	block, err := snappyBlock(src)
	return bytes.NewReader(block), err
}

// snappyBlock decompresses a block. Its length is known in advance.
func snappyBlock(src []byte) ([]byte, error) {
	n, err := s2.DecodedLen(src)
	if err != nil {
		return nil, err
	}
	if n > MaxBatch {
		return nil, kgo.ErrMaxDecompress
	}
	return s2.Decode(nil, src)
}

// frames reads blocks one by one.
type frames struct {
	left  []byte
	block []byte
}

func (f *frames) Read(p []byte) (int, error) {
	for len(f.block) == 0 {
		if len(f.left) == 0 {
			return 0, io.EOF
		}
		if len(f.left) < 4 {
			return 0, errFrames
		}
		n := int64(binary.BigEndian.Uint32(f.left))
		if f.left = f.left[4:]; n > int64(len(f.left)) {
			return 0, errFrames
		}
		var err error
		if f.block, err = snappyBlock(f.left[:n]); err != nil {
			return 0, err
		}
		f.left = f.left[n:]
	}
	n := copy(p, f.block)
	f.block = f.block[n:]
	return n, nil
}
