package kafka_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/records"
)

// replayed is content.events with twelve events, a minute apart from eight
// o'clock on, of three keys in turns, the fifth of which is invalid and the
// sixth of another type.
func replayed(t testing.TB) []string {
	t.Helper()
	brokers := startBroker(t)
	createTopics(t, brokers, "content.events")
	var list []*kgo.Record
	for i := range 12 {
		key := fmt.Sprintf("c-%d", i%3)
		r := &kgo.Record{Topic: "content.events", Key: []byte(key), Timestamp: time.Date(2026, 11, 24, 8, i, 0, 0, time.UTC)}
		r.Value = document(t, created(key, events.WithID(fmt.Sprint(i))))
		switch i {
		case 4:
			r.Value = []byte("{}")
		case 5:
			r.Value = document(t, events.New("cms-service", content.Deleted{ContentID: key, ContentType: "MOVIE", Title: "x", DeletedBy: "u", DeletedAt: time.Unix(0, 0).UTC()}))
		}
		list = append(list, r)
	}
	send(t, brokers, list...)
	return brokers
}

func TestReplay(t *testing.T) {
	brokers := replayed(t)
	// The live group is in the middle.
	live := client(t, brokers)
	var at kadm.Offsets
	at.AddOffset("content.events", 0, 7, -1)
	if err := kadm.NewClient(live).CommitAllOffsets(deadline(t), "test", at); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ spec, want, counts string }{
		{"start", "0 1 2 3 6 7 8 9 10 11", "12 offsets, 10 handled, 1 passed, 1 refused, next 12"},
		{"3:7", "3 6", "4 offsets, 2 handled, 1 passed, 1 refused, next 7"},
		{"+9", "9 10 11", "3 offsets, 3 handled, 0 passed, 0 refused, next 12"},
		{"-2", "10 11", "2 offsets, 2 handled, 0 passed, 0 refused, next 12"},
		{"end", "", "0 offsets, 0 handled, 0 passed, 0 refused, next 12"},
		{"@2026-11-24T08:09:30Z", "10 11", "2 offsets, 2 handled, 0 passed, 0 refused, next 12"},
		{"@2026-11-24T08:01:00Z:2026-11-24T08:03:00Z", "1 2", "2 offsets, 2 handled, 0 passed, 0 refused, next 3"},
		{"@2027-01-01T00:00:00Z", "", "0 offsets, 0 handled, 0 passed, 0 refused, next 12"},
	} {
		offsets, err := records.ParseOffsets(c.spec, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		consumer := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}})
		var mu sync.Mutex
		var ids []string
		keys := make(map[string]int64)
		handle(t, consumer, func(ctx context.Context, e events.Event[content.Created]) error {
			mu.Lock()
			defer mu.Unlock()
			r, ok := kafka.RecordFrom(ctx)
			if last, seen := keys[string(r.Key)]; !ok || seen && r.Offset <= last || kafka.AttemptFrom(ctx) != 1 {
				t.Errorf("%s: %s comes after %d", c.spec, e.Metadata.EventID, last)
			}
			keys[string(r.Key)] = r.Offset
			ids = append(ids, e.Metadata.EventID)
			return nil
		})
		report, err := kafka.Replay(deadline(t), consumer, kafka.ReplayConfig{Topic: "content.events", Offsets: offsets})
		if got := countsOfReplay(report); err != nil || got != c.counts {
			t.Errorf("%s: %s, %v, want %s", c.spec, got, err, c.counts)
		}
		slices.SortFunc(ids, func(a, b string) int { return len(a)*100 + strings.Compare(a, b) - len(b)*100 })
		if got := strings.Join(ids, " "); got != c.want {
			t.Errorf("%s: handled %s, want %s", c.spec, got, c.want)
		}
	}
	if n := committed(t, brokers, "test", "content.events"); n != 7 {
		t.Errorf("the live group is at %d, want 7 as before", n)
	}
	topics, err := kadm.NewClient(live).ListTopics(deadline(t))
	if err != nil || topics.Has("content.events.dlq") {
		t.Errorf("topics %v, %v: nothing is put aside", topics.Names(), err)
	}
}

func countsOfReplay(r kafka.ReplayReport) string {
	return fmt.Sprintf("%d offsets, %d handled, %d passed, %d refused, next %d", r.Offsets, r.Handled, r.Ignored, r.Refused, r.Next[0])
}

