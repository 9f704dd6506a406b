package kafka_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
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
	"github.com/mediamesh/events/catalog/ingest"
	playbacks "github.com/mediamesh/events/examples/playback/catalog"
	"github.com/mediamesh/events/examples/playback/catalog/playback"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
)

// letter is a dead letter of content.events that group "test" put aside.
func letter(key string, value []byte, headers ...string) *kgo.Record {
	r := &kgo.Record{Topic: "content.events.dlq", Key: []byte(key), Value: value}
	for i := 0; i < len(headers); i += 2 {
		r.Headers = append(r.Headers, kgo.RecordHeader{Key: headers[i], Value: []byte(headers[i+1])})
	}
	add := func(key, value string) {
		for i := 0; i < len(headers); i += 2 {
			if headers[i] == key {
				return
			}
		}
		r.Headers = append(r.Headers, kgo.RecordHeader{Key: key, Value: []byte(value)})
	}
	add("dlq-reason", "handler-failed")
	add("dlq-error", "boom")
	add("dlq-topic", "content.events")
	add("dlq-partition", "0")
	add("dlq-offset", "41")
	add("dlq-group", "test")
	add("__dlq.errors.message", "boom")
	return r
}

// letters are so many dead letters of sound events, each with a key of its own.
func letters(t testing.TB, n int) (list []*kgo.Record) {
	for i := range n {
		id := fmt.Sprintf("c-%d", i)
		list = append(list, letter(id, document(t, created(id, events.WithID("e-"+strconv.Itoa(i))))))
	}
	return list
}

// createTopics makes topics of one partition, so that offsets can be told.
func createTopics(t testing.TB, brokers []string, topics ...string) {
	t.Helper()
	c := client(t, brokers)
	defer c.Close()
	if _, err := kadm.NewClient(c).CreateTopics(deadline(t), 1, 1, nil, topics...); err != nil {
		t.Fatal(err)
	}
}

func startRedriven(t testing.TB, letters ...*kgo.Record) []string {
	t.Helper()
	brokers := startBroker(t)
	createTopics(t, brokers, "content.events", "content.events.dlq")
	send(t, brokers, letters...)
	return brokers
}

// redrive redrives content.events.dlq, of known events, for at most patience.
func redrive(t testing.TB, config dlq.RedriveConfig) (dlq.RedriveReport, error) {
	t.Helper()
	if config.Registry == nil {
		config.Registry = catalog.Registry()
	}
	if config.DeadLetterTopic == "" {
		config.DeadLetterTopic = "content.events.dlq"
	}
	if config.HandleTimeout == 0 {
		config.HandleTimeout = patience
	}
	r, err := dlq.NewRedriver(config)
	if err != nil {
		t.Fatal(err)
	}
	return r.Run(deadline(t))
}

// counts writes a report out: what is not 0.
func counts(r dlq.RedriveReport) string {
	var list []string
	for _, c := range []struct {
		name string
		n    int
	}{
		{"chosen", r.Chosen}, {"before", r.AlreadyRedriven}, {"sent", r.Sent}, {"migrated", r.Migrated}, {"repaired", r.Repaired},
		{"handled", r.Handled}, {"unknown", r.Unknown}, {"held", r.Held}, {"left", r.Remaining}, {"failed", len(r.Failures)},
	} {
		if c.n > 0 {
			list = append(list, fmt.Sprintf("%s %d", c.name, c.n))
		}
	}
	return strings.Join(list, ", ")
}

// steps collects what is said of each dead letter: "content.events.dlq/0/3 unchanged".
type steps []string

func (s *steps) add(step dlq.RedriveStep) {
	what := string(step.Change)
	switch {
	case step.Err != nil:
		what = step.Err.Error()
	case what == "":
		what = "held"
	}
	*s = append(*s, step.Letter.At.String()+" "+what)
}

// seen collects what a consumer of a group handles, as it runs.
type seen struct {
	mu  sync.Mutex
	ids []string
}

func (s *seen) add(e events.Any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ids = append(s.ids, e.Metadata.EventID)
}

func (s *seen) list() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.Join(s.ids, " ")
}

// runGroup runs a member of a group until the test ends.
func runGroup(t testing.TB, config kafka.ConsumerConfig) *seen {
	t.Helper()
	s := new(seen)
	config.Topics, config.Workers = []string{"content.events"}, 1
	c := newConsumer(t, config)
	handleAny(t, c, func(_ context.Context, e events.Any) error {
		s.add(e)
		return nil
	})
	runUntilStopped(t, c)
	return s
}

