package decompress

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"runtime"
	"runtime/debug"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/twmb/franz-go/pkg/kgo"
)

var codecs = map[string]kgo.CompressionCodec{
	"gzip": kgo.GzipCompression(), "snappy": kgo.SnappyCompression(), "lz4": kgo.Lz4Compression(), "zstd": kgo.ZstdCompression(),
}

func compress(t testing.TB, codec kgo.CompressionCodec, data []byte) ([]byte, kgo.CompressionCodecType) {
	t.Helper()
	c, err := kgo.DefaultCompressor(codec)
	if err != nil {
		t.Fatal(err)
	}
	return c.Compress(new(bytes.Buffer), data)
}

// record encodes a record as in a batch.
func record(key, value []byte, headers int) []byte {
	r := []byte{0, 0, 0} // attributes, timestamp delta, offset delta
	part := func(b []byte) {
		if b == nil {
			r = binary.AppendVarint(r, -1)
			return
		}
		r = append(binary.AppendVarint(r, int64(len(b))), b...)
	}
	part(key)
	part(value)
	if headers == 0 {
		r = append(r, 0)
	} else {
		r = binary.AppendVarint(r, 1)
		part([]byte("h"))
		part(make([]byte, headers))
	}
	return append(binary.AppendVarint(nil, int64(len(r))), r...)
}

// TestDecompress checks that batches without a record that is too large are decompressed
// unchanged.
func TestDecompress(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 700_000)
	for i := range noise {
		noise[i] = byte(rng.Uint32())
	}
	var many []byte
	for range 5 {
		many = append(many, record([]byte("k"), noise, 10)...)
	}
	d := New(64 << 20)
	for name, codec := range codecs {
		for what, want := range map[string][]byte{
			"nothing": {}, "one": record(nil, []byte("value"), 0), "less than a record's limit": bytes.Repeat(record([]byte("k"), []byte("v"), 3), 1000),
			"more": many, "a record of the limit": record([]byte("k"), make([]byte, MaxRecord-20), 0),
			"exactly the limit": record(nil, make([]byte, MaxRecord-3-8), 0),
		} {
			for range 2 { // decoders are reused
				src, codec := compress(t, codec, want)
				got, err := d.Decompress(src, codec)
				if err != nil || !bytes.Equal(got, want) {
					t.Errorf("%s, %s: %d bytes, want %d; %v", name, what, len(got), len(want), err)
				}
			}
		}
	}
	if got, err := d.Decompress([]byte("as it is"), kgo.CodecNone); err != nil || string(got) != "as it is" {
		t.Errorf("%q, %v", got, err)
	}
}

// TestCut checks that large parts of a record are omitted, and that its neighbours stay
// unchanged.
func TestCut(t *testing.T) {
	d := New(64 << 20)
	giant := make([]byte, 20_000_000)
	value := func(of []byte) []byte {
		v := binary.BigEndian.AppendUint64(bytes.Clone(mark[:]), uint64(len(of)))
		sum := sha256.Sum256(of)
		return append(v, sum[:]...)
	}
	before, after := record([]byte("a"), []byte("1"), 2), record([]byte("b"), []byte("2"), 0)
	for name, codec := range codecs {
		if name == "snappy" {
			giant = giant[:10_000_000] // snappy repeats at most 64 bytes at a time
		}
		for what, c := range map[string]struct{ in, want []byte }{
			"value":                {record([]byte("k"), giant, 5), record([]byte("k"), value(giant), 5)},
			"value, without a key": {record(nil, giant, 0), record(nil, value(giant), 0)},
			"key":                  {record(giant, []byte("v"), 5), record(nil, value([]byte("v")), 5)},
			"headers":              {record([]byte("k"), nil, len(giant)), record([]byte("k"), value(nil), 0)},
		} {
			src, codec := compress(t, codec, bytes.Join([][]byte{before, c.in, after, c.in}, nil))
			got, err := d.Decompress(src, codec)
			if want := bytes.Join([][]byte{before, c.want, after, c.want}, nil); err != nil || !bytes.Equal(got, want) {
				t.Errorf("%s, %s: %d bytes, want %d; %v", name, what, len(got), len(want), err)
			}
		}
		giant = giant[:cap(giant)]
	}
	if cut, ok := CutOf(value(giant)); !ok || cut.Size != 20_000_000 || cut.Digest != sha256.Sum256(giant) {
		t.Errorf("%+v, %v", cut, ok)
	}
	for _, other := range [][]byte{nil, {}, make([]byte, cutLength), value(giant)[1:], append(value(giant), 0)} {
		if cut, ok := CutOf(other); ok {
			t.Errorf("of %d bytes: %+v", len(other), cut)
		}
	}
}

