package decompress

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/pierrec/lz4/v4"
	"github.com/twmb/franz-go/pkg/kgo"
)

// A Decompressor is the [kgo.Decompressor] of one client. It is safe for concurrent use.
type Decompressor struct {
	memory *memory
	small  sync.Pool // *decoder

	large sync.Mutex // held while a batch that is not small is decompressed, one at a time
	out   []byte     // buffer for such a batch
}

// New returns a decompressor whose batches take at most budget bytes at any time, with what the
// client allocates for their records. A single batch may take more, up to [MaxBatch].
func New(budget int) *Decompressor {
	d := &Decompressor{memory: newMemory(int64(budget))}
	d.small.New = func() any { return newDecoder() }
	return d
}

// Decompress implements [kgo.Decompressor]. It returns [ErrBusy], or [kgo.ErrMaxDecompress] for
// any batch that cannot be read: that is the only error after which the client can be told to
// continue behind the batch. A retry would not help, because the batch's checksum is correct.
func (d *Decompressor) Decompress(src []byte, codec kgo.CompressionCodecType) ([]byte, error) {
	if codec == kgo.CodecNone {
		return src, nil
	}
	out, err := d.decompress(src, codec)
	if err != nil && !errors.Is(err, ErrBusy) && !errors.Is(err, kgo.ErrMaxDecompress) {
		err = fmt.Errorf("%w: %w", kgo.ErrMaxDecompress, err)
	}
	return out, err
}

func (d *Decompressor) decompress(src []byte, codec kgo.CompressionCodecType) ([]byte, error) {
	c := d.small.Get().(*decoder)
	defer d.small.Put(c)
	out, end, err := c.begin(src, codec)
	if err != nil {
		return nil, err
	}
	if end == whole {
		cost, tooLarge, err := survey(out)
		switch {
		case err != nil:
			return nil, err
		case !tooLarge && cost <= MaxBatch:
			return d.memory.copy(out, cost)
		}
	}
	d.large.Lock()
	defer d.large.Unlock()
	var from io.Reader = bytes.NewReader(out)
	switch end {
	case begun:
		from = io.MultiReader(from, c.rest)
	case refused:
		// A new decoder for each batch, because a decoder keeps as much memory as its largest
		// frame asked for.
		z, err := zstd.NewReader(bytes.NewReader(src), zstd.WithDecoderLowmem(true), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, err
		}
		defer z.Close()
		from = z
	}
	cut := cutter{from: from, out: d.out[:0]}
	out, err = cut.all()
	if d.out = cut.out; err != nil {
		return nil, err
	}
	return d.memory.copy(out, cut.cost)
}

// end is how far begin decompressed a batch.
type end int

const (
	whole   end = iota // to its end
	begun              // rest holds the remainder
	refused            // not at all: it must be streamed
)

// decoder decompresses one batch at a time, and is reused.
type decoder struct {
	gzip  gzip.Reader
	lz4   *lz4.Reader
	zstd  *zstd.Decoder
	first []byte    // start of a batch, at most MaxRecord bytes
	rest  io.Reader // the remainder
}

func newDecoder() *decoder {
	z, _ := zstd.NewReader(nil, zstd.WithDecoderLowmem(true), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(smallZstd)) // these options are valid
	return &decoder{lz4: lz4.NewReader(nil), zstd: z}
}

// begin decompresses the start of a batch. If that is not all, rest holds the remainder.
func (c *decoder) begin(src []byte, codec kgo.CompressionCodecType) (out []byte, end end, err error) {
	switch codec {
	case kgo.CodecGzip:
		c.rest, err = newGzipReader(&c.gzip, src)
	case kgo.CodecLz4:
		c.lz4.Reset(bytes.NewReader(src))
		c.rest = lz4Reader{c.lz4}
	case kgo.CodecSnappy:
		c.rest, err = snappyReader(src)
	case kgo.CodecZstd:
		out, err := c.zstd.DecodeAll(src, c.first[:0])
		if errors.Is(err, zstd.ErrDecoderSizeExceeded) || errors.Is(err, zstd.ErrWindowSizeExceeded) {
			return nil, refused, nil
		}
		c.first = out
		return out, whole, err
	default:
		err = errors.New("unknown compression codec")
	}
	if err != nil {
		return nil, begun, err
	}
	return c.read()
}

// read reads up to MaxRecord bytes.
func (c *decoder) read() (out []byte, end end, err error) {
	c.first = c.first[:0]
	for len(c.first) < MaxRecord {
		if len(c.first) == cap(c.first) {
			c.first = append(c.first, make([]byte, max(64<<10, len(c.first)))...)[:len(c.first)]
		}
		n, err := c.rest.Read(c.first[len(c.first):min(cap(c.first), MaxRecord)])
		c.first = c.first[:len(c.first)+n]
		switch {
		case err == io.EOF:
			return c.first, whole, nil
		case err != nil:
			return nil, begun, err
		}
	}
	return c.first, begun, nil
}

const (
	// smallZstd limits the zstd window and the decompressed size of a batch that is decompressed
	// at once, in bytes. Producers use a window of 2 MiB at the default level, whatever the
	// batch's size, and 8 MiB at level 19.
	smallZstd = 8 << 20
	// maxWindow is the largest zstd window, that of level 22.
	maxWindow = 128 << 20
)