// committedRecords are those of a topic that were not taken back.
func committedRecords(t testing.TB, brokers []string, topic string) []*kgo.Record {
	t.Helper()
	c := client(t, brokers, kgo.ConsumeTopics(topic), kgo.FetchIsolationLevel(kgo.ReadCommitted()), kgo.KeepControlRecords())
	defer c.Close()
	ends, err := kadm.NewClient(c).ListCommittedOffsets(deadline(t), topic)
	if err != nil {
		t.Fatal(err)
	}
	left := make(map[int32]int64)
	ends.Each(func(o kadm.ListedOffset) {
		if o.Offset > 0 {
			left[o.Partition] = o.Offset
		}
	})
	var records []*kgo.Record
	for len(left) > 0 {
		fetches := c.PollFetches(deadline(t))
		if err := fetches.Err(); err != nil {
			t.Fatal(err)
		}
		for _, r := range fetches.Records() {
			if !r.Attrs.IsControl() {
				records = append(records, r)
			}
			if r.Offset+1 >= left[r.Partition] {
				delete(left, r.Partition)
			}
		}
	}
	return records
}

// TestRedrive sends a record again as it was, and only once.
func TestRedrive(t *testing.T) {
	value := []byte("\n" + string(document(t, created("c-1", events.WithID("e-1")))) + " ")
	brokers := startRedriven(t, letter("c-1", value, "event-type", "content.created", "event-id", "e-1", "redriven-from", "content.events.dlq/0/7", "redriven-for", "other"))
	s := runGroup(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}})
	report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}})
	if err != nil || counts(report) != "chosen 1, sent 1, handled 1" {
		t.Fatalf("%s, %v", counts(report), err)
	}
	if got := s.list(); got != "e-1" {
		t.Errorf("handled %q", got)
	}
	sent := committedRecords(t, brokers, "content.events")
	if len(sent) != 1 || !bytes.Equal(sent[0].Value, value) || string(sent[0].Key) != "c-1" {
		t.Fatalf("sent %v", sent)
	}
	if got, want := headers(sent[0]), "event-type=content.created event-id=e-1 redriven-from=content.events.dlq/0/0 redriven-for=test"; got != want {
		t.Errorf("headers %s\nwant    %s", got, want)
	}
	report, err = redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}})
	if err != nil || counts(report) != "before 1" {
		t.Errorf("the second time %s, %v", counts(report), err)
	}
	report, err = redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}, DryRun: true})
	if err != nil || counts(report) != "before 1" {
		t.Errorf("in a dry run %s, %v", counts(report), err)
	}
}

// drift is an event from before the contract, as it is on the topics.
const drift = `{"metadata":{"eventId":"e-1","eventType":"ingest.started","eventVersion":"1.0","timestamp":"2024-01-31T12:00:00.000Z","source":"ingest"},` +
	`"payload":{"jobId":"i-1","contentId":"c-1","filename":"a.mov","fileSize":1,"mimeType":"video/quicktime","startedBy":"u","startedAt":"2024-01-31T12:00:00.000Z"}}`

// TestRedriveDrift takes an event from before the contract all the way: it is
// refused, put aside, looked at, repaired, redriven and handled.
func TestRedriveDrift(t *testing.T) {
	brokers := startBroker(t)
	send(t, brokers, &kgo.Record{Topic: "ingest.events", Key: []byte("i-1"), Value: []byte(drift), Headers: []kgo.RecordHeader{{Key: "event-version", Value: []byte("1.0")}}})
	first := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}})
	handle(t, first, func(context.Context, events.Event[ingest.Started]) error { return errors.New("unexpected") })
	runToEnd(t, first)

	var found []dlq.Letter
	for d, err := range dlq.List(deadline(t), dlq.Config{Cluster: cluster.Config{Brokers: brokers}}) {
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, d)
	}
	if len(found) != 1 || found[0].EventVersion != "1.0" || found[0].Reason != kafka.ReasonInvalid || len(found[0].Violations) != 2 {
		t.Fatalf("dead letters %+v", found)
	}
	config := dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}, DeadLetterTopic: "ingest.events.dlq"}
	report, err := redrive(t, config)
	var halted *dlq.RedriveHaltedError
	var invalid *events.InvalidError
	if !errors.As(err, &halted) || !errors.As(err, &invalid) || counts(report) != "chosen 1, failed 1" {
		t.Fatalf("%s, %v", counts(report), err)
	}
	want := "kafka: redriving ingest.events.dlq ended at the first failure: kafka: " + found[0].At.String() + " (ingest.started e-1) was not sent: " +
		"ingest.started is invalid: /metadata/eventVersion "
	if !strings.HasPrefix(err.Error(), want) || !strings.Contains(err.Error(), "/payload/ingestId is required") {
		t.Errorf("got  %v\nwant %s…", err, want)
	}

	handled := make(chan events.Event[ingest.Started], 1)
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}})
	handle(t, c, func(_ context.Context, e events.Event[ingest.Started]) error {
		handled <- e
		return nil
	})
	runUntilStopped(t, c)
	config.Repair = func(d dlq.Letter) ([]byte, error) {
		value := bytes.Replace(d.Original.Value, []byte(`"jobId"`), []byte(`"ingestId"`), 1)
		return bytes.Replace(value, []byte(`"eventVersion":"1.0"`), []byte(`"eventVersion":"1.0.0"`), 1), nil
	}
	report, err = redrive(t, config)
	if err != nil || counts(report) != "chosen 1, sent 1, repaired 1, handled 1" {
		t.Fatalf("%s, %v", counts(report), err)
	}
	if e := get(t, handled); e.Payload.IngestID != "i-1" || e.Metadata.EventVersion != "1.0.0" {
		t.Errorf("handled %+v", e)
	}
	sent := committedRecords(t, brokers, "ingest.events")
	if got, want := headers(sent[len(sent)-1]), "event-version=1.0.0 redriven-from="+found[0].At.String()+" redriven-for=test"; got != want {
		t.Errorf("headers %s\nwant    %s", got, want)
	}
}

