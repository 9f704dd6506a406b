package doneset

import (
	"strconv"
	"strings"
	"time"
)

// FirstRead says since when a group reads a topic, and how many partitions the topic
// had then: partitions from that number on were added later. The zero value means that
// it is not known.
//
// It is kept in the metadata of each committed offset of the topic, before the completed
// ranges: "begun1:", the time in milliseconds since 1970 and the number of partitions,
// both in base 36, with a dot between them and a semicolon behind.
type FirstRead struct {
	Millis     int64 // milliseconds since 1970
	Partitions int32
}

const firstReadPrefix = "begun1:"

// Known reports whether it is known.
func (b FirstRead) Known() bool { return b.Millis != 0 }

// Text is what a commit says of it, "" if it is not known.
func (b FirstRead) Text() string {
	if !b.Known() {
		return ""
	}
	return firstReadPrefix + strconv.FormatInt(b.Millis, 36) + "." + strconv.FormatInt(int64(b.Partitions), 36) + ";"
}

// CutFirstRead splits the metadata of a committed offset into its FirstRead and the rest.
// The FirstRead is unknown if there is none, or one that cannot be read.
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

// FirstReadNow is the FirstRead of a group that reads a topic from now on.
func FirstReadNow(partitions int) FirstRead {
	return FirstRead{time.Now().UnixMilli(), int32(partitions)}
}

// Earlier returns the earlier of two, of which either may be unknown.
func (b FirstRead) Earlier(c FirstRead) FirstRead {
	if !b.Known() || c.Known() && c.Millis < b.Millis {
		return c
	}
	return b
}