// TestReplayGoesOn ends at a handler's error, and goes on from there.
func TestReplayGoesOn(t *testing.T) {
	brokers := replayed(t)
	broken, calls := true, 0
	config := kafka.ConsumerConfig{
		Cluster: cluster.Config{Brokers: brokers}, Workers: 1, HandlerTimeout: time.Minute,
		Retry: kafka.RetryPolicy{MaxAttempts: 3, Backoff: time.Microsecond},
	}
	c := newConsumer(t, config)
	var ids []string
	handle(t, c, func(ctx context.Context, e events.Event[content.Created]) error {
		if _, ok := ctx.Deadline(); !ok {
			t.Error("no deadline")
		}
		if e.Metadata.EventID == "8" && broken {
			calls++
			panic("boom")
		}
		ids = append(ids, e.Metadata.EventID)
		return nil
	})
	report, err := kafka.Replay(deadline(t), c, kafka.ReplayConfig{Topic: "content.events"})
	var failed *kafka.HandlerError
	var panicked *kafka.PanicError
	if !errors.As(err, &failed) || !errors.As(err, &panicked) || failed.EventID != "8" || failed.Attempts != 3 || calls != 3 || failed.Offset != 8 {
		t.Fatalf("%v after %d calls", err, calls)
	}
	if report.Next[0] > 8 {
		t.Fatalf("next is %d, past what failed", report.Next[0])
	}
	broken = false
	again, err := kafka.Replay(deadline(t), c, kafka.ReplayConfig{Topic: "content.events", From: report.Next})
	if err != nil || again.Next[0] != 12 {
		t.Fatal(again, err)
	}
	for i := range 12 {
		if id := fmt.Sprint(i); i != 4 && i != 5 && !slices.Contains(ids, id) {
			t.Errorf("%s was not handled", id)
		}
	}

	broken = true
	config.Policies = map[kafka.Reason]kafka.Policy{kafka.ReasonHandlerFailed: kafka.PolicySkip}
	skipping := newConsumer(t, config)
	handle(t, skipping, func(context.Context, events.Event[content.Created]) error { return events.Permanent(errors.New("no")) })
	if report, err = kafka.Replay(deadline(t), skipping, kafka.ReplayConfig{Topic: "content.events"}); err != nil || report.Refused != 11 {
		t.Errorf("%+v, %v", report, err)
	}
	config.Policies = map[kafka.Reason]kafka.Policy{kafka.ReasonInvalid: kafka.PolicyStop}
	stopping := newConsumer(t, config)
	handle(t, stopping, func(context.Context, events.Event[content.Created]) error { return nil })
	report, err = kafka.Replay(deadline(t), stopping, kafka.ReplayConfig{Topic: "content.events"})
	var refused *kafka.RecordError
	if !errors.As(err, &refused) || refused.Offset != 4 || report.Next[0] > 4 {
		t.Errorf("%+v, %v", report, err)
	}
}

// TestReplayStopped ends with its context; the handler at work finishes.
func TestReplayStopped(t *testing.T) {
	brokers := replayed(t)
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Workers: 1})
	ctx, cancel := context.WithCancel(deadline(t))
	handled := 0
	handle(t, c, func(ctx context.Context, _ events.Event[content.Created]) error {
		cancel()
		handled++
		return ctx.Err()
	})
	report, err := kafka.Replay(ctx, c, kafka.ReplayConfig{Topic: "content.events"})
	if !errors.Is(err, context.Canceled) || handled != 1 || report.Handled != 1 || report.Next[0] > 1 {
		t.Errorf("%+v, %v, %d handled", report, err, handled)
	}
}

// TestReplayRedriven passes over what was redriven for another group, by the ledger.
func TestReplayRedriven(t *testing.T) {
	brokers := startBroker(t)
	createTopics(t, brokers, "content.events")
	createTopics(t, brokers, "content.events.dlq.redriven")
	for i, group := range []string{"other", "test", "forged"} {
		letter := &kgo.Record{Topic: "content.events.dlq", Offset: int64(i)}
		from := cluster.Position{Topic: letter.Topic, Offset: letter.Offset}
		send(t, brokers, &kgo.Record{Topic: "content.events", Value: document(t, created("c-1", events.WithID(fmt.Sprint(i)))), Headers: []kgo.RecordHeader{
			{Key: "redriven-for", Value: []byte(group)}, {Key: "redriven-from", Value: []byte(from.String())},
		}})
		if group != "forged" {
			send(t, brokers, Entry(letter, fmt.Sprintf(`"topic":"content.events","partition":0,"offset":%d`, i)))
		}
	}
	for all, want := range map[bool]string{false: "1 2", true: "0 1 2"} {
		c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Workers: 1})
		var ids []string
		handleAny(t, c, func(_ context.Context, e events.Any) error {
			ids = append(ids, e.Metadata.EventID)
			return nil
		})
		report, err := kafka.Replay(deadline(t), c, kafka.ReplayConfig{Topic: "content.events", AllGroups: all})
		if got := strings.Join(ids, " "); err != nil || got != want || report.Handled+report.Ignored != 3 {
			t.Errorf("all groups %v: handled %s, %+v, %v", all, got, report, err)
		}
	}
}

