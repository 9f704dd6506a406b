package kafka

import (
	"strconv"
	"strings"
	"time"
)

// A beginning says since when a group reads a topic, and how many partitions the
// topic had then. The zero value is not known.
//
// It is kept in the metadata of each committed offset of the topic, before what
// is done ahead of the offset (see commit metadata): "begun1:", the time in
// milliseconds since 1970 and the number of partitions, both in base 36, with a
// dot between them and a semicolon behind. Partitions from that number on were
// added later.
type beginning struct {
	at         int64 // milliseconds since 1970
	partitions int32
}

const beginningMark = "begun1:"

func (b beginning) known() bool { return b.at != 0 }

// text returns what a commit says of it, "" if it is not known.
func (b beginning) text() string {
	if !b.known() {
		return ""
	}
	return beginningMark + strconv.FormatInt(b.at, 36) + "." + strconv.FormatInt(int64(b.partitions), 36) + ";"
}

// cutBeginning takes a beginning off the metadata of a committed offset. It is
// not known if there is none, or no sound one.
func cutBeginning(metadata string) (b beginning, rest string) {
	after, ok := strings.CutPrefix(metadata, beginningMark)
	if !ok {
		return beginning{}, metadata
	}
	text, rest, _ := strings.Cut(after, ";")
	at, partitions, _ := strings.Cut(text, ".")
	ms, err := strconv.ParseInt(at, 36, 64)
	n, err2 := strconv.ParseInt(partitions, 36, 32)
	if err != nil || err2 != nil || ms <= 0 || n < 0 {
		return beginning{}, rest
	}
	return beginning{ms, int32(n)}, rest
}

// began returns a beginning that is now.
func began(partitions int) beginning {
	return beginning{time.Now().UnixMilli(), int32(partitions)}
}

// earlier returns the earlier of two beginnings, of which either may be unknown.
func (b beginning) earlier(c beginning) beginning {
	if !b.known() || c.known() && c.at < b.at {
		return c
	}
	return b
}
