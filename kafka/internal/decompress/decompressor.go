package decompress

import (
	"bytes"
	"errors"
	"io"
	"sync"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/pierrec/lz4/v4"
	"github.com/twmb/franz-go/pkg/kgo"
)

// A Decompressor is the [kgo.Decompressor] of one client. It is safe for concurrent
// use.
type Decompressor struct {
	memory *memory
	small  sync.Pool // *decoder

	large sync.Mutex    // held for a batch that is not small, of which there is one at a time
	zstd  *zstd.Decoder // of large batches; nil before the first
	out   []byte        // where they are put together
}

// New returns a decompressor whose batches take so many bytes at most at any time,
// with what the client allocates for their records. A single batch may take more, up
// to [MaxBatch].
func New(budget int) *Decompressor {
	d := &Decompressor{memory: newMemory(int64(budget))}
	d.small.New = func() any { return newDecoder() }
	return d
}

// Decompress implements [kgo.Decompressor]. The errors are [ErrBusy],
// [kgo.ErrMaxDecompress], and those of data that is damaged.
func (d *Decompressor) Decompress(src []byte, codec kgo.CompressionCodecType) ([]byte, error) {
	if codec == kgo.CodecNone {
		return src, nil
	}
	c := d.small.Get().(*decoder)
	defer d.small.Put(c)
	out, all, err := c.begin(src, codec)
	if err != nil {
		return nil, err
	}
	if all {
		return d.memory.copy(out, recordsIn(out))
	}
	d.large.Lock()
	defer d.large.Unlock()
	if codec == kgo.CodecZstd {
		out = nil
		if c.rest, err = d.stream(src); err != nil {
			return nil, err
		}
	}
	cut := cutter{from: io.MultiReader(bytes.NewReader(out), c.rest), out: d.out[:0]}
	out, err = cut.all()
	if d.out = cut.out; errors.Is(err, zstd.ErrWindowSizeExceeded) {
		err = kgo.ErrMaxDecompress
	}
	if err != nil {
		return nil, err
	}
	return d.memory.copy(out, cut.records)
}

// decoder decompresses one batch after the other.
type decoder struct {
	gzip  gzip.Reader
	lz4   *lz4.Reader
	zstd  *zstd.Decoder
	first []byte    // the beginning of a batch, MaxRecord bytes at most
	rest  io.Reader // what follows
}

func newDecoder() *decoder {
	z, _ := zstd.NewReader(nil, zstd.WithDecoderLowmem(true), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(MaxRecord)) // sound options
	return &decoder{lz4: lz4.NewReader(nil), zstd: z}
}

// begin decompresses the beginning of a batch. If that is not all, rest follows; of
// zstd there is nothing then.
func (c *decoder) begin(src []byte, codec kgo.CompressionCodecType) (out []byte, all bool, err error) {
	switch codec {
	case kgo.CodecGzip:
		if err := c.gzip.Reset(bytes.NewReader(src)); err != nil {
			return nil, false, err
		}
		c.rest = &c.gzip
	case kgo.CodecLz4:
		c.lz4.Reset(bytes.NewReader(src))
		c.rest = c.lz4
	case kgo.CodecSnappy:
		c.rest, err = snappyReader(src)
	case kgo.CodecZstd:
		out, err := c.zstd.DecodeAll(src, c.first[:0])
		if errors.Is(err, zstd.ErrDecoderSizeExceeded) {
			return nil, false, nil
		}
		c.first = out
		return out, true, err
	default:
		err = errors.New("unknown compression codec")
	}
	if err != nil {
		return nil, false, err
	}
	return c.read()
}

// read reads MaxRecord bytes, or all.
func (c *decoder) read() (out []byte, all bool, err error) {
	c.first = c.first[:0]
	for len(c.first) < MaxRecord {
		if len(c.first) == cap(c.first) {
			c.first = append(c.first, make([]byte, max(64<<10, len(c.first)))...)[:len(c.first)]
		}
		n, err := c.rest.Read(c.first[len(c.first):min(cap(c.first), MaxRecord)])
		c.first = c.first[:len(c.first)+n]
		switch {
		case err == io.EOF:
			return c.first, true, nil
		case err != nil:
			return nil, false, err
		}
	}
	return c.first, false, nil
}

// maxWindow is how far back zstd may refer, in bytes: as levels to 20 do.
const maxWindow = 32 << 20

// stream decompresses zstd piece by piece.
func (d *Decompressor) stream(src []byte) (io.Reader, error) {
	var err error
	if d.zstd == nil {
		d.zstd, err = zstd.NewReader(nil, zstd.WithDecoderLowmem(true), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
	}
	if err == nil {
		err = d.zstd.Reset(bytes.NewReader(src))
	}
	return d.zstd, err
}