func TestReplayMistakes(t *testing.T) {
	brokers := replayed(t)
	none := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}})
	if _, err := kafka.Replay(deadline(t), none, kafka.ReplayConfig{Topic: "content.events"}); !errors.Is(err, kafka.ErrNoHandlers) {
		t.Errorf("without handlers: %v", err)
	}
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}})
	handleAny(t, c, func(context.Context, events.Any) error { return nil })
	var config *cluster.ConfigError
	if _, err := kafka.Replay(deadline(t), c, kafka.ReplayConfig{}); !errors.As(err, &config) || config.Field != "ReplayConfig.Topic" {
		t.Errorf("without a topic: %v", err)
	}
	var topic *cluster.TopicError
	if _, err := kafka.Replay(deadline(t), c, kafka.ReplayConfig{Topic: "x"}); !errors.As(err, &topic) || !errors.Is(err, kerr.UnknownTopicOrPartition) {
		t.Errorf("another topic: %v", err)
	}
}

// TestReplay_KeepsKeyOrder handles the events of each key in their order, whichever fail
// at first, and those of one partition with a single worker.
func TestReplay_KeepsKeyOrder(t *testing.T) {
	brokers := startBroker(t)
	createTopics(t, brokers, "content.events")
	rng := rand.New(rand.NewPCG(3, 1))
	var list []*kgo.Record
	var all []string
	byKey := make(map[string][]string)
	for i := range 60 {
		key, id := fmt.Sprintf("c-%d", rng.IntN(5)), fmt.Sprint(i)
		all, byKey[key] = append(all, id), append(byKey[key], id)
		list = append(list, &kgo.Record{Topic: "content.events", Key: []byte(key), Value: document(t, created(key, events.WithID(id)))})
	}
	if err := client(t, brokers).ProduceSync(deadline(t), list...).FirstErr(); err != nil {
		t.Fatal(err)
	}
	for _, workers := range []int{1, 8} {
		c := newConsumer(t, kafka.ConsumerConfig{
			Cluster: cluster.Config{Brokers: brokers}, Workers: workers, Retry: kafka.RetryPolicy{Backoff: time.Millisecond},
		})
		var mu sync.Mutex
		var order []string
		keys := make(map[string][]string)
		handle(t, c, func(ctx context.Context, e events.Event[content.Created]) error {
			mu.Lock()
			defer mu.Unlock()
			if n := len(e.Metadata.EventID); n == 2 && e.Metadata.EventID[1] == '3' && kafka.AttemptFrom(ctx) < 3 {
				return errBusy
			}
			order = append(order, e.Metadata.EventID)
			keys[e.Payload.ContentID] = append(keys[e.Payload.ContentID], e.Metadata.EventID)
			return nil
		})
		if report, err := kafka.Replay(deadline(t), c, kafka.ReplayConfig{Topic: "content.events"}); err != nil || report.Handled != 60 || report.Next[0] != 60 {
			t.Errorf("%d workers: %+v, %v", workers, report, err)
		}
		if diff := cmp.Diff(byKey, keys); diff != "" {
			t.Errorf("%d workers: by key (-want +got):\n%s", workers, diff)
		}
		if workers == 1 && !slices.Equal(order, all) {
			t.Errorf("one worker: %v", order)
		}
	}
}