// TestRedriveJudges has every dead letter judged, and sends none.
func TestRedriveJudges(t *testing.T) {
	sound := document(t, created("c-1", events.WithID("e-1")))
	old := document(t, events.New("player", playback.Started{SessionID: "s", ContentID: "c", UserID: "u", StartedAt: time.Unix(0, 0).UTC(), Device: "tv/x"}, events.WithID("p-1")))
	fails := bytes.Replace(old, []byte("tv/x"), []byte("secret"), 1)
	panics := bytes.Replace(old, []byte("tv/x"), []byte("panic"), 1)
	types := append(catalog.Types(), playbacks.Types()...)
	known, err := events.NewRegistry(types...)
	if err != nil {
		t.Fatal(err)
	}
	migrating, err := known.With(events.Upcast(func(old playback.Started) (playback.StartedV2, error) {
		switch old.Device {
		case "panic":
			panic("secret")
		case "secret":
			return playback.StartedV2{}, errors.New("secret")
		}
		return playback.StartedV2{SessionID: old.SessionID, ContentID: old.ContentID, ViewerID: old.UserID, StartedAt: old.StartedAt, Device: playback.Device{Kind: playback.DeviceKindTv}}, nil
	}))
	if err != nil {
		t.Fatal(err)
	}
	repair := func(give []byte, err error) func(dlq.Letter) ([]byte, error) {
		return func(dlq.Letter) ([]byte, error) { return give, err }
	}
	for _, c := range []struct {
		name   string
		letter *kgo.Record
		config dlq.RedriveConfig
		want   string // behind the position
	}{
		{name: "sound", letter: letter("c-1", sound), want: " unchanged"},
		{name: "sound, with a repair that has nothing to do", letter: letter("c-1", sound), config: dlq.RedriveConfig{Repair: repair(nil, nil)}, want: " unchanged"},
		{name: "repaired", letter: letter("c-1", []byte("x")), config: dlq.RedriveConfig{Repair: repair(sound, nil)}, want: " repaired"},
		{name: "no repair", letter: letter("c-1", []byte(`{"metadata":{"eventType":"content.created","eventId":"e-1"}}`)), config: dlq.RedriveConfig{Repair: repair(nil, errors.New("secret"))},
			want: " (content.created e-1) was not sent: repairing it failed"},
		{name: "a repair that panics", letter: letter("c-1", sound), config: dlq.RedriveConfig{Repair: func(dlq.Letter) ([]byte, error) { panic("secret") }},
			want: " (content.created e-1) was not sent: repairing it failed"},
		{name: "repaired in vain", letter: letter("c-1", sound), config: dlq.RedriveConfig{Repair: repair([]byte(`{}`), nil)},
			want: " (content.created e-1) was not sent: event is invalid: /metadata is required; /payload is required"},
		{name: "migrated", letter: letter("s", old, "dlq-reason", "unsupported-version"), config: dlq.RedriveConfig{Registry: migrating}, want: " migrated"},
		{name: "repaired and migrated", letter: letter("s", nil), config: dlq.RedriveConfig{Registry: migrating, Repair: repair(old, nil)}, want: " repaired"},
		{name: "an older major that its group can handle", letter: letter("s", old), config: dlq.RedriveConfig{Registry: known}, want: " unchanged"},
		{name: "an older major that its group can handle, and may pin", letter: letter("s", old), config: dlq.RedriveConfig{Registry: migrating}, want: " unchanged"},
		{name: "an older major that its group cannot handle", letter: letter("s", old, "dlq-reason", "unsupported-version"), config: dlq.RedriveConfig{Registry: known},
			want: " (playback.started p-1) was not sent: playback.started 1.1.0 cannot be migrated: no migration from 1.1.0 to 2.0.0 is registered"},
		{name: "a migration that fails", letter: letter("s", fails), config: dlq.RedriveConfig{Registry: migrating},
			want: " (playback.started p-1) was not sent: migrating playback.started from 1.1.0 to 2.0.0 failed"},
		{name: "a migration that panics", letter: letter("s", panics), config: dlq.RedriveConfig{Registry: migrating},
			want: " (playback.started p-1) was not sent: migrating playback.started from 1.1.0 to 2.0.0 failed"},
		{name: "an unknown type", letter: letter("s", old, "dlq-reason", "unknown-type"),
			want: ` (playback.started p-1) was not sent: event type "playback.started" is unknown: add it to the contract, or register its descriptor`},
		{name: "no value", letter: letter("c-1", nil), want: " was not sent: event is invalid: the document is missing: the record has no value"},
		{name: "a header contradicts", letter: letter("c-1", sound, "event-source", "x"),
			want: " (content.created e-1) was not sent: content.created is invalid: /metadata/source is contradicted by the record's header event-source"},
		{name: "a header contradicted", letter: letter("c-1", sound, "event-source", "x"), config: dlq.RedriveConfig{Repair: repair(sound, nil)}, want: " repaired"},
		{name: "no origin", letter: &kgo.Record{Topic: "content.events.dlq", Value: sound}, want: " (content.created e-1) was not sent: it does not say which topic it is from"},
		{name: "no group", letter: letter("c-1", sound, "dlq-group", ""), want: " (content.created e-1) was not sent: it does not name the group that dead-lettered it: redrive it for all groups, or not at all"},
		{name: "no group, for all", letter: letter("c-1", sound, "dlq-group", ""), config: dlq.RedriveConfig{AllGroups: true}, want: " unchanged"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			brokers := startRedriven(t, c.letter)
			var got steps
			c.config.Cluster.Brokers, c.config.DryRun, c.config.OnLetter = brokers, true, got.add
			if _, err := redrive(t, c.config); err != nil {
				t.Fatal(err)
			}
			want := "content.events.dlq/0/0" + c.want
			if strings.Contains(want, "was not sent") {
				want = "content.events.dlq/0/0 kafka: " + want
			}
			if len(got) != 1 || got[0] != want {
				t.Errorf("got  %q\nwant %q", got, want)
			}
			if n := len(committedRecords(t, brokers, "content.events")); n != 0 {
				t.Errorf("%d records were sent in a dry run", n)
			}
			topics, err := kadm.NewClient(client(t, brokers)).ListTopics(deadline(t))
			if err != nil || topics.Has("content.events.dlq.redriven") {
				t.Errorf("a dry run made topics %v, %v", topics.Names(), err)
			}
		})
	}
}

