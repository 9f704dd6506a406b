package events

import (
	"crypto/rand"
	"encoding/binary"
	"sync"
	"time"
)

// newID returns a UUIDv7 (RFC 9562): 48 bits of milliseconds since 1970, 0 for
// times before that, then random.
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

// places is where each byte of a UUID stands in its text.
var places = [16]uint8{0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34}

// randomness is random bytes, fetched for several ids at once, since asking for
// them is a good part of what an id costs. They are no secrets: ids are published.
type randomness struct {
	bytes [16 * 32]byte
	used  int
}

var randoms = sync.Pool{New: func() any { return &randomness{used: len(randomness{}.bytes)} }}

// next returns 16 bytes that nobody else was given.
func (r *randomness) next() []byte {
	if r.used == len(r.bytes) {
		rand.Read(r.bytes[:]) // never fails
		r.used = 0
	}
	r.used += 16
	return r.bytes[r.used-16 : r.used]
}
