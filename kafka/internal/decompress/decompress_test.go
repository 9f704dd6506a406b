package decompress

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

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

// record encodes a record as batches hold it.
func record(key, value []byte, headers int) []byte {
	r := []byte{0, 0, 0} // attributes, time, number
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

// TestDecompress gives what was compressed, if no record is too large.
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
			for range 2 { // decoders are used again
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

// TestCut leaves out what is too large of a record, and nothing of its neighbours.
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
			giant = giant[:10_000_000] // it repeats at most 64 bytes at a time
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

// TestTooLarge refuses batches that are too large however they are cut.
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

// TestDamaged tells of data that is none, and panics at none.
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

// TestBudget refuses what there is no memory for, until what was before is garbage.
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
	// One that is larger than the budget has its turn when there is nothing else.
	small := New(1)
	if _, err := small.Decompress(src, codec); err != nil {
		t.Error(err)
	}
	// Small batches are accounted for, with their records.
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
