package deadletter

import (
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/twmb/franz-go/pkg/kgo"
)

// TestCut checks that texts are shortened to a number of bytes, and not within a character.
func TestCut(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""}, {"abcd", "abcd"}, {"abcde", "abcd…"}, {"abcé", "abc…"}, {"abéd", "abé…"},
	} {
		if got := Cut(c.in, 4); got != c.want {
			t.Errorf("%q is cut to %q, want %q", c.in, got, c.want)
		}
	}
}

// TestOwnHeaders checks that headers of an earlier dead letter and of an unproven redrive are
// renamed, and that only one renamed set is kept.
func TestOwnHeaders(t *testing.T) {
	for _, c := range []struct {
		in, want string
		redriven bool
	}{
		{"", "", false},
		{"a b", "a b", false},
		{"redriven-from a redriven-for", "previous-redriven-from a previous-redriven-for", false},
		{"redriven-from redriven-from previous-redriven-for", "previous-redriven-from previous-redriven-from", false},
		{"redriven-from a redriven-for", "redriven-from a", true},
		{"redriven-from dlq-reason previous-redriven-for", "redriven-from previous-dlq-reason", true},
		{"redriven-from previous-dlq-reason", "redriven-from previous-dlq-reason", true},
		{"dlq-reason previous-redriven", "previous-dlq-reason previous-redriven", false},
		{"a dlq-reason b __dlq.errors.topic", "a previous-dlq-reason b previous-__dlq.errors.topic", false},
		{"previous-dlq-reason a", "previous-dlq-reason a", false},
		{"previous-dlq-reason a dlq-reason", "a previous-dlq-reason", false},
		{"dlq-reason previous-__dlq.errors.topic previous-a", "previous-dlq-reason previous-a", false},
	} {
		var headers []kgo.RecordHeader
		for _, key := range strings.Fields(c.in) {
			headers = append(headers, kgo.RecordHeader{Key: key})
		}
		var got []string
		for _, h := range OwnHeaders(headers, c.redriven) {
			got = append(got, h.Key)
		}
		if text := strings.Join(got, " "); text != c.want {
			t.Errorf("of %q it keeps %q, want %q", c.in, text, c.want)
		}
	}
}

// TestEncodeViolations checks that as many violations are written as fit.
func TestEncodeViolations(t *testing.T) {
	of := func(n, size int) (list []events.Violation) {
		for range n {
			list = append(list, events.Violation{Message: strings.Repeat("x", size)})
		}
		return list
	}
	one, _ := EncodeViolations(of(1, 1000)) // with brackets
	item := len(one) - len("[]")
	fit := (MaxViolationBytes - len("]")) / (item + len(","))
	for _, n := range []int{0, 1, fit, fit + 1, fit + 7} {
		text, omitted := EncodeViolations(of(n, 1000))
		written := min(n, fit)
		if want := max(0, n-fit); omitted != want || strings.Count(text, "{") != written || len(text) > MaxViolationBytes {
			t.Errorf("of %d %d are left out, %d written in %d bytes; want %d, %d", n, omitted, strings.Count(text, "{"), len(text), want, written)
		}
	}
	// Exactly the limit.
	exact := MaxViolationBytes - item + 1000 - len("[]")
	if text, omitted := EncodeViolations(of(1, exact)); omitted != 0 || len(text) != MaxViolationBytes {
		t.Errorf("%d are left out, of %d bytes", omitted, len(text))
	}
	if text, omitted := EncodeViolations(of(1, exact+1)); omitted != 1 || text != "" {
		t.Errorf("%d are left out, of %d bytes", omitted, len(text))
	}
}

// TestPointersAndRules checks that at most ten violations are listed.
func TestPointersAndRules(t *testing.T) {
	for _, c := range []struct {
		n, omitted, want int
		more             string
	}{{0, 0, 0, ""}, {10, 0, 10, ""}, {11, 0, 11, "and 1 more"}, {3, 4, 4, "and 4 more"}, {12, 4, 11, "and 6 more"}} {
		list := make([]events.Violation, c.n)
		for i := range list {
			list[i] = events.Violation{Pointer: "/a\n", Rule: "type"}
		}
		got := PointersAndRules(list, c.omitted)
		if len(got) != c.want || c.more != "" && got[len(got)-1] != c.more || c.n > 0 && got[0] != `/a\n type` {
			t.Errorf("%d and %d: %q", c.n, c.omitted, got)
		}
	}
}
