package doneset

import (
	"strconv"
	"strings"
	"time"
)

// FirstRead is when a group first read a topic, and how many partitions the topic had then:
// partitions with that number or a higher one were added later. The zero value means unknown.
//
// The metadata of each committed offset of the topic contains it before the completed ranges:
// "begun1:", the time in milliseconds since 1970, a dot, the number of partitions, and a
// semicolon. Both numbers are in base 36.
type FirstRead struct {
	Millis     int64 // since 1970; 0 if unknown
	Partitions int32
}

const firstReadPrefix = "begun1:"

// Known reports whether the time is known.
func (b FirstRead) Known() bool { return b.Millis != 0 }

// Text encodes b for a commit's metadata, as "" if it is unknown.
func (b FirstRead) Text() string {
	if !b.Known() {
		return ""
	}
	return firstReadPrefix + strconv.FormatInt(b.Millis, 36) + "." + strconv.FormatInt(int64(b.Partitions), 36) + ";"
}

// CutFirstRead splits the metadata of a committed offset into its FirstRead and the rest. The
// FirstRead is unknown if it is missing or invalid.
func CutFirstRead(metadata string) (b FirstRead, rest string) {
	after, ok := strings.CutPrefix(metadata, firstReadPrefix)
	if !ok {
		return FirstRead{}, metadata
	}
	text, rest, _ := strings.Cut(after, ";")
	at, partitions, _ := strings.Cut(text, ".")
	ms, err := strconv.ParseInt(at, 36, 64)
	n, err2 := strconv.ParseInt(partitions, 36, 32)
	if err != nil || err2 != nil || ms <= 0 || n < 0 {
		return FirstRead{}, rest
	}
	return FirstRead{ms, int32(n)}, rest
}

// FirstReadNow returns the FirstRead of a group that starts to read a topic now.
func FirstReadNow(partitions int) FirstRead {
	return FirstRead{time.Now().UnixMilli(), int32(partitions)}
}

// Earlier returns the earlier of two, either of which may be unknown.
func (b FirstRead) Earlier(c FirstRead) FirstRead {
	if !b.Known() || c.Known() && c.Millis < b.Millis {
		return c
	}
	return b
}
