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

// A Decompressor is the [kgo.Decompressor] of one client. It is safe for concurrent
// use.
type Decompressor struct {
	memory *memory
	small  sync.Pool // *decoder

	large sync.Mutex // held for a batch that is not small, of which there is one at a time
	out   []byte     // where they are put together
}

// New returns a decompressor whose batches take so many bytes at most at any time,
// with what the client allocates for their records. A single batch may take more, up
// to [MaxBatch].
func New(budget int) *Decompressor {
	d := &Decompressor{memory: newMemory(int64(budget))}
	d.small.New = func() any { return newDecoder() }
	return d
}

// Decompress implements [kgo.Decompressor]. The errors are [ErrBusy] and, of batches
// that cannot be read, [kgo.ErrMaxDecompress], whatever the reason: it is the one error
// after which the client can be told to go on behind the batch. Its checksum is right,
// so it would not be better another time.
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
		// A decoder of its own, since it keeps as much memory as any of its frames
		// asked for.
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

// end says how far a batch was decompressed at first.
type end int

const (
	whole   end = iota // to its end
	begun              // the rest follows
	refused            // not at all: it must be streamed
)

// decoder decompresses one batch after the other.
type decoder struct {
	gzip  gzip.Reader
	lz4   *lz4.Reader
	zstd  *zstd.Decoder
	first []byte    // the beginning of a batch, MaxRecord bytes at most
	rest  io.Reader // what follows
}

func newDecoder() *decoder {
	z, _ := zstd.NewReader(nil, zstd.WithDecoderLowmem(true), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(smallZstd)) // sound options
	return &decoder{lz4: lz4.NewReader(nil), zstd: z}
}

// begin decompresses the beginning of a batch. If that is not all, rest follows.
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

// read reads MaxRecord bytes, or all.
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
	// smallZstd is how far back zstd may refer, and how much a batch of it may have,
	// in bytes, to be decompressed at once. Producers at the default level refer back
	// 2 MiB, whatever the batch has, and those at level 19 8 MiB.
	smallZstd = 8 << 20
	// maxWindow is how far back it may refer at all: as level 22 does.
	maxWindow = 128 << 20
)
