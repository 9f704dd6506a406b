package events

import (
	"crypto/rand"
	"encoding/binary"
	"sync"
	"time"
)

// newID returns a UUIDv7 (RFC 9562): the milliseconds since 1970 in 48 bits, 0 for earlier
// times, then random bits.
func newID(at time.Time) string {
	r := randoms.Get().(*randomness)
	bits := r.next()
	u := (*[16]byte)(bits)
	binary.BigEndian.PutUint64(u[:8], uint64(max(at.UnixMilli(), 0))<<16|uint64(u[6])<<8|uint64(u[7]))
	u[6] = u[6]&0x0f | 0x70 // version 7
	u[8] = u[8]&0x3f | 0x80 // variant

	var text [36]byte
	for i, at := range places {
		text[at], text[at+1] = digits[u[i]>>4], digits[u[i]&0xf]
	}
	text[8], text[13], text[18], text[23] = '-', '-', '-', '-'
	randoms.Put(r)
	return string(text[:])
}

const digits = "0123456789abcdef"

// places holds the position of each byte of a UUID in its text.
var places = [16]uint8{0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34}

// randomness buffers random bytes for several IDs, since fetching them is a large part of
// the cost of an ID. They are not secret: IDs are published.
type randomness struct {
	bytes [16 * 32]byte
	used  int
}

var randoms = sync.Pool{New: func() any { return &randomness{used: len(randomness{}.bytes)} }}

// next returns 16 random bytes that are used for one ID only.
func (r *randomness) next() []byte {
	if r.used == len(r.bytes) {
		rand.Read(r.bytes[:]) // never fails
		r.used = 0
	}
	r.used += 16
	return r.bytes[r.used-16 : r.used]
}