// failing is a registry of a service that does not know content.created, so
// that it puts it aside.
func failing(t testing.TB) *events.Registry {
	t.Helper()
	reg, err := events.NewRegistry(content.Deleted{}.EventType())
	if err != nil {
		t.Fatal(err)
	}
	return reg
}

// TestRedriveFails ends at the canary if its group puts that aside again.
func TestRedriveFails(t *testing.T) {
	brokers := startRedriven(t, letters(t, 5)...)
	s := runGroup(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Registry: failing(t)})
	var got steps
	report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}, Canary: 2, OnLetter: got.add})
	var halted *dlq.RedriveHaltedError
	if !errors.As(err, &halted) {
		t.Fatal(err)
	}
	if n := len(committedRecords(t, brokers, "content.events")); n != 2 || report.Sent != 2 || report.Remaining != 3 || report.Chosen != 5 {
		t.Errorf("%d sent, report %s", n, counts(report))
	}
	if diff := cmp.Diff(steps{"content.events.dlq/0/0 unchanged", "content.events.dlq/0/1 unchanged"}, got); diff != "" {
		t.Error(diff)
	}
	f := halted.Failure
	if f.Letter.Offset != 0 || f.Again == nil || f.Again.At.Offset != 5 || f.Again.Reason != kafka.ReasonUnknownType || f.Err != nil {
		t.Errorf("failure %+v", f)
	}
	if want := `kafka: redriving content.events.dlq ended at the first failure: kafka: content.events.dlq/0/0 (content.created e-0) failed again, as content.events.dlq/0/5: ` +
		`unknown-type: event type "content.created" is unknown: add it to the contract, or register its descriptor`; err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	if got := s.list(); got != "" {
		t.Errorf("handled %q", got)
	}
}