// TestReplay_ManyRecords reports its progress, and goes on where a replay ended, but not
// beyond the range.
func TestReplay_ManyRecords(t *testing.T) {
	const n = 2_500
	brokers := startBroker(t)
	createTopics(t, brokers, "content.events")
	var list []*kgo.Record
	for i := range n {
		key := fmt.Sprintf("c-%d", i%7)
		list = append(list, &kgo.Record{Topic: "content.events", Key: []byte(key), Value: document(t, created(key))})
	}
	if err := client(t, brokers).ProduceSync(deadline(t), list...).FirstErr(); err != nil {
		t.Fatal(err)
	}
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}})
	handleAny(t, c, func(context.Context, events.Any) error { return nil })
	var progress []kafka.ReplayReport
	note := func(r kafka.ReplayReport) { progress = append(progress, r) }
	offsets, err := records.ParseOffsets(":2400", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	config := kafka.ReplayConfig{Topic: "content.events", Offsets: offsets, OnProgress: note}
	if _, err := kafka.Replay(deadline(t), c, config); err != nil {
		t.Fatal(err)
	}
	for i, r := range progress {
		if i > 0 && (r.Handled < progress[i-1].Handled || r.Next[0] < progress[i-1].Next[0]) || r.Next[0] > int64(r.Handled) || r.Offsets != 2_400 {
			t.Errorf("progress %d: %+v", i, r)
		}
	}
	if n := len(progress); n < 4 || progress[n-1].Handled != 2_400 || progress[n-1].Next[0] != 2_400 {
		t.Errorf("progress in %d steps, the last %+v; want at least 4, and 2400 records", n, progress[max(0, n-1)])
	}
	for from, want := range map[int64]int{2_399: 1, 2_400: 0} {
		config.From = map[int32]int64{0: from}
		if report, err := kafka.Replay(deadline(t), c, config); err != nil || report.Handled != want || report.Next[0] != 2_400 {
			t.Errorf("from %d: %+v, %v; want %d", from, report, err, want)
		}
	}
	config.From = map[int32]int64{0: 2_401}
	_, err = kafka.Replay(deadline(t), c, config)
	var wrong *cluster.ConfigError
	if !errors.As(err, &wrong) || err.Error() != "kafka: ReplayConfig.From has 2401 for partition 0, which is past the end of the range, 2400: is it of another range, or was the topic created again?" {
		t.Errorf("from beyond the range: %v", err)
	}
}

// TestPrepareGroup has a service read again from where a range begins.
func TestPrepareGroup(t *testing.T) {
	brokers := replayed(t)
	offsets, err := records.ParseOffsets("-3", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	config := kafka.GroupConfig{Cluster: cluster.Config{Brokers: brokers}, Group: "again", Topic: "content.events", Offsets: offsets}
	from, err := kafka.PrepareGroup(deadline(t), config)
	if err != nil || !maps.Equal(from, map[int32]int64{0: 9}) {
		t.Fatal(from, err)
	}
	_, err = kafka.PrepareGroup(deadline(t), config)
	var group *kafka.GroupError
	if !errors.As(err, &group) || err.Error() != "kafka: group again has committed offsets for content.events, which would be lost: use another group name, or overwrite them" {
		t.Errorf("a second time: %v", err)
	}
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Group: "again", Registry: catalog.Registry(), Topics: []string{"content.events"}})
	ids := make(chan string, 12)
	handleAny(t, c, func(_ context.Context, e events.Any) error {
		ids <- e.Metadata.EventID
		return nil
	})
	running := runUntilStopped(t, c)
	for range 3 {
		if id := get(t, ids); id != "9" && id != "10" && id != "11" {
			t.Errorf("handled %s", id)
		}
	}
	config.Overwrite = true
	_, err = kafka.PrepareGroup(deadline(t), config)
	if !errors.As(err, &group) || err.Error() != "kafka: group again is active (Stable), so its offsets cannot be set: stop it or use another group name" {
		t.Errorf("while it runs: %v", err)
	}
	if err := running.stop(t); err != nil {
		t.Fatal(err)
	}
	config.Offsets = records.Offsets{}
	if from, err = kafka.PrepareGroup(deadline(t), config); err != nil || from[0] != 0 {
		t.Errorf("overwritten: %v, %v", from, err)
	}
	for _, c := range []struct {
		config kafka.GroupConfig
		field  string
	}{
		{kafka.GroupConfig{Topic: "t"}, "GroupConfig.Group"},
		{kafka.GroupConfig{Group: "g"}, "GroupConfig.Topic"},
		{kafka.GroupConfig{Group: "g", Topic: "t", Offsets: records.Between(time.Time{}, time.Now())}, "GroupConfig.Offsets"},
	} {
		_, err := kafka.PrepareGroup(deadline(t), c.config)
		var wrong *cluster.ConfigError
		if !errors.As(err, &wrong) || wrong.Field != c.field {
			t.Errorf("%+v: %v", c.config, err)
		}
	}
}
