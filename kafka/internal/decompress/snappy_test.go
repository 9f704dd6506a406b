package decompress

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
	"testing"

	"github.com/klauspost/compress/s2"
	"github.com/twmb/franz-go/pkg/kgo"
)

// inFrames writes blocks as Java's producer does: a header, then each block with its length.
func inFrames(blocks ...[]byte) []byte {
	out := append(bytes.Clone(framed), 0, 0, 0, 1, 0, 0, 0, 1) // the version, and the oldest compatible version
	for _, b := range blocks {
		block := s2.EncodeSnappy(nil, b)
		out = append(binary.BigEndian.AppendUint32(out, uint32(len(block))), block...)
	}
	return out
}

func TestDecompressor_ReadsSnappyFrames(t *testing.T) {
	d := New(64 << 20)
	small := bytes.Repeat(record([]byte("k"), []byte("value"), 1), 10)
	large := bytes.Repeat(record([]byte("k"), make([]byte, MaxRecord/2), 1), 3)
	for _, c := range []struct {
		name   string
		blocks [][]byte
	}{
		{"one block", [][]byte{small}},
		{"record in two blocks", [][]byte{small[:5], small[5:]}},
		{"empty blocks", [][]byte{{}, small, {}, {}, small, {}}},
		{"more than a record's limit", slices.Collect(slices.Chunk(large, 32<<10))},
		{"one large block", [][]byte{large}},
	} {
		want := bytes.Join(c.blocks, nil)
		if got, err := d.Decompress(inFrames(c.blocks...), kgo.CodecSnappy); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %d bytes, want %d; %v", c.name, len(got), len(want), err)
		}
	}
}

func TestDecompressor_ReportsDamagedSnappyFrames(t *testing.T) {
	d := New(64 << 20)
	one := inFrames(record([]byte("k"), []byte("value"), 1))
	for _, c := range []struct {
		name string
		src  []byte
		want error
	}{
		{"length of one byte", append(bytes.Clone(one), 0), errFrames},
		{"length of three bytes", append(bytes.Clone(one), 0, 0, 0), errFrames},
		{"block without its last byte", one[:len(one)-1], errFrames},
		{"block that is missing", append(bytes.Clone(one), 0, 0, 0, 1), errFrames},
		{"block of 4 GiB", append(bytes.Clone(one), 0xff, 0xff, 0xff, 0xff), errFrames},
		{"block that is no snappy", append(bytes.Clone(one), 0, 0, 0, 2, 9, 0xff), s2.ErrCorrupt},
		{"block larger than a batch", append(bytes.Clone(one), 0, 0, 0, 4, 0x81, 0x80, 0x80, 0x20), kgo.ErrMaxDecompress},
	} {
		if got, err := d.Decompress(c.src, kgo.CodecSnappy); !errors.Is(err, c.want) || got != nil {
			t.Errorf("%s: %d bytes, %v; want %v", c.name, len(got), err, c.want)
		}
	}
}