// TestRedriveGoesOn redrives the rest once the service was mended.
func TestRedriveGoesOn(t *testing.T) {
	brokers := startRedriven(t, letters(t, 5)...)
	broken := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Registry: failing(t), Topics: []string{"content.events"}})
	handleAny(t, broken, func(context.Context, events.Any) error { return nil })
	running := runUntilStopped(t, broken)
	if _, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}}); err == nil {
		t.Fatal("no failure")
	}
	if err := running.stop(t); err != nil {
		t.Fatal(err)
	}
	s := runGroup(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}})
	report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}})
	if err != nil || counts(report) != "chosen 5, before 1, sent 5, handled 5" {
		t.Errorf("%s, %v", counts(report), err)
	}
	if got := len(strings.Fields(s.list())); got != 5 {
		t.Errorf("handled %s", s.list())
	}
	for d, err := range dlq.List(deadline(t), dlq.Config{Cluster: cluster.Config{Brokers: brokers}}) {
		t.Errorf("still there: %v, %v", d.At, err)
	}
	n := 0
	for d, err := range dlq.List(deadline(t), dlq.Config{Cluster: cluster.Config{Brokers: brokers}, Redriven: true}) {
		if n++; err != nil || !d.Redriven {
			t.Errorf("%v, %v", d.At, err)
		}
	}
	if n != 6 {
		t.Errorf("%d dead letters altogether, want 6", n)
	}
}

// TestRedriveKeepsGoing goes past failures, but not those of the same key.
func TestRedriveKeepsGoing(t *testing.T) {
	list := letters(t, 4)
	list[1].Value = []byte("{")           // c-1
	list[2].Key = []byte("c-1")           //
	list = append(list, letters(t, 5)[4]) //
	brokers := startRedriven(t, list...)
	s := runGroup(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}})
	var got steps
	report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}, KeepGoing: true, OnLetter: got.add})
	if err != nil || counts(report) != "chosen 5, sent 3, handled 3, held 1, failed 1" {
		t.Errorf("%s, %v", counts(report), err)
	}
	if s.list() != "e-0 e-3 e-4" {
		t.Errorf("handled %s", s.list())
	}
	if len(got) != 5 || got[0] != "content.events.dlq/0/0 unchanged" || !strings.HasPrefix(got[1], "content.events.dlq/0/1 kafka: content.events.dlq/0/1 was not sent: event is invalid: ") || got[2] != "content.events.dlq/0/2 held" {
		t.Errorf("steps %q", got)
	}
}

// TestRedriveInOrder sends the records of a key one after the other, each when
// the one before was handled; what its group puts aside again holds up the
// others, and goes first the next time.
func TestRedriveInOrder(t *testing.T) {
	var list []*kgo.Record
	for i := range 4 {
		list = append(list, letter("c-1", document(t, created("c-1", events.WithID("e-"+strconv.Itoa(i))))))
	}
	deleted := events.New("cms-service", content.Deleted{ContentID: "c-1", ContentType: "MOVIE", Title: "x", DeletedBy: "u", DeletedAt: time.Unix(0, 0).UTC()}, events.WithID("first"))
	list[0] = letter("c-1", document(t, deleted))
	list[3] = letter("c-1", list[3].Value, "dlq-reason", "key-blocked")
	brokers := startRedriven(t, list...)

	broken := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Registry: failing(t), Topics: []string{"content.events"}})
	handleAny(t, broken, func(context.Context, events.Any) error { return nil })
	running := runUntilStopped(t, broken)
	report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}, KeepGoing: true, Filter: dlq.Filter{Reasons: []kafka.Reason{"handler-failed"}}})
	if err != nil || counts(report) != "chosen 4, sent 2, handled 1, held 2, failed 1" {
		t.Errorf("%s, %v", counts(report), err)
	}
	if err := running.stop(t); err != nil {
		t.Fatal(err)
	}

	s := runGroup(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}})
	report, err = redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}})
	if err != nil || counts(report) != "chosen 3, before 2, sent 3, handled 3" {
		t.Errorf("%s, %v", counts(report), err)
	}
	if s.list() != "e-1 e-2 e-3" {
		t.Errorf("handled %s", s.list())
	}
}

// TestRedriveWaits says that the group does not run, and how to go on.
func TestRedriveWaits(t *testing.T) {
	brokers := startRedriven(t, letters(t, 3)...)
	report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}, HandleTimeout: time.Millisecond})
	var stalled *dlq.RedriveStalledError
	if !errors.As(err, &stalled) || counts(report) != "chosen 3, sent 1, left 2" {
		t.Fatalf("%s, %v", counts(report), err)
	}
	if want := "kafka: redriving content.events.dlq: group test has committed nothing for 1ms, and 1 of the records sent are not handled; " +
		"it has no members: start the service, then run the redrive again, which goes on with the rest"; err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	s := runGroup(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}})
	report, err = redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}})
	if err != nil || counts(report) != "chosen 2, before 1, sent 2, handled 2" || s.list() != "e-0 e-1 e-2" {
		t.Errorf("%s, %v, handled %s", counts(report), err, s.list())
	}
}

