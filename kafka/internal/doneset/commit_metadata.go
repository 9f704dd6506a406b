package doneset

import (
	"encoding/base64"
	"encoding/binary"
	"hash/fnv"
	"math"
	"strings"
)

// The metadata of a commit is a text that Kafka stores and neither it nor other clients
// interpret. Completed ranges are written as "done1:" followed by the base64 encoding (RFC 4648,
// URL alphabet, no padding) of
//
//	seal    8 bytes
//	range…  uvarint 2 × gap, + 1 if its epoch differs from that of the range before; the first always has one
//	        uvarint epoch + 1, if it differs
//	        uvarint length
//
// where a gap is the number of offsets between a range and the one before, or the committed
// offset. The seal is a hash of everything else and of the [Scope]: group, topic, topic ID,
// partition and committed offset. A text that a tool copied to another offset, group or cluster
// is therefore rejected. A text that cannot be read counts as no completed ranges: those records
// are handled again.

const (
	prefix = "done1:"
	// MaxText is the maximum length of a text, in bytes. Kafka's default limit for all metadata
	// is 4,096 (offset.metadata.max.bytes). Ranges that do not fit are handled again.
	MaxText = 4000
)

var encoding = base64.RawURLEncoding.Strict()

// Scope is the commit that completed ranges belong to.
type Scope struct {
	Group, Topic string
	Partition    int32
	TopicID      [16]byte // zero if the cluster has no topic IDs
	Offset       int64    // committed offset
}

func (w Scope) seal(body []byte) []byte {
	h := fnv.New64a()
	for _, part := range [][]byte{[]byte(w.Group), []byte(w.Topic), w.TopicID[:], body} {
		h.Write(binary.AppendUvarint(nil, uint64(len(part))))
		h.Write(part)
	}
	h.Write(binary.AppendVarint(nil, int64(w.Partition)))
	h.Write(binary.AppendVarint(nil, w.Offset))
	return h.Sum(nil)
}

// Text encodes as many ranges as fit into room bytes. It returns "" if none fits.
func (w Scope) Text(list Ranges, room int) string {
	most := encoding.DecodedLen(room-len(prefix)) - len(w.seal(nil))
	var body, next []byte
	last, epoch := w.Offset, int64(-2)
	for _, s := range list {
		next = s.appendTo(next[:0], last, epoch)
		if s.From < last || len(body)+len(next) > most {
			break
		}
		body = append(body, next...)
		last, epoch = s.To, int64(s.Epoch)
	}
	if len(body) == 0 {
		return ""
	}
	return prefix + encoding.EncodeToString(append(w.seal(body), body...))
}

func (s Range) appendTo(b []byte, last, epoch int64) []byte {
	head := uint64(s.From-last) << 1
	if int64(s.Epoch) == epoch {
		b = binary.AppendUvarint(b, head)
	} else {
		b = binary.AppendUvarint(b, head|1)
		b = binary.AppendUvarint(b, uint64(int64(s.Epoch)+1))
	}
	return binary.AppendUvarint(b, uint64(s.To-s.From))
}

// Parse decodes what [Scope.Text] wrote for the same scope. It returns nil for any other text.
func (w Scope) Parse(text string) Ranges {
	coded, ok := strings.CutPrefix(text, prefix)
	if !ok || len(text) > MaxText {
		return nil
	}
	data, err := encoding.DecodeString(coded)
	n := len(w.seal(nil))
	if err != nil || len(data) <= n || string(data[:n]) != string(w.seal(data[n:])) {
		return nil
	}
	return w.parseRanges(data[n:])
}

func (w Scope) parseRanges(b []byte) (list Ranges) {
	last, epoch := w.Offset, int64(-2)
	for len(b) > 0 {
		var s Range
		head, ok := uvarint(&b)
		if epoch2 := uint64(0); ok && head&1 == 1 {
			epoch2, ok = uvarint(&b)
			ok = ok && epoch2 <= math.MaxInt32+1
			epoch = int64(epoch2) - 1
		}
		length, ok2 := uvarint(&b)
		gap := head >> 1
		room := uint64(math.MaxInt64 - last)
		if !ok || !ok2 || epoch < -1 || gap > room || length == 0 || length > room-gap {
			return nil
		}
		s.From = last + int64(gap)
		s.To, s.Epoch = s.From+int64(length), int32(epoch)
		list, last = append(list, s), s.To
	}
	return list
}

// uvarint removes a number from the front of b.
func uvarint(b *[]byte) (n uint64, ok bool) {
	n, size := binary.Uvarint(*b)
	if size <= 0 {
		return 0, false
	}
	*b = (*b)[size:]
	return n, true
}