// TestTooLarge checks that batches which are too large even without omitted values are rejected.
func TestTooLarge(t *testing.T) {
	d := New(64 << 20)
	for what, batch := range map[string][]byte{
		"many records":         bytes.Repeat(record([]byte("k"), make([]byte, 1<<20), 0), 64),
		"many very small ones": bytes.Repeat(record(nil, nil, 0), MaxBatch/recordCost),
	} {
		src, codec := compress(t, kgo.ZstdCompression(), batch)
		if _, err := d.Decompress(src, codec); !errors.Is(err, kgo.ErrMaxDecompress) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestDamaged checks that damaged data is an error and causes no panic.
func TestDamaged(t *testing.T) {
	d := New(64 << 20)
	whole := bytes.Repeat(record([]byte("k"), make([]byte, MaxRecord/2), 0), 4)
	giant := record([]byte("k"), make([]byte, 2*MaxRecord), 0)
	for name, codec := range codecs {
		for _, batch := range [][]byte{
			whole[:len(whole)-1], giant[:len(giant)-1], giant[:MaxRecord+1], append(bytes.Clone(whole), 0xff), append(bytes.Clone(whole), 1),
			append(binary.AppendVarint(nil, MaxRecord+1), make([]byte, MaxRecord)...),
			append(binary.AppendVarint(nil, 2*MaxRecord), bytes.Repeat([]byte{0xff}, 2*MaxRecord)...),
		} {
			src, codec := compress(t, codec, batch)
			if got, err := d.Decompress(src, codec); err == nil {
				t.Errorf("%s: %d bytes of %d", name, len(got), len(batch))
			}
		}
		src, codec := compress(t, codec, whole)
		for _, at := range []int{0, 1, 5, 17, len(src) / 2, len(src) - 1} {
			_, _ = d.Decompress(src[:at], codec)
		}
	}
	if _, err := d.Decompress([]byte("x"), 9); err == nil {
		t.Error("an unknown codec is none")
	}
}

// TestBudget checks that batches beyond the budget are rejected until earlier ones are garbage.
func TestBudget(t *testing.T) {
	const budget = 8 << 20
	d := New(budget)
	src, codec := compress(t, kgo.GzipCompression(), record([]byte("k"), make([]byte, 1<<20), 0))
	var kept [][]byte
	var err error
	for err == nil {
		var batch []byte
		if batch, err = d.Decompress(src, codec); err == nil {
			kept = append(kept, batch)
		}
		if len(kept) > budget>>20 {
			t.Fatalf("%d batches of 1 MiB are kept", len(kept))
		}
	}
	if !errors.Is(err, ErrBusy) || len(kept) != 7 {
		t.Fatalf("%d batches, %v", len(kept), err)
	}
	runtime.KeepAlive(kept)
	kept = nil
	deadline := time.Now().Add(time.Minute)
	for _, err = d.Decompress(src, codec); err != nil; _, err = d.Decompress(src, codec) {
		if !errors.Is(err, ErrBusy) || time.Now().After(deadline) {
			t.Fatal(err)
		}
	}
	// A batch that is larger than the budget is accepted when no other is in memory.
	small := New(1)
	if _, err := small.Decompress(src, codec); err != nil {
		t.Error(err)
	}
	// Small batches are accounted for with their records.
	tiny, codec := compress(t, kgo.GzipCompression(), bytes.Repeat(record(nil, nil, 0), 100))
	d = New(budget)
	n := 0
	for err = nil; err == nil; n++ {
		var batch []byte
		if batch, err = d.Decompress(tiny, codec); err == nil {
			kept = append(kept, batch)
		}
	}
	if most := budget / (100 * recordCost); !errors.Is(err, ErrBusy) || n > most+1 || n < most/2 {
		t.Errorf("%d batches, %v; want %d", n, err, most)
	}
	runtime.KeepAlive(kept)
}

// zstdOf compresses with a window of that many bytes, as a stream, so that the frame does not
// state its content size. Producers in C and Java do the same.
func zstdOf(t *testing.T, window int, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z, err := zstd.NewWriter(&b, zstd.WithWindowSize(window), zstd.WithEncoderConcurrency(1))
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // two writes, so that the encoder starts before it knows the total size
		if _, err := z.Write(data[:len(data)/2]); err != nil {
			t.Fatal(err)
		}
		if err := z.Flush(); err != nil {
			t.Fatal(err)
		}
		data = data[len(data)/2:]
	}
	if _, err := z.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Batches with the window of any zstd level are read, whatever their size.
func TestDecompress_ReadsAllWindows(t *testing.T) {
	d := New(64 << 20)
	small, large := record([]byte("k"), []byte("value"), 3), bytes.Repeat(record([]byte("k"), make([]byte, 900_000), 0), 12)
	for _, window := range []int{1 << 20, 2 << 20, 4 << 20, 8 << 20, 16 << 20, 32 << 20, 64 << 20, 128 << 20} {
		for what, want := range map[string][]byte{"one": small, "more": large} {
			src := zstdOf(t, window, want)
			got, err := d.Decompress(src, kgo.CodecZstd)
			if err != nil || !bytes.Equal(got, want) {
				t.Errorf("%s, with a window of %d MiB: %d bytes, want %d; %v", what, window>>20, len(got), len(want), err)
			}
		}
	}
	if _, err := d.Decompress(zstdOf(t, 512<<20, small), kgo.CodecZstd); !errors.Is(err, kgo.ErrMaxDecompress) {
		t.Errorf("a window of 512 MiB: %v, want %v", err, kgo.ErrMaxDecompress)
	}
}

// Batches that Kafka accepts and other clients read are read.
func TestDecompress_IgnoresWhatOthersIgnore(t *testing.T) {
	d := New(64 << 20)
	want := bytes.Repeat(record([]byte("k"), []byte("value"), 3), 100)
	gz, _ := compress(t, kgo.GzipCompression(), want)
	half, _ := compress(t, kgo.GzipCompression(), want[:len(want)/2])
	rest, _ := compress(t, kgo.GzipCompression(), want[len(want)/2:])
	l4, _ := compress(t, kgo.Lz4Compression(), want)
	wrong := bytes.Clone(l4)
	wrong[len(wrong)-1] ^= 0xff
	for name, c := range map[string]struct {
		src   []byte
		codec kgo.CompressionCodecType
	}{
		"gzip, and bytes behind it": {append(bytes.Clone(gz), "30 bytes that are no gzip at all"...), kgo.CodecGzip},
		"gzip of two members":       {append(bytes.Clone(half), rest...), kgo.CodecGzip},
		"LZ4 with a wrong checksum": {wrong, kgo.CodecLz4},
	} {
		if got, err := d.Decompress(c.src, c.codec); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %d bytes, want %d; %v", name, len(got), len(want), err)
		}
	}
}

// zstdBomb returns one record whose value has that many blocks of 128 KiB, each of which is four
// bytes of zstd.
func zstdBomb(blocks int) []byte {
	const block = 128 << 10
	add := func(out []byte, size, kind, last int, data ...byte) []byte {
		h := size<<3 | kind<<1 | last
		return append(append(out, byte(h), byte(h>>8), byte(h>>16)), data...)
	}
	body := binary.AppendVarint([]byte{0, 0, 0, 1}, int64(blocks)*block) // attributes, timestamp delta, offset delta, no key
	begin := append(binary.AppendVarint(nil, int64(len(body)+blocks*block+1)), body...)
	out := add([]byte{0x28, 0xb5, 0x2f, 0xfd, 0x00, 7 << 3}, len(begin), 0, 0, begin...)
	for range blocks {
		out = add(out, block, 1, 0, 'x')
	}
	return add(out, 1, 0, 1, 0) // no headers
}

// Batches that take too long to decompress are not, even if their large values would be omitted.
func TestDecompress_StopsEarly(t *testing.T) {
	d := New(64 << 20)
	const most = MaxStream / (128 << 10)
	got, err := d.Decompress(zstdBomb(most-1), kgo.CodecZstd)
	if err != nil || len(got) > 200 {
		t.Errorf("just not too much: %d bytes, %v", len(got), err)
	}
	if _, err := d.Decompress(zstdBomb(most), kgo.CodecZstd); !errors.Is(err, kgo.ErrMaxDecompress) {
		t.Errorf("just too much: %v, want %v", err, kgo.ErrMaxDecompress)
	}
	read := 0
	c := cutter{from: readerFunc(func(p []byte) (int, error) { // the length of a 2 GB record, then zeros
		n := len(p)
		if read == 0 {
			n = copy(p, binary.AppendVarint(nil, 1<<31))
		}
		read += n
		return n, nil
	})}
	if _, err := c.all(); !errors.Is(err, kgo.ErrMaxDecompress) || read > MaxStream {
		t.Errorf("%d bytes are read of a stream without end, %v", read, err)
	}
}

type readerFunc func(p []byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// Empty gzip members take no memory.
func TestDecompress_PassesEmptyMembers(t *testing.T) {
	defer debug.SetMaxStack(debug.SetMaxStack(1 << 20))
	empty, codec := compress(t, kgo.GzipCompression(), nil)
	want := record([]byte("k"), []byte("value"), 0)
	src, _ := compress(t, kgo.GzipCompression(), want)
	got, err := New(64<<20).Decompress(append(bytes.Repeat(empty, 100_000), src...), codec)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%d bytes, want %d; %v", len(got), len(want), err)
	}
}

// Headers take much more memory than bytes in a batch, so they count. A record with too many is
// cut.
func TestDecompress_CountsHeaders(t *testing.T) {
	of := func(headers int) []byte {
		r := []byte{0, 0, 0}
		r = binary.AppendVarint(r, -1)
		r = append(binary.AppendVarint(r, 5), "value"...)
		r = append(binary.AppendVarint(r, int64(headers)), make([]byte, 2*headers)...) // no key, no value
		return append(binary.AppendVarint(nil, int64(len(r))), r...)
	}
	d := New(64 << 20)
	for _, c := range []struct{ headers, records, kept int }{{MaxHeaderCount, 3, MaxHeaderCount}, {MaxHeaderCount + 1, 3, 0}, {500_000, 60, 0}} {
		src, codec := compress(t, kgo.GzipCompression(), bytes.Repeat(of(c.headers), c.records))
		got, err := d.Decompress(src, codec)
		if err != nil {
			t.Fatal(err)
		}
		for range c.records {
			n, read := binary.Varint(got)
			headers, err := headersIn(got[read : read+int(n)])
			if err != nil || headers != c.kept {
				t.Fatalf("of %d headers %d are kept, want %d; %v", c.headers, headers, c.kept, err)
			}
			if c.kept == 0 {
				value := got[read+6:][:cutLength] // after attributes, timestamp delta, offset delta, key and length
				if cut, ok := CutOf(value); !ok || cut.Size != 5 || cut.Digest != sha256.Sum256([]byte("value")) {
					t.Fatalf("of %d headers: %+v, %v", c.headers, cut, ok)
				}
			}
			got = got[read+int(n):]
		}
		if len(got) > 0 {
			t.Errorf("%d bytes more", len(got))
		}
	}
	// 64 MiB hold 209 records with 4,000 headers of 80 bytes each.
	src, codec := compress(t, kgo.GzipCompression(), bytes.Repeat(of(4000), 220))
	if _, err := d.Decompress(src, codec); !errors.Is(err, kgo.ErrMaxDecompress) {
		t.Errorf("880,000 headers: %v, want %v", err, kgo.ErrMaxDecompress)
	}
}

// The error for an unreadable batch is one after which the client can be told to skip it.
func TestDecompress_PassesOverDamage(t *testing.T) {
	d := New(64 << 20)
	good := bytes.Repeat(record([]byte("k"), []byte("value"), 3), 10)
	for name, codec := range codecs {
		src, codec := compress(t, codec, good)
		for what, damaged := range map[string][]byte{"cut": src[:len(src)/2], "garbage": bytes.Repeat([]byte{7}, 50), "nothing": nil} {
			if got, err := d.Decompress(damaged, codec); err != nil && !errors.Is(err, kgo.ErrMaxDecompress) || err == nil && len(got) > 0 {
				t.Errorf("%s, %s: %d bytes, %v", name, what, len(got), err)
			}
		}
		for what, batch := range map[string][]byte{
			"a record too short":   append(bytes.Clone(good), 9, 1),
			"a length below zero":  append(bytes.Clone(good), 1),
			"a record of nothing":  append(bytes.Clone(good), 0),
			"a key too long":       append(bytes.Clone(good), 12, 0, 0, 0, 40, 0, 0),
			"a value too long":     append(bytes.Clone(good), 12, 0, 0, 0, 0, 40, 0),
			"too many headers":     append(bytes.Clone(good), 14, 0, 0, 0, 1, 1, 40, 0),
			"a header too long":    append(bytes.Clone(good), 18, 0, 0, 0, 1, 1, 2, 40, 0, 0),
			"headers below zero":   append(bytes.Clone(good), 12, 0, 0, 0, 1, 1, 1),
			"a number too long":    append(bytes.Clone(good), append([]byte{24, 0}, bytes.Repeat([]byte{0xff}, 11)...)...),
			"a header's value bad": append(bytes.Clone(good), 18, 0, 0, 0, 1, 1, 2, 0, 40, 0),
		} {
			src, codec := compress(t, codecs[name], batch)
			if got, err := d.Decompress(src, codec); !errors.Is(err, kgo.ErrMaxDecompress) {
				t.Errorf("%s, %s: %d bytes, %v", name, what, len(got), err)
			}
		}
	}
}