// A group that runs and does not get on is to be looked at.
func TestRedrive_StalledByRunningGroup(t *testing.T) {
	brokers := startRedriven(t, letters(t, 1)...)
	publish(t, brokers, created("c-1"))
	started, release := make(chan struct{}), make(chan struct{})
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Workers: 1})
	handle(t, c, func(_ context.Context, e events.Event[content.Created]) error {
		if e.Payload.ContentID == "c-1" {
			close(started)
			<-release
		}
		return nil
	})
	runUntilStopped(t, c)
	t.Cleanup(func() { close(release) })
	get(t, started)
	report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}, HandleTimeout: time.Millisecond})
	var stalled *dlq.RedriveStalledError
	if !errors.As(err, &stalled) || counts(report) != "chosen 1, sent 1" {
		t.Fatalf("%s, %v", counts(report), err)
	}
	if want := (dlq.RedriveStalledError{DeadLetterTopic: "content.events.dlq", Group: "test", State: "Stable", Unhandled: 1, Timeout: time.Millisecond}); *stalled != want {
		t.Errorf("got %+v, want %+v", *stalled, want)
	}
	if want := "kafka: redriving content.events.dlq: group test has committed nothing for 1ms, and 1 of the records sent are not handled; " +
		"look at the service, or allow more time, then run the redrive again, which goes on with the rest"; err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

// TestRedriveStopped ends a redrive half-way, by its context and by what looks
// like its death, and runs another: each is sent once.
func TestRedriveStopped(t *testing.T) {
	const n = 20
	brokers := startRedriven(t, letters(t, n)...)
	s := runGroup(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}})

	ctx, cancel := context.WithCancel(deadline(t))
	defer cancel()
	r, err := dlq.NewRedriver(dlq.RedriveConfig{
		Cluster: cluster.Config{Brokers: brokers}, Registry: catalog.Registry(), DeadLetterTopic: "content.events.dlq", Rate: 100,
		OnProgress: func(r dlq.RedriveReport) {
			if r.Sent >= 6 {
				cancel()
			}
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	report, err := r.Run(ctx)
	if !errors.Is(err, context.Canceled) || report.Sent < 6 || report.Sent+report.Remaining != n {
		t.Fatalf("%s, %v", counts(report), err)
	}

	// A redrive that dies has sent something, and its transaction is open.
	dead := client(t, brokers, kgo.TransactionalID("content.events.dlq.redrive"))
	if err := dead.BeginTransaction(); err != nil {
		t.Fatal(err)
	}
	if err := dead.ProduceSync(deadline(t), &kgo.Record{Topic: "content.events", Key: []byte("c-19"), Value: letters(t, n)[19].Value}).FirstErr(); err != nil {
		t.Fatal(err)
	}

	report2, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}})
	if err != nil || report2.Sent != report.Remaining || report2.AlreadyRedriven != report.Sent {
		t.Errorf("%s, then %s, %v", counts(report), counts(report2), err)
	}
	sent := make(map[string]int)
	for _, r := range committedRecords(t, brokers, "content.events") {
		sent[string(r.Key)]++
	}
	for i := range n {
		if key := fmt.Sprintf("c-%d", i); sent[key] != 1 {
			t.Errorf("%s was sent %d times", key, sent[key])
		}
	}
	if got := len(strings.Fields(s.list())); got != n {
		t.Errorf("%d were handled: %s", got, s.list())
	}

	// What had died comes back, and finds that it was replaced.
	err = dead.EndTransaction(deadline(t), kgo.TryCommit)
	if !errors.Is(err, kerr.InvalidProducerEpoch) && !errors.Is(err, kerr.ProducerFenced) {
		t.Errorf("the dead one could still commit: %v", err)
	}
}

