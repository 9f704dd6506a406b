package dlq

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/topicscan"
)

// lookEvery is how often a redrive looks what became of what it sent.
const lookEvery = 200 * time.Millisecond

// redriveTracker watches what becomes of records that were sent. A consumer commits
// an offset only after a dead letter for the record was acknowledged. So if
// the group's offset is past a record, and then the dead-letter topic, read to
// its end, has none that is from it, the record was handled.
type redriveTracker struct {
	topic  string // of the dead letters
	admin  *kadm.Client
	tail   *topicscan.Scan // the dead letters written since the redrive began
	out    map[cluster.Position]*redriveItem
	groups map[string]kadm.OffsetResponses // as they were last
	moved  time.Time                       // when a group last got on, or something was sent
}

// sent notes what was sent.
func (l *redriveTracker) sent(p *redriveItem) {
	l.out[p.letter.At] = p
	l.moved = time.Now()
}

// news is what has become of what was sent since the last look.
type news struct {
	handled  []*redriveItem
	failed   []failedAgain
	arrivals []Letter // of records that were not redriven
}

type failedAgain struct {
	item    *redriveItem
	failure *RedriveFailure
}

func (l *redriveTracker) look(ctx context.Context) (o news, err error) {
	if err := l.refresh(ctx); err != nil {
		return o, err
	}
	ends, err := l.admin.ListEndOffsets(ctx, l.topic)
	if err != nil {
		return o, &cluster.TopicError{Topic: l.topic, Err: err}
	}
	l.tail.Extend(ends)
	sources, err := l.ends(ctx)
	if err != nil {
		return o, err
	}
	for {
		d, err := nextLetter(ctx, l.tail)
		if err != nil {
			return o, err
		}
		if d == nil {
			break
		}
		l.arrived(d, &o)
	}
	for at, p := range l.out {
		committed := committedOf(l.groups[p.letter.Group], p.record)
		// Past the end, it is of a topic that was there before: the group reads this
		// one again.
		end, known := sources.Lookup(p.record.Topic, p.record.Partition)
		if committed > p.record.Offset && !(known && end.Err == nil && committed > end.Offset) {
			o.handled = append(o.handled, p)
			delete(l.out, at)
		}
	}
	return o, nil
}

// ends asks where the topics end that something was sent to.
func (l *redriveTracker) ends(ctx context.Context) (kadm.ListedOffsets, error) {
	var topics []string
	for _, p := range l.out {
		if !slices.Contains(topics, p.record.Topic) {
			topics = append(topics, p.record.Topic)
		}
	}
	if len(topics) == 0 {
		return nil, nil
	}
	ends, err := l.admin.ListEndOffsets(ctx, topics...)
	if err != nil {
		return nil, &cluster.TopicError{Topic: topics[0], Err: err}
	}
	return ends, nil
}

// arrived judges a new dead letter.
func (l *redriveTracker) arrived(d *Letter, o *news) {
	p := l.sentAs(d)
	_, redriven := d.RedrivenFrom()
	switch {
	case p != nil && (d.Group == p.letter.Group || d.Group == ""):
		delete(l.out, p.letter.At)
		o.failed = append(o.failed, failedAgain{p, &RedriveFailure{
			Letter: p.letter.At, EventType: p.letter.EventType, EventID: p.letter.EventID, Again: d,
		}})
	case p == nil && !redriven:
		o.arrivals = append(o.arrivals, *d)
	}
}

// sentAs returns the item that was sent and became a dead letter again, or nil if the dead
// letter is of another record. It goes by the original record's position, and by the
// header, which any producer can write, only if the dead letter has no position.
func (l *redriveTracker) sentAs(d *Letter) *redriveItem {
	from, _ := d.RedrivenFrom()
	if p := l.out[from]; p != nil && d.Original.Topic == "" {
		return p
	}
	for _, p := range l.out {
		if p.record.Topic == d.Original.Topic && p.record.Partition == d.Original.Partition && p.record.Offset == d.Original.Offset {
			return p
		}
	}
	return nil
}

// refresh asks how far the groups are that have something to handle.
func (l *redriveTracker) refresh(ctx context.Context) error {
	now := make(map[string]kadm.OffsetResponses)
	for _, p := range l.out {
		group := p.letter.Group
		if _, asked := now[group]; !asked {
			offsets, err := connect.OffsetsOf(ctx, l.admin, group)
			if err != nil {
				return fmt.Errorf("asking for the offsets of group %s: %w", group, err)
			}
			now[group] = offsets
		}
		if committedOf(now[group], p.record) != committedOf(l.groups[group], p.record) {
			l.moved = time.Now()
		}
	}
	l.groups = now
	return nil
}

func committedOf(group kadm.OffsetResponses, r *kgo.Record) int64 {
	if o, ok := group.Lookup(r.Topic, r.Partition); ok && o.Err == nil {
		return o.At
	}
	return -1
}

// stalled says why nothing gets on.
func (l *redriveTracker) stalled(ctx context.Context, timeout time.Duration) error {
	e := &RedriveStalledError{DeadLetterTopic: l.topic, Timeout: timeout, Unhandled: len(l.out)}
	for _, p := range l.out {
		if e.Group == "" || p.letter.Group < e.Group {
			e.Group = p.letter.Group
		}
	}
	if groups, err := l.admin.ListGroups(ctx); err == nil {
		g, ok := groups[e.Group]
		e.State = "Dead"
		if ok {
			e.State = g.State
		}
	}
	return e
}

// RedriveStalledError reports that a group has not handled the redriven records and no
// group made progress for HandleTimeout. These records are not sent again; running the
// redrive again continues with the rest.
type RedriveStalledError struct {
	DeadLetterTopic string
	Group           string
	State           string // Kafka's state of the group; "" if unknown
	Unhandled       int    // sent but not handled, across all groups
	Timeout         time.Duration
}

func (e *RedriveStalledError) Error() string {
	text := fmt.Sprintf("kafka: redriving %s: group %s has committed nothing for %v, and %d of the records sent are not handled",
		e.DeadLetterTopic, e.Group, e.Timeout, e.Unhandled)
	if !e.running() {
		return text + "; it has no members: start the service, then run the redrive again, which goes on with the rest"
	}
	return text + "; look at the service, or allow more time, then run the redrive again, which goes on with the rest"
}

func (e *RedriveStalledError) running() bool { return e.State != "Empty" && e.State != "Dead" }
