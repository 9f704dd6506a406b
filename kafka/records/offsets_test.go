package records

import (
	"testing"
	"time"

	"github.com/mediamesh/events/kafka/internal/topicscan"
)

func TestParseOffsets(t *testing.T) {
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	eight, nine := time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC), time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	at := func(t time.Time) bound { return bound{kind: atTime, at: t} }
	exact := func(n int64) bound { return bound{kind: exactly, n: n} }
	for spec, want := range map[string]Offsets{
		"start":                     {},
		"end":                       {from: bound{kind: beforeEnd}},
		":end":                      {},
		"start:":                    {},
		"0":                         {from: exact(0)},
		"42":                        {from: exact(42)},
		"42:":                       {from: exact(42)},
		":50":                       {to: exact(50)},
		"42:50":                     {exact(42), exact(50)},
		"42:end":                    {from: exact(42)},
		"+100":                      {from: bound{kind: afterStart, n: 100}},
		"-100":                      {from: bound{kind: beforeEnd, n: 100}},
		"-100:-10":                  {bound{kind: beforeEnd, n: 100}, bound{kind: beforeEnd, n: 10}},
		"start:+10":                 {to: bound{kind: afterStart, n: 10}},
		"-4h":                       {from: at(eight)},
		"-4h:-3h":                   {at(eight), at(nine)},
		"-1d":                       {from: at(now.AddDate(0, 0, -1))},
		"@-4h":                      {from: at(eight)},
		"@-4h:-3h":                  {at(eight), at(nine)},
		"@-4h:end":                  {from: at(eight)},
		"@:-3h":                     {to: at(nine)},
		"@2026-11-24T08:00:00Z":     {from: at(eight)},
		"@2026-11-24T08:00:00Z:":    {from: at(eight)},
		"@:2026-11-24T09:00:00Z":    {to: at(nine)},
		"@2026-11-24":               {from: at(time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC))},
		"@2026-11-23:2026-11-24":    {at(time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)), at(time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC))},
		"@1795507200000":            {from: at(eight)},
		"@2026-11-24T08:00:00Z:-3h": {at(eight), at(nine)},
		"@2026-11-24T08:00:00Z:2026-11-24T09:00:00Z":      {at(eight), at(nine)},
		"@2026-11-24T09:00:00+01:00:2026-11-24T09:00:00Z": {at(eight), at(nine)},
	} {
		got, err := ParseOffsets(spec, now)
		if err != nil || !same(got.from, want.from) || !same(got.to, want.to) {
			t.Errorf("%s: got %v, %v, want %v", spec, got, err, want)
		}
	}
	for _, spec := range []string{"", ":", "@", "@:", "x", "1h", "4:x", "x:4", "@start", "@x", "@12", "1:2:3", "--1", "-", "+", "@2026-11-24T08:00:00", "-9223372036854775808"} {
		if got, err := ParseOffsets(spec, now); err == nil || err.Error() != `"`+spec+`" is not a range of offsets: want start, end, 42, 42:50, +100, -100, -1h, @2026-11-24T08:00:00Z or @TIME:TIME` {
			t.Errorf("%q: got %v, %v", spec, got, err)
		}
	}
}

func TestParseOffsets_RefusesRangeThatEndsBeforeItBegins(t *testing.T) {
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	for _, spec := range []string{"42:41", "42:start", "+2:+1", "-10:-100", "end:-1", "-1h:-2h", "@-1h:-2h", "@2026-11-24:2026-11-23"} {
		if _, err := ParseOffsets(spec, now); err == nil || err.Error() != `"`+spec+`" ends before it begins` {
			t.Errorf("%s: got %v", spec, err)
		}
	}
	for _, spec := range []string{"42:42", "-10:42", "+1:-1", "-1h:42", "@-1h:-1h", "end:end"} {
		if _, err := ParseOffsets(spec, now); err != nil {
			t.Errorf("%s: got %v", spec, err)
		}
	}
}

func same(a, b bound) bool { return a.kind == b.kind && a.n == b.n && a.at.Equal(b.at) }

func TestBoundIn(t *testing.T) {
	held := topicscan.Range{From: 10, To: 20}
	for _, c := range []struct {
		b         bound
		unbounded int64
		want      int64
	}{
		{bound{}, 10, 10}, {bound{}, 20, 20},
		{bound{kind: exactly, n: 15}, 0, 15}, {bound{kind: exactly, n: 5}, 0, 10}, {bound{kind: exactly, n: 50}, 0, 20},
		{bound{kind: afterStart, n: 3}, 0, 13}, {bound{kind: afterStart, n: 1 << 62}, 0, 20},
		{bound{kind: beforeEnd, n: 3}, 0, 17}, {bound{kind: beforeEnd}, 0, 20}, {bound{kind: beforeEnd, n: 1 << 61}, 0, 10},
		{bound{kind: atTime}, 0, 12},
	} {
		if got := c.b.in(held, c.unbounded, 12); got != c.want {
			t.Errorf("%+v: got %d, want %d", c.b, got, c.want)
		}
	}
}