// TestRedriveFilter chooses by each field, and counts what is left alone.
func TestRedriveFilter(t *testing.T) {
	list := letters(t, 4)
	list[1] = letter("c-1", list[1].Value, "dlq-reason", "invalid")
	list[2] = letter("c-2", list[2].Value, "dlq-group", "other")
	list[3] = letter("c-3", document(t, events.New("cms-service", content.Deleted{ContentID: "c-3", ContentType: "MOVIE", Title: "x", DeletedBy: "u", DeletedAt: time.Unix(0, 0).UTC()})))
	start := time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)
	for i, r := range list {
		r.Timestamp = start.Add(time.Duration(i) * time.Minute)
	}
	brokers := startRedriven(t, list...)
	for name, c := range map[string]struct {
		filter dlq.Filter
		want   string
	}{
		"none":         {dlq.Filter{}, "0 1 2 3"},
		"type":         {dlq.Filter{Types: []string{"content.deleted"}}, "3"},
		"types":        {dlq.Filter{Types: []string{"content.deleted", "content.created"}}, "0 1 2 3"},
		"reason":       {dlq.Filter{Reasons: []kafka.Reason{kafka.ReasonInvalid}}, "1"},
		"key":          {dlq.Filter{Keys: []string{"c-0", "c-2", "c-9"}}, "0 2"},
		"group":        {dlq.Filter{Groups: []string{"other"}}, "2"},
		"since":        {dlq.Filter{Since: start.Add(time.Minute)}, "1 2 3"},
		"until":        {dlq.Filter{Until: start.Add(time.Minute)}, "0"},
		"both":         {dlq.Filter{Since: start.Add(time.Minute), Until: start.Add(2 * time.Minute)}, "1"},
		"all of them":  {dlq.Filter{Types: []string{"content.created"}, Keys: []string{"c-1", "c-0"}, Since: start.Add(1)}, "1"},
		"nothing fits": {dlq.Filter{Keys: []string{""}}, ""},
	} {
		var dry, listed []string
		_, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}, DryRun: true, Filter: c.filter, OnLetter: func(s dlq.RedriveStep) {
			dry = append(dry, strconv.FormatInt(s.Letter.At.Offset, 10))
		}})
		if err != nil {
			t.Fatal(err)
		}
		for d, err := range dlq.List(deadline(t), dlq.Config{Cluster: cluster.Config{Brokers: brokers}, Filter: c.filter}) {
			if err != nil {
				t.Fatal(err)
			}
			listed = append(listed, strconv.FormatInt(d.At.Offset, 10))
		}
		if got := strings.Join(dry, " "); got != c.want {
			t.Errorf("%s: redrives %q, want %q", name, got, c.want)
		}
		if got := strings.Join(listed, " "); got != c.want {
			t.Errorf("%s: lists %q, want %q", name, got, c.want)
		}
	}
}

// TestRedriveRefused keeps going when the cluster refuses a record.
func TestRedriveRefused(t *testing.T) {
	list := letters(t, 3)
	list[1] = letter("c-1", list[1].Value, "dlq-topic", "gone")
	brokers := startRedriven(t, list...)
	s := runGroup(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}})
	report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}, Canary: 3, KeepGoing: true})
	if err != nil || counts(report) != "chosen 3, sent 2, handled 2, failed 1" {
		t.Fatalf("%s, %v", counts(report), err)
	}
	f := report.Failures[0]
	if !errors.Is(f, kerr.UnknownTopicOrPartition) || f.Letter.Offset != 1 {
		t.Errorf("failure %v", f)
	}
	if s.list() != "e-0 e-2" {
		t.Errorf("handled %s", s.list())
	}
}

// TestRedriveAllGroups leaves out for whom it is, and who is not known is not
// waited for.
func TestRedriveAllGroups(t *testing.T) {
	list := letters(t, 2)
	list[1] = letter("c-1", list[1].Value, "dlq-group", "")
	brokers := startRedriven(t, list...)
	runGroup(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}})
	report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}, AllGroups: true, Canary: 1})
	if err != nil || counts(report) != "chosen 2, sent 2, handled 1, unknown 1" {
		t.Fatalf("%s, %v", counts(report), err)
	}
	for i, r := range committedRecords(t, brokers, "content.events") {
		if got, want := headers(r), fmt.Sprintf("redriven-from=content.events.dlq/0/%d", i); got != want {
			t.Errorf("headers %s, want %s", got, want)
		}
	}
}

func TestRedriveConfig(t *testing.T) {
	for _, c := range []struct {
		config dlq.RedriveConfig
		want   string
	}{
		{dlq.RedriveConfig{}, "kafka: RedriveConfig.Registry is nil: want the service's registry, such as catalog.Registry()"},
		{dlq.RedriveConfig{Registry: catalog.Registry()}, `kafka: RedriveConfig.DeadLetterTopic "" is not a topic name: want 1 to 249 letters, digits, dots, underscores and hyphens`},
		{dlq.RedriveConfig{Registry: catalog.Registry(), DeadLetterTopic: "a", Canary: -1}, "kafka: RedriveConfig.Canary is -1: want 1 or more, or 0 for the default of 1"},
		{dlq.RedriveConfig{Registry: catalog.Registry(), DeadLetterTopic: "a", MaxUnhandled: -1}, "kafka: RedriveConfig.MaxUnhandled is -1: want 1 or more, or 0 for the default of 1000"},
		{dlq.RedriveConfig{Registry: catalog.Registry(), DeadLetterTopic: "a", Rate: -1}, "kafka: RedriveConfig.Rate is -1: want records a second, or 0 for no limit"},
		{dlq.RedriveConfig{Registry: catalog.Registry(), DeadLetterTopic: "a", HandleTimeout: -1}, "kafka: RedriveConfig.HandleTimeout is -1ns: want a positive duration, or 0 for the default of 1m0s"},
		{dlq.RedriveConfig{Registry: catalog.Registry(), DeadLetterTopic: "a", Cluster: cluster.Config{Brokers: []string{"x:y"}}}, `kafka: RedriveConfig.Cluster.Brokers has "x:y": want host:port, such as 127.0.0.1:9092`},
	} {
		_, err := dlq.NewRedriver(c.config)
		var config *cluster.ConfigError
		if !errors.As(err, &config) || err.Error() != c.want {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
}

func TestRedriveWithoutTopic(t *testing.T) {
	brokers := startBroker(t)
	_, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}, DeadLetterTopic: "nothing.dlq"})
	var topic *cluster.TopicError
	if !errors.As(err, &topic) || !errors.Is(err, kerr.UnknownTopicOrPartition) {
		t.Errorf("got %v", err)
	}
}

