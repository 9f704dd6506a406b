package events

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"time"
)

// newID returns a UUIDv7 (RFC 9562): 48 bits of milliseconds since 1970, 0 for
// times before that, then random.
func newID(at time.Time) string {
	var u [16]byte
	rand.Read(u[6:]) // never fails
	binary.BigEndian.PutUint64(u[:8], uint64(max(at.UnixMilli(), 0))<<16|uint64(binary.BigEndian.Uint16(u[6:])))
	u[6] = u[6]&0x0f | 0x70 // version 7
	u[8] = u[8]&0x3f | 0x80 // variant

	var text [36]byte
	hex.Encode(text[0:], u[0:4])
	hex.Encode(text[9:], u[4:6])
	hex.Encode(text[14:], u[6:8])
	hex.Encode(text[19:], u[8:10])
	hex.Encode(text[24:], u[10:16])
	text[8], text[13], text[18], text[23] = '-', '-', '-', '-'
	return string(text[:])
}
