package records

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/topicscan"
	"github.com/mediamesh/events/wire"
	"github.com/twmb/franz-go/pkg/kadm"
)

// Offsets selects a range of records in each partition of a topic. The zero value selects
// all records; [ParseOffsets] and [Between] return other ranges.
type Offsets struct{ from, to bound }

// bound is one end of a range, in each partition.
type bound struct {
	kind boundKind
	n    int64
	at   time.Time
}

type boundKind int

const (
	unbound    boundKind = iota // where the partition begins, or ends
	exactly                     // offset n
	afterStart                  // n records after the partition's start
	beforeEnd                   // n records before its end
	atTime                      // the first record from then on
)

// Between selects the records published at or after since and before until. A zero time
// means no limit.
func Between(since, until time.Time) Offsets {
	return Offsets{timeBound(since), timeBound(until)}
}

func timeBound(t time.Time) bound {
	if t.IsZero() {
		return bound{}
	}
	return bound{kind: atTime, at: t}
}

// Bounded reports whether the range has an end.
func (o Offsets) Bounded() bool { return o.to.kind != unbound }

// ParseOffsets parses a range in the syntax of kcl and rpk. The range applies to each
// partition.
//
//	start        from the oldest record
//	end          only new records
//	42           from offset 42
//	+100         from 100 offsets after the start
//	-100         the last 100 records
//	42:50        from offset 42 up to, but not including, 50; either side may
//	             have any of these forms or be omitted
//	-1h          from one hour ago; also -90s, -7d
//	@TIME        from that time: 2026-11-24T08:00:00Z, 2026-11-24 (in UTC),
//	             1795507200000 (milliseconds since 1970), -1h
//	@TIME:TIME   from the first time until before the second
//
// A range that ends before it begins is an error, such as 42:41, -10:-100 or a second TIME
// before the first.
func ParseOffsets(spec string, now time.Time) (Offsets, error) {
	parse, text := parseBound, spec
	if after, ok := strings.CutPrefix(spec, "@"); ok {
		text = after
		parse = func(s string, now time.Time) (bound, bool) {
			t, err := ParseTime(s, now)
			return timeBound(t), err == nil
		}
	}
	if from, ok := parse(text, now); ok {
		return Offsets{from: from}, nil
	}
	for i, c := range text {
		if c != ':' || len(text) == 1 {
			continue
		}
		from, left := parse(text[:i], now)
		to, right := parse(text[i+1:], now)
		left, right = left || i == 0, right || i == len(text)-1
		if text[i+1:] == "end" {
			to, right = bound{}, true
		}
		if left && right {
			if from.after(to) || text[i+1:] == "start" {
				return Offsets{}, fmt.Errorf("%q ends before it begins", wire.Printable(spec))
			}
			return Offsets{from, to}, nil
		}
	}
	return Offsets{}, fmt.Errorf("%q is not a range of offsets: want start, end, 42, 42:50, +100, -100, -1h, @2026-11-24T08:00:00Z or @TIME:TIME", wire.Printable(spec))
}

func parseBound(s string, now time.Time) (bound, bool) {
	switch s {
	case "start":
		return bound{}, true
	case "end":
		return bound{kind: beforeEnd}, true
	}
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case err == nil && s[0] == '+':
		return bound{kind: afterStart, n: n}, true
	case err == nil && s[0] == '-':
		return bound{kind: beforeEnd, n: -n}, n > -1<<62
	case err == nil:
		return bound{kind: exactly, n: n}, true
	}
	if t, err := ago(s, now); err == nil {
		return bound{kind: atTime, at: t}, true
	}
	return bound{}, false
}

// after tells whether a bound is after another of the same kind, in any partition.
func (b bound) after(other bound) bool {
	switch {
	case b.kind != other.kind:
		return false // it depends on the partition
	case b.kind == atTime:
		return b.at.After(other.at)
	case b.kind == beforeEnd:
		return b.n < other.n
	}
	return b.n > other.n
}

// ParseTime parses a time: RFC 3339, a date in UTC, milliseconds since the Unix epoch, or a
// duration before now such as "-1h".
func ParseTime(s string, now time.Time) (time.Time, error) {
	if t, err := ago(s, now); err == nil {
		return t, nil
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	const digits = 13 // from 2001 to 2286
	if ms, err := strconv.ParseInt(s, 10, 64); err == nil && len(s) == digits && ms > 0 {
		return time.UnixMilli(ms), nil
	}
	return time.Time{}, fmt.Errorf("%q is not a time: want 2026-11-24T08:00:00Z, 2026-11-24, or -1h", wire.Printable(s))
}

// ago reads how long before now a time is: a duration, which may be in days.
func ago(s string, now time.Time) (time.Time, error) {
	if days, ok := strings.CutSuffix(s, "d"); ok && strings.HasPrefix(s, "-") {
		n, err := strconv.Atoi(days)
		return now.AddDate(0, 0, n), err
	}
	d, err := time.ParseDuration(s)
	if err == nil && !strings.HasPrefix(s, "-") {
		err = errors.New("it is not a time before now")
	}
	return now.Add(d), err
}

// Range is the half-open range of offsets from From (inclusive) to To (exclusive).
type Range struct{ From, To int64 }

// Resolve returns the range of offsets in each partition of a topic, based on the topic's
// current content. Each range is limited to the offsets that the partition contains. The
// error is a *[cluster.TopicError].
func (o Offsets) Resolve(ctx context.Context, admin *kadm.Client, topic string) (map[int32]Range, error) {
	has, err := topicscan.Extent(ctx, admin, topic)
	if err != nil {
		return nil, err
	}
	from, err := o.from.times(ctx, admin, topic)
	if err != nil {
		return nil, err
	}
	to, err := o.to.times(ctx, admin, topic)
	if err != nil {
		return nil, err
	}
	out := make(map[int32]Range)
	for p, held := range has[topic] {
		s := Range{From: o.from.in(held, held.From, from[p]), To: o.to.in(held, held.To, to[p])}
		out[p] = Range{From: s.From, To: max(s.From, s.To)}
	}
	return out, nil
}

// times returns the offset of the bound's time in each partition, if it is one.
func (b bound) times(ctx context.Context, admin *kadm.Client, topic string) (map[int32]int64, error) {
	if b.kind != atTime {
		return nil, nil
	}
	listed, err := admin.ListOffsetsAfterMilli(ctx, b.at.UnixMilli(), topic)
	if err != nil {
		return nil, &cluster.TopicError{Topic: topic, Err: err}
	}
	out := make(map[int32]int64)
	for p, o := range listed[topic] {
		if o.Err != nil {
			return nil, &cluster.TopicError{Topic: topic, Err: o.Err}
		}
		out[p] = o.Offset
	}
	return out, nil
}

// in returns the bound's offset in a partition, which is one that the partition
// has, or its end.
func (b bound) in(held topicscan.Range, unbounded, timed int64) int64 {
	at := unbounded
	switch b.kind {
	case exactly:
		at = b.n
	case afterStart:
		at = held.From + min(b.n, held.To-held.From)
	case beforeEnd:
		at = held.To - b.n
	case atTime:
		at = timed
	}
	return min(max(at, held.From), held.To)
}