func TestFindDeadLetter(t *testing.T) {
	brokers := startRedriven(t, letters(t, 2)...)
	find := func(text string) (dlq.Letter, error) {
		at, err := cluster.ParsePosition(text)
		if err != nil {
			t.Fatal(err)
		}
		return dlq.Find(deadline(t), dlq.Config{Cluster: cluster.Config{Brokers: brokers}}, at)
	}
	if d, err := find("content.events.dlq/0/1"); err != nil || d.EventID != "e-1" || d.Group != "test" || d.Redriven {
		t.Errorf("%+v, %v", d, err)
	}
	for text, want := range map[string]string{
		"content.events.dlq/0/2": "kafka: there is no record content.events.dlq/0/2: the partition has offsets 0 to 1",
		"content.events.dlq/1/0": "kafka: there is no record content.events.dlq/1/0: the topic's partitions are 0 to 0",
		"content.events/0/0":     "kafka: there is no record content.events/0/0: the partition is empty",
	} {
		_, err := find(text)
		var none *dlq.NoRecordError
		if !errors.As(err, &none) || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
}

// Dead letters can be named one by one; a position without one is an error, and then
// nothing is sent.
func TestRedrive_Positions(t *testing.T) {
	brokers := startRedriven(t, letters(t, 4)...)
	at := func(offset int64) cluster.Position {
		return cluster.Position{Topic: "content.events.dlq", Offset: offset}
	}
	s := runGroup(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}})
	_, err := dlq.NewRedriver(dlq.RedriveConfig{
		Cluster: cluster.Config{Brokers: brokers}, Registry: catalog.Registry(), DeadLetterTopic: "content.events.dlq", Positions: []cluster.Position{{Topic: "other.dlq"}},
	})
	if want := "kafka: RedriveConfig.Positions has other.dlq/0/0, which is not in content.events.dlq"; err == nil || err.Error() != want {
		t.Errorf("%v\nwant %s", err, want)
	}
	report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}, Positions: []cluster.Position{at(1), at(9)}})
	if want := "kafka: there is no record content.events.dlq/0/9: the partition has offsets 0 to 3"; err == nil || err.Error() != want || report.Sent > 0 {
		t.Errorf("%+v, %v\nwant %s", report, err, want)
	}
	report, err = redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}, Positions: []cluster.Position{at(3), at(1)}})
	if err != nil || counts(report) != "chosen 2, sent 2, handled 2" {
		t.Fatalf("%s, %v", counts(report), err)
	}
	// Those that a filter chooses, too.
	report, err = redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}, Positions: []cluster.Position{at(0), at(2)}, Filter: dlq.Filter{Keys: []string{"c-2", "c-3"}}})
	if err != nil || counts(report) != "chosen 1, sent 1, handled 1" {
		t.Fatalf("%s, %v", counts(report), err)
	}
	if s.list() != "e-1 e-3 e-2" {
		t.Errorf("handled %s", s.list())
	}
}

// Dead-letter topics are found by how they are named.
func TestDeadLetters_FindsTopics(t *testing.T) {
	s := newStage(t, 1)
	dead := func(topic string) string {
		if topic == s.name("content.events") {
			return s.name("failed.content")
		}
		return s.name("none")
	}
	s.create(t, 1, "failed.content")
	list := letters(t, 1)
	list[0].Topic = s.name("failed.content")
	s.send(t, list...)
	var found []string
	for d, err := range dlq.List(deadline(t), dlq.Config{Cluster: cluster.Config{Brokers: s.brokers}, DeadLetterTopic: dead}) {
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, d.At.String())
	}
	if len(found) != 1 || found[0] != s.name("failed.content")+"/0/0" {
		t.Errorf("found %v", found)
	}
}
