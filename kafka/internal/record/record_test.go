package record

import (
	"bytes"
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"
)

// As in Kafka's record format.
func TestVarint(t *testing.T) {
	for n, want := range map[int]int{0: 1, 63: 1, 64: 2, 8191: 2, 8192: 3, 1 << 20: 4, 1 << 27: 5} {
		if got := varint(n); got != want {
			t.Errorf("%d takes %d bytes, want %d", n, got, want)
		}
	}
}

// TestDocument takes off five bytes of which the first is zero.
func TestDocument(t *testing.T) {
	for in, want := range map[string]string{
		"\x00\x00\x00\x00\x07{}": "{}", "\x00\x00\x00\x00\x07": "", "\x00\x00\x00\x00": "\x00\x00\x00\x00", "{}": "{}", "[1,2,3]": "[1,2,3]", "": "",
	} {
		if got := Document([]byte(in)); !bytes.Equal(got, []byte(want)) {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestBatchSize counts the bytes of Kafka's record format 2.
func TestBatchSize(t *testing.T) {
	for _, c := range []struct {
		r    *kgo.Record
		want int
	}{
		{&kgo.Record{}, 61 + 1 + (3 + 1 + 1 + 1)},
		{&kgo.Record{Key: []byte("key"), Value: []byte("0123456789")}, 61 + 1 + (3 + 4 + 11 + 1)},
		{&kgo.Record{Key: []byte("key"), Headers: []kgo.RecordHeader{{Key: "ab", Value: []byte("c")}, {Key: "d"}}}, 61 + 1 + (3 + 4 + 1 + 1 + (3 + 2) + (2 + 1))},
		{&kgo.Record{Value: make([]byte, 64)}, 61 + 2 + (3 + 1 + 2 + 64 + 1)},
	} {
		if got := BatchSize(c.r); got != c.want {
			t.Errorf("%+v takes %d bytes, want %d", c.r, got, c.want)
		}
	}
}
