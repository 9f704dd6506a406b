package kafka

import (
	"encoding/base64"
	"encoding/binary"
	"hash/fnv"
	"math"
	"strings"
)

// What is done ahead of a committed offset is written into the metadata of the
// commit, which is a text that Kafka keeps and that means nothing to it or to
// other clients. The text is "done1:" and base64 (RFC 4648, URL alphabet, no
// padding) of
//
//	seal      8 bytes
//	stretch…  uvarint 2 × gap + 1 if its epoch is another than that before, and so of the first
//	          uvarint epoch + 1, if it is another
//	          uvarint length
//
// where a gap is what lies between a stretch and the one before, or the committed
// offset. The seal is a hash of all else, and of what it is said of: group,
// topic, topic id, partition and committed offset. So a text that came to stand
// beside another offset, in another group or cluster, where tools copy offsets
// from one to the other, is none. What is no such text means that nothing is
// known to be done, and is done again.

const (
	aheadMark = "done1:"
	// aheadRoom is how long a text may be. Kafka takes 4,096 bytes
	// (offset.metadata.max.bytes). What there is no room for is done again.
	aheadRoom = 4000
	// commitRoom is how long the texts of one commit may be, which Kafka has to
	// write as one batch of a megabyte at most.
	commitRoom = 512 << 10
)

var aheadEncoding = base64.RawURLEncoding.Strict()

// whose says what is ahead of what.
type whose struct {
	group string
	place
	topicID [16]byte // zero if the cluster has none
	base    int64    // the committed offset
}

func (w whose) seal(body []byte) []byte {
	h := fnv.New64a()
	for _, part := range [][]byte{[]byte(w.group), []byte(w.topic), w.topicID[:], body} {
		h.Write(binary.AppendUvarint(nil, uint64(len(part))))
		h.Write(part)
	}
	h.Write(binary.AppendVarint(nil, int64(w.partition)))
	h.Write(binary.AppendVarint(nil, w.base))
	return h.Sum(nil)
}

// aheadText writes as many of the stretches as there is room for, "" for none.
func (w whose) aheadText(list stretches, room int) string {
	most := aheadEncoding.DecodedLen(room-len(aheadMark)) - len(w.seal(nil))
	var body, next []byte
	last, epoch := w.base, int64(-2)
	for _, s := range list {
		next = s.appendTo(next[:0], last, epoch)
		if s.from < last || len(body)+len(next) > most {
			break
		}
		body = append(body, next...)
		last, epoch = s.to, int64(s.epoch)
	}
	if len(body) == 0 {
		return ""
	}
	return aheadMark + aheadEncoding.EncodeToString(append(w.seal(body), body...))
}

func (s stretch) appendTo(b []byte, last, epoch int64) []byte {
	head := uint64(s.from-last) << 1
	if int64(s.epoch) == epoch {
		b = binary.AppendUvarint(b, head)
	} else {
		b = binary.AppendUvarint(b, head|1)
		b = binary.AppendUvarint(b, uint64(int64(s.epoch)+1))
	}
	return binary.AppendUvarint(b, uint64(s.to-s.from))
}

// parseAhead reads what aheadText writes. It returns nothing for any other text.
func (w whose) parseAhead(text string) stretches {
	coded, ok := strings.CutPrefix(text, aheadMark)
	if !ok || len(text) > aheadRoom {
		return nil
	}
	data, err := aheadEncoding.DecodeString(coded)
	n := len(w.seal(nil))
	if err != nil || len(data) <= n || string(data[:n]) != string(w.seal(data[n:])) {
		return nil
	}
	return w.parseStretches(data[n:])
}

func (w whose) parseStretches(b []byte) (list stretches) {
	last, epoch := w.base, int64(-2)
	for len(b) > 0 {
		var s stretch
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
		s.from = last + int64(gap)
		s.to, s.epoch = s.from+int64(length), int32(epoch)
		list, last = append(list, s), s.to
	}
	return list
}

// uvarint takes a number off the front.
func uvarint(b *[]byte) (n uint64, ok bool) {
	n, size := binary.Uvarint(*b)
	if size <= 0 {
		return 0, false
	}
	*b = (*b)[size:]
	return n, true
}
