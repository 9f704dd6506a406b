package kafka_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
	"github.com/twmb/franz-go/pkg/sasl/plain"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/broker"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/catalog/ingest"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/records"
)

// onePartition is a broker whose topics have one partition, so that there is
// one order.
func onePartition(t testing.TB) []string {
	t.Helper()
	onlyEmbedded(t)
	b, err := broker.Start(broker.Config{Partitions: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b.Addrs()
}

// journal notes which contents were handled.
type journal struct {
	mu  sync.Mutex
	ids []string
}

func (j *journal) note(_ context.Context, e events.Event[content.Created]) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.ids = append(j.ids, e.Payload.ContentID)
	return nil
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return strings.Join(j.ids, " ")
}

func TestHandlerError(t *testing.T) {
	s := newStage(t, 1)
	s.publish(t, created("c-0"), created("c-1", events.WithID("e-1")), created("c-2"))
	boom := errors.New("boom")
	var j journal
	c := s.consumer(t, kafka.ConsumerConfig{Workers: 1, Policies: stopAtFailures, Retry: once})
	handle(t, c, func(ctx context.Context, e events.Event[content.Created]) error {
		if e.Payload.ContentID == "c-1" {
			return fmt.Errorf("indexing: %w", boom)
		}
		return j.note(ctx, e)
	})
	err := c.RunToEnd(deadline(t))
	var failed *kafka.HandlerError
	if !errors.As(err, &failed) || !errors.Is(err, boom) {
		t.Fatalf("error %v, want a HandlerError", err)
	}
	if want := (kafka.HandlerError{EventType: "content.created", EventID: "e-1", Topic: s.name("content.events"), Offset: 1, Attempts: 1, Err: failed.Err}); *failed != want {
		t.Errorf("error %+v", *failed)
	}
	if want := "kafka: handling content.created e-1 (" + s.name("content.events") + " partition 0 offset 1): indexing: boom"; err.Error() != want {
		t.Errorf("error %q\nwant  %q", err, want)
	}
	if n := s.committed(t); n != 1 {
		t.Errorf("committed %d, want 1: only what was handled", n)
	}
	if s := c.Stats(); s != (kafka.Stats{Handled: 1}) {
		t.Errorf("stats %+v", s)
	}

	// The record comes first the next time.
	again := s.consumer(t, kafka.ConsumerConfig{Workers: 1})
	handle(t, again, j.note)
	runToEnd(t, again)
	if j.String() != "c-0 c-1 c-2" {
		t.Errorf("handled %s", &j)
	}
}

func TestHandlerPanics(t *testing.T) {
	brokers := onePartition(t)
	publish(t, brokers, created("c-0", events.WithID("e-0")))
	cause := errors.New("cause")
	for _, value := range []any{"boom", cause} {
		c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Policies: stopAtFailures, Retry: once})
		handle(t, c, func(context.Context, events.Event[content.Created]) error { panic(value) })
		err := c.RunToEnd(deadline(t))
		var panicked *kafka.PanicError
		if !errors.As(err, &panicked) || panicked.Value != value {
			t.Fatalf("error %v, want a PanicError", err)
		}
		if !strings.Contains(string(panicked.Stack), "TestHandlerPanics") {
			t.Errorf("the stack does not lead to the handler: %s", panicked.Stack)
		}
		want := fmt.Sprintf("kafka: handling content.created e-0 (content.events partition 0 offset 0): panic: %v\ngoroutine ", value)
		if !strings.HasPrefix(err.Error(), want) {
			t.Errorf("error %q\nwant  %q…", err, want)
		}
		if errors.Is(err, cause) != (value == cause) {
			t.Errorf("unwraps to %v", errors.Unwrap(panicked))
		}
	}
	if n := committed(t, brokers, "test", "content.events"); n != 0 {
		t.Errorf("committed %d, want 0", n)
	}
}

// Told to stop, the consumer finishes the record in hand, and no other.
func TestGracefulStop(t *testing.T) {
	s := newStage(t, 1)
	s.publish(t, series(3)...)
	var j journal
	started, finish := make(chan struct{}), make(chan struct{})
	c := s.consumer(t, kafka.ConsumerConfig{Workers: 1})
	handle(t, c, func(ctx context.Context, e events.Event[content.Created]) error {
		started <- struct{}{}
		<-finish
		if ctx.Err() != nil {
			t.Errorf("the handler's context ended: %v", ctx.Err())
		}
		return j.note(ctx, e)
	})
	r := runUntilStopped(t, c)
	get(t, started)
	r.cancel()
	close(finish)
	if err := r.wait(t); err != nil {
		t.Fatalf("error %v, want nil: it was told to stop", err)
	}
	if j.String() != "c-0" || s.committed(t) != 1 {
		t.Errorf("handled %s, committed %d, want c-0 and 1", &j, s.committed(t))
	}
	if members := membersOf(t, s.brokers, s.group); members != 0 {
		t.Errorf("%d members, want none: the group was left", members)
	}

	again := s.consumer(t, kafka.ConsumerConfig{Workers: 1})
	handle(t, again, j.note)
	runToEnd(t, again)
	if j.String() != "c-0 c-1 c-2" {
		t.Errorf("handled %s: something was repeated, or lost", &j)
	}
}

func membersOf(t testing.TB, brokers []string, group string) int {
	t.Helper()
	c := client(t, brokers)
	defer c.Close()
	groups, err := kadm.NewClient(c).DescribeGroups(deadline(t), group)
	if err != nil {
		t.Fatal(err)
	}
	return len(groups[group].Members)
}

var (
	stopAtFailures = map[kafka.Reason]kafka.Policy{kafka.ReasonHandlerFailed: kafka.PolicyStop}
	once           = kafka.RetryPolicy{MaxAttempts: 1}
)

// A handler that takes too long over stopping loses its context, not its event.
func TestDrainTimeout(t *testing.T) {
	brokers := onePartition(t)
	publish(t, brokers, created("c-0", events.WithID("e-0")))
	started := make(chan struct{}, 1)
	var log logs
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, DrainTimeout: time.Millisecond, Logger: log.logger()})
	handle(t, c, func(ctx context.Context, _ events.Event[content.Created]) error {
		started <- struct{}{}
		<-ctx.Done()
		return ctx.Err()
	})
	r := runUntilStopped(t, c)
	get(t, started)
	if err := r.stop(t); err != nil {
		t.Error(err)
	}
	want := `level=WARN msg="kafka: handlers did not return within the drain timeout; their events will be redelivered" group=test handlers=1 drain_timeout=1ms`
	if !strings.Contains(log.String(), want) {
		t.Errorf("logged %s\nwant   %s", log.String(), want)
	}
	if n := committed(t, brokers, "test", "content.events"); n != 0 {
		t.Errorf("committed %d, want 0", n)
	}
}

func TestStoppedBeforehand(t *testing.T) {
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: startBroker(t)}})
	handle(t, c, func(context.Context, events.Event[content.Created]) error { return nil })
	if err := c.Run(canceled()); err != nil {
		t.Error(err)
	}
}

// A port that takes connections and says nothing is given up in time, by all that connect.
func TestConnect_GivesUpSilentBrokers(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	addr, within := l.Addr().String(), 300*time.Millisecond
	for name, connect := range map[string]func() error{
		"consumer": func() error {
			c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: []string{addr}, ConnectTimeout: within}})
			handle(t, c, func(context.Context, events.Event[content.Created]) error { return nil })
			return c.Run(context.Background())
		},
		"records": func() (last error) {
			for _, err := range records.Read(context.Background(), records.Config{Cluster: cluster.Config{Brokers: []string{addr}, ConnectTimeout: within}, Topics: []string{"content.events"}}) {
				last = err
			}
			return last
		},
		"topics": func() error {
			_, err := kafka.TopicNames(context.Background(), cluster.Config{Brokers: []string{addr}, ConnectTimeout: within})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			err := connect()
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("it took %v", took)
			}
			var failed *cluster.ConnectError
			want := fmt.Sprintf("kafka: no broker of %s answered within 300ms: it neither refused the connection nor answered on it", addr)
			if !errors.As(err, &failed) || err.Error() != want {
				t.Errorf("error %v, want %s", err, want)
			}
		})
	}
}

func TestConsumerWithoutBroker(t *testing.T) {
	addr := unbound(t)
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: []string{addr}, ConnectTimeout: 300 * time.Millisecond}})
	handle(t, c, func(context.Context, events.Event[content.Created]) error { return nil })
	start := time.Now()
	err := c.Run(context.Background())
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("it took %v", took)
	}
	var connect *cluster.ConnectError
	if !errors.As(err, &connect) || !slices.Equal(connect.Brokers, []string{addr}) {
		t.Fatalf("error %v, want a ConnectError", err)
	}
	want := fmt.Sprintf("kafka: no broker of %s answered within 300ms: unable to dial: dial tcp %s: connect: connection refused", addr, addr)
	if err.Error() != want {
		t.Errorf("error %q\nwant  %q", err, want)
	}
}

// The last dial may end with the time that there is for all of them, just before the
// context does. What the dials before it found says more.
func TestConsumerWithoutBroker_NamesRefusalNotTimeout(t *testing.T) {
	refused := errors.New("connection refused")
	const refusals = 9 // the client dials several times a ping
	var dials atomic.Int32
	dial := func(context.Context, string, string) (net.Conn, error) {
		if dials.Add(1) <= refusals {
			return nil, refused
		}
		return nil, os.ErrDeadlineExceeded
	}
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: []string{"127.0.0.1:9"}, ConnectTimeout: 4 * time.Second, ClientOptions: []kgo.Opt{kgo.Dialer(dial)}}})
	handle(t, c, func(context.Context, events.Event[content.Created]) error { return nil })
	var connect *cluster.ConnectError
	if err := c.Run(deadline(t)); !errors.As(err, &connect) || !errors.Is(err, refused) || dials.Load() <= refusals {
		t.Errorf("error %v after %d dials, want a ConnectError that says refused", err, dials.Load())
	}
}

// A wrong password does not get better by waiting.
func TestWrongPassword(t *testing.T) {
	target := startCluster(t, kfake.EnableSASL(), kfake.Superuser("PLAIN", "ada", "secret"))
	consume := func(timeout time.Duration) error {
		t.Helper()
		c := newConsumer(t, kafka.ConsumerConfig{
			Cluster: cluster.Config{Brokers: target.ListenAddrs(), ConnectTimeout: timeout,
				ClientOptions: []kgo.Opt{kgo.SASL(plain.Auth{User: "ada", Pass: "wrong"}.AsMechanism())}},
		})
		handle(t, c, func(context.Context, events.Event[content.Created]) error { return nil })
		err := c.Run(deadline(t))
		var connect *cluster.ConnectError
		if !errors.As(err, &connect) || strings.Contains(err.Error(), "wrong") {
			t.Fatalf("error %v, want a ConnectError without the password", err)
		}
		return err
	}
	// A broker that just hangs up: it could be for other reasons.
	consume(300 * time.Millisecond)
	// One that says why.
	target.ControlKey(int16(kmsg.SASLAuthenticate), func(req kmsg.Request) (kmsg.Response, error, bool) {
		target.KeepControl()
		resp := req.ResponseKind().(*kmsg.SASLAuthenticateResponse)
		resp.ErrorCode = kerr.SaslAuthenticationFailed.Code
		return resp, nil, true
	})
	if err := consume(time.Hour); !errors.Is(err, kerr.SaslAuthenticationFailed) {
		t.Errorf("error %v", err)
	}
}

// A broker that goes away for a while is waited for.
func TestBrokerComesBack(t *testing.T) {
	config := broker.Config{DataDir: t.TempDir(), Partitions: 1}
	b, err := broker.Start(config)
	if err != nil {
		t.Fatal(err)
	}
	config.Listen = b.Addrs()[0]
	publish(t, b.Addrs(), created("c-0"))
	handled := make(chan string, 10)
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: b.Addrs()}, CommitInterval: time.Nanosecond})
	handle(t, c, func(_ context.Context, e events.Event[content.Created]) error {
		handled <- e.Payload.ContentID
		return nil
	})
	r := runUntilStopped(t, c)
	if id := get(t, handled); id != "c-0" {
		t.Fatal(id)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if b, err = broker.Start(config); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	publish(t, b.Addrs(), created("c-1"))
	for id := ""; id != "c-1"; {
		id = get(t, handled) // c-0 again, if it was not committed before the end
	}
	if err := r.stop(t); err != nil {
		t.Error(err)
	}
	if n := committed(t, b.Addrs(), "test", "content.events"); n != 2 {
		t.Errorf("committed %d, want 2", n)
	}
}

// Without a broker, stopping takes its time but not for ever, and what could
// not be committed is told.
func TestStopWithoutBroker(t *testing.T) {
	b, err := broker.Start(broker.Config{})
	if err != nil {
		t.Fatal(err)
	}
	publish(t, b.Addrs(), created("c-0"))
	started, finish := make(chan struct{}), make(chan struct{})
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: b.Addrs()}})
	handle(t, c, func(context.Context, events.Event[content.Created]) error {
		started <- struct{}{}
		<-finish
		return nil
	})
	r := runUntilStopped(t, c)
	get(t, started)
	b.Close()
	r.cancel()
	close(finish)
	start := time.Now()
	err = r.wait(t)
	if took := time.Since(start); took > 12*time.Second {
		t.Errorf("it took %v", took)
	}
	var commit *kafka.CommitError
	if !errors.As(err, &commit) || !strings.HasPrefix(err.Error(), "kafka: committing the offsets of group test: ") ||
		!strings.Contains(err.Error(), b.Addrs()[0]) {
		t.Errorf("error %v, want a CommitError that names the broker", err)
	}
}

// Two members share the partitions; each event is handled once.
func TestTwoMembers(t *testing.T) {
	s := newStage(t, 6)
	s.publish(t, series(60)...)
	var mu sync.Mutex
	handled := make(map[string]int)
	busy := make(chan string, 200)
	member := func(name string) *running {
		c := s.consumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{ClientOptions: quickly()}})
		handle(t, c, func(_ context.Context, e events.Event[content.Created]) error {
			mu.Lock()
			handled[e.Payload.ContentID]++
			mu.Unlock()
			busy <- name
			return nil
		})
		return runUntilStopped(t, c)
	}
	first := member("first")
	for range 60 {
		get(t, busy)
	}
	second := member("second")
	for members := 0; members < 2; {
		members = membersOf(t, s.brokers, s.group)
	}
	// Once both have partitions, both have work.
	seen := map[string]bool{}
	for n := 60; len(seen) < 2; n++ {
		s.publish(t, created(fmt.Sprintf("c-%d", n)))
		seen[get(t, busy)] = true
	}
	if err := errors.Join(first.stop(t), second.stop(t)); err != nil {
		t.Error(err)
	}
	for id, n := range handled {
		if n != 1 {
			t.Errorf("%s was handled %d times", id, n)
		}
	}
}

// A rebalance waits for the record in hand, not for all that was fetched. What
// it takes away is handled by the other member, and nothing is handled twice.
func TestRebalanceBetweenRecords(t *testing.T) {
	s := newStage(t, 6)
	const total = 1000
	s.publish(t, series(total)...)
	var mu sync.Mutex
	handled := make(map[string][]string)
	done := make(chan struct{}, 2*total)
	shared := make(chan struct{}) // closed once the second has work
	share := sync.OnceFunc(func() { close(shared) })
	member := func(name string, work func()) *running {
		c := s.consumer(t, kafka.ConsumerConfig{Workers: 1, Cluster: cluster.Config{ClientOptions: []kgo.Opt{kgo.HeartbeatInterval(50 * time.Millisecond)}}})
		handle(t, c, func(_ context.Context, e events.Event[content.Created]) error {
			work()
			mu.Lock()
			defer mu.Unlock()
			handled[e.Payload.ContentID] = append(handled[e.Payload.ContentID], name)
			done <- struct{}{}
			return nil
		})
		return runUntilStopped(t, c)
	}
	// The first handles one record in 50 ms until the second has work: alone it
	// would take longer than the test waits.
	a := member("first", func() {
		select {
		case <-shared:
		case <-time.After(50 * time.Millisecond):
		}
	})
	get(t, done)
	b := member("second", share)
	for range total - 1 {
		get(t, done)
	}
	if err := errors.Join(a.stop(t), b.stop(t)); err != nil {
		t.Error(err)
	}
	count := map[string]int{}
	for id, by := range handled {
		count[by[0]]++
		if len(by) != 1 {
			t.Errorf("%s was handled by %v", id, by)
		}
	}
	if len(handled) != total || count["second"] == 0 {
		t.Errorf("%d handled, by %v: want %d, some by the second", len(handled), count, total)
	}
	if n := s.committed(t); n != total {
		t.Errorf("committed %d, want %d", n, total)
	}
}

func TestRunToEnd_EndsWhenAllIsHandled(t *testing.T) {
	s := newStage(t, 6)
	var j journal
	consume := func(config kafka.ConsumerConfig) {
		t.Helper()
		j = journal{}
		c := s.consumer(t, config)
		handle(t, c, j.note)
		runToEnd(t, c)
	}
	consume(kafka.ConsumerConfig{NoTopicCreation: true, Naming: kafka.Prefixed(s.name("no."), nil)}) // no topic
	consume(kafka.ConsumerConfig{})                                                                  // no record
	s.publish(t, series(20)...)
	consume(kafka.ConsumerConfig{Group: s.name("late"), Start: kafka.StartLatest})
	if j.String() != "" {
		t.Errorf("a group that begins with the latest handled %s", &j)
	}
	consume(kafka.ConsumerConfig{})
	if len(j.ids) != 20 {
		t.Errorf("handled %d, want 20", len(j.ids))
	}
	consume(kafka.ConsumerConfig{}) // all is committed
	if j.String() != "" {
		t.Errorf("handled again: %s", &j)
	}
	s.publish(t, created("c-20"))
	consume(kafka.ConsumerConfig{})
	if j.String() != "c-20" {
		t.Errorf("handled %s, want c-20", &j)
	}
}

// The end is reached when the group is done, whoever does the work.
func TestRunToEnd_WithOthers(t *testing.T) {
	target := startCluster(t, kfake.DefaultNumPartitions(1))
	brokers := target.ListenAddrs()
	publish(t, brokers, series(3)...)
	hold, started := make(chan struct{}), make(chan struct{}, 3)
	worker := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}})
	handle(t, worker, func(context.Context, events.Event[content.Created]) error {
		started <- struct{}{}
		<-hold
		return nil
	})
	r := runUntilStopped(t, worker)
	get(t, started)
	var log logs
	reg := prometheus.NewRegistry()
	idle := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Logger: log.logger(), Metrics: reg})
	handle(t, idle, func(context.Context, events.Event[content.Created]) error { return nil })
	other := startToEnd(t, idle)
	// Its gauges appear when it has found the ends. Before that, it returns an
	// error if it cannot read the group's offsets; then it tries again.
	until(t, func() bool {
		_, err := gathered(reg, "mediamesh_in_flight_records")
		return err == nil
	})
	const told = `msg="kafka: cannot read the group's offsets; retrying" group=test error="UNKNOWN_SERVER_ERROR`
	for !strings.Contains(log.String(), told) {
		// The members read them too, in a rebalance.
		fault := target.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.OffsetFetch}, Group: "test", Err: kerr.UnknownServerError, Count: 1})
		if err := fault.Wait(deadline(t), 1); err != nil {
			t.Fatal(err)
		}
	}
	select {
	case err := <-other.result:
		t.Errorf("ended with %v before the group was done", err)
	default:
	}
	close(hold)
	if err := other.wait(t); err != nil {
		t.Error(err)
	}
	if n := committed(t, brokers, "test", "content.events"); n != 3 {
		t.Errorf("committed %d, want 3", n)
	}
	if err := r.stop(t); err != nil {
		t.Error(err)
	}
}

// Aborted transactions are not delivered, and markers are committed past.
func TestTransactions(t *testing.T) {
	s := newStage(t, 1)
	c := client(t, s.brokers, kgo.TransactionalID(s.name("tx")))
	for _, tx := range []struct {
		id     string
		commit kgo.TransactionEndTry
	}{{"c-0", kgo.TryCommit}, {"c-1", kgo.TryAbort}} {
		if err := c.BeginTransaction(); err != nil {
			t.Fatal(err)
		}
		r := &kgo.Record{Topic: s.name("content.events"), Value: document(t, created(tx.id))}
		if err := c.ProduceSync(deadline(t), r).FirstErr(); err != nil {
			t.Fatal(err)
		}
		if err := c.EndTransaction(deadline(t), tx.commit); err != nil {
			t.Fatal(err)
		}
	}
	c.Close()
	var j journal
	consumer := s.consumer(t, kafka.ConsumerConfig{})
	handle(t, consumer, j.note)
	runToEnd(t, consumer)
	if j.String() != "c-0" {
		t.Errorf("handled %s, want c-0", &j)
	}
	if n := s.committed(t); n != 4 {
		t.Errorf("committed %d, want 4: two records and two markers", n)
	}
	if s := consumer.Stats(); s != (kafka.Stats{Handled: 1}) {
		t.Errorf("stats %+v", s)
	}
}

// While a handler works, what was handled before is committed now and then.
func TestCommitInterval(t *testing.T) {
	s := newStage(t, 1)
	s.publish(t, series(3)...)
	started, finish := make(chan struct{}), make(chan struct{})
	c := s.consumer(t, kafka.ConsumerConfig{CommitInterval: time.Nanosecond, Workers: 1})
	handle(t, c, func(context.Context, events.Event[content.Created]) error {
		started <- struct{}{}
		<-finish
		return nil
	})
	r := runUntilStopped(t, c)
	ctx := deadline(t)
	for n := range int64(3) {
		get(t, started)
		for s.committed(t) != n {
			if ctx.Err() != nil {
				t.Fatalf("%d are not committed while handling record %d", n, n)
			}
		}
		finish <- struct{}{}
	}
	if err := r.stop(t); err != nil {
		t.Error(err)
	}
}

// Commits that fail are logged and tried again; the last one's failure is told.
func TestCommitFails(t *testing.T) {
	target := startCluster(t, kfake.DefaultNumPartitions(1))
	brokers := target.ListenAddrs()
	publish(t, brokers, series(2)...)
	fault := target.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.OffsetCommit}, Err: kerr.GroupAuthorizationFailed, Count: 1})
	var log logs
	handled := make(chan string, 10)
	consumer := func() *kafka.Consumer {
		c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Group: "indexer", Logger: log.logger()})
		handle(t, c, func(_ context.Context, e events.Event[content.Created]) error {
			handled <- e.Payload.ContentID
			return nil
		})
		return c
	}
	runToEnd(t, consumer())
	if n := committed(t, brokers, "indexer", "content.events"); n != 2 || fault.Hits() != 1 {
		t.Errorf("committed %d, want 2 after %d failures", n, fault.Hits())
	}
	want := `level=WARN msg="kafka: offset commit failed; retrying" group=indexer error="GROUP_AUTHORIZATION_FAILED: Not authorized to access group: Group authorization failed."`
	if !strings.Contains(log.String(), want) {
		t.Errorf("logged %s\nwant   %s", log.String(), want)
	}

	publish(t, brokers, created("c-2", events.WithID("e-2")))
	target.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.OffsetCommit}, Err: kerr.GroupAuthorizationFailed, Count: -1})
	for range 2 {
		get(t, handled)
	}
	r := runUntilStopped(t, consumer())
	if id := get(t, handled); id != "c-2" {
		t.Errorf("handled %s, want c-2", id)
	}
	err := r.stop(t)
	var commit *kafka.CommitError
	if !errors.As(err, &commit) || commit.Group != "indexer" || !errors.Is(err, kerr.GroupAuthorizationFailed) {
		t.Fatalf("error %v, want a CommitError", err)
	}
	want = "kafka: committing the offsets of group indexer: GROUP_AUTHORIZATION_FAILED: Not authorized to access group: Group authorization failed.; records handled since the last commit will be redelivered"
	if err.Error() != want {
		t.Errorf("error %s\nwant  %s", err, want)
	}
}

// A member that the group has given up on has not failed: its records go to
// others.
func TestCommitTooLate(t *testing.T) {
	target := startCluster(t, kfake.DefaultNumPartitions(1))
	brokers := target.ListenAddrs()
	publish(t, brokers, created("c-0"))
	target.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.OffsetCommit}, Err: kerr.IllegalGeneration, Count: -1})
	handled := make(chan struct{}, 10)
	var log logs
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Logger: log.logger()})
	handle(t, c, func(context.Context, events.Event[content.Created]) error {
		handled <- struct{}{}
		return nil
	})
	r := runUntilStopped(t, c)
	get(t, handled)
	if err := r.stop(t); err != nil {
		t.Error(err)
	}
	if want := "partitions were lost before their offsets were committed; handled records will be redelivered"; !strings.Contains(log.String(), want) {
		t.Errorf("logged %s\nwant   %s", log.String(), want)
	}
}

func TestClusterRefusesToServe(t *testing.T) {
	for _, c := range []struct {
		name  string
		fault kfake.Fault
		want  string
	}{
		{"group", kfake.Fault{Keys: []kmsg.Key{kmsg.JoinGroup}, Err: kerr.GroupAuthorizationFailed, Count: -1, TopLevel: true},
			"kafka: consuming as group indexer: unable to join group session: GROUP_AUTHORIZATION_FAILED: Not authorized to access group: Group authorization failed."},
		{"topic", kfake.Fault{Keys: []kmsg.Key{kmsg.Fetch}, Topic: "content.events", Err: kerr.TopicAuthorizationFailed, Count: -1},
			"kafka: consuming content.events partition 0 as group indexer: TOPIC_AUTHORIZATION_FAILED: Not authorized to access topics: [Topic authorization failed.]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			target := startCluster(t, kfake.SeedTopics(1, "content.events"))
			target.Fault(c.fault)
			consumer := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs()}, Group: "indexer"})
			handle(t, consumer, func(context.Context, events.Event[content.Created]) error { return nil })
			err := consumer.Run(deadline(t))
			var fetch *kafka.FetchError
			if !errors.As(err, &fetch) || fetch.Group != "indexer" || !errors.Is(err, c.fault.Err) {
				t.Fatalf("error %v, want a FetchError", err)
			}
			if err.Error() != c.want {
				t.Errorf("error %s\nwant  %s", err, c.want)
			}
		})
	}
}

// A passing trouble is logged and waited out.
func TestTroublePasses(t *testing.T) {
	target := startCluster(t, kfake.DefaultNumPartitions(1))
	brokers := target.ListenAddrs()
	publish(t, brokers, created("c-0"))
	target.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.Fetch}, Topic: "content.events", Err: kerr.UnknownServerError, Count: 1})
	var log logs
	var j journal
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Logger: log.logger()})
	handle(t, c, j.note)
	runToEnd(t, c)
	if j.String() != "c-0" {
		t.Errorf("handled %s", &j)
	}
	want := `level=WARN msg="kafka: fetch failed; retrying" group=test topic=content.events partition=0 error="UNKNOWN_SERVER_ERROR`
	if !strings.Contains(log.String(), want) {
		t.Errorf("logged %s\nwant   %s", log.String(), want)
	}
}

func TestEndsCannotBeFound(t *testing.T) {
	for _, c := range []struct {
		fault     kfake.Fault
		topic     string
		partition int32
		want      string
	}{
		{kfake.Fault{Keys: []kmsg.Key{kmsg.ListOffsets}, Topic: "content.events", Err: kerr.TopicAuthorizationFailed, Count: -1}, "", -1,
			"kafka: consuming as group test: finding where the topics begin: TOPIC_AUTHORIZATION_FAILED: "},
		{kfake.Fault{Keys: []kmsg.Key{kmsg.ListOffsets}, Topic: "content.events", Err: kerr.UnknownServerError, Count: -1}, "content.events", 0,
			"kafka: consuming content.events partition 0 as group test: finding its end: UNKNOWN_SERVER_ERROR: "},
		{kfake.Fault{Keys: []kmsg.Key{kmsg.OffsetFetch}, Group: "test", Err: kerr.GroupAuthorizationFailed, Count: -1}, "", -1,
			"kafka: consuming as group test: finding its offsets: GROUP_AUTHORIZATION_FAILED: "},
	} {
		t.Run(c.want, func(t *testing.T) {
			target := startCluster(t, kfake.SeedTopics(1, "content.events"))
			publish(t, target.ListenAddrs(), created("c-0"))
			target.Fault(c.fault)
			consumer := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs()}})
			handle(t, consumer, func(context.Context, events.Event[content.Created]) error { return nil })
			err := consumer.RunToEnd(deadline(t))
			var refused *kafka.FetchError
			if !errors.As(err, &refused) || !strings.HasPrefix(err.Error(), c.want) || !errors.Is(err, c.fault.Err) {
				t.Fatalf("error %v\nwant  %s…", err, c.want)
			}
			if refused.Topic != c.topic || refused.Partition != c.partition || refused.Group != "test" {
				t.Errorf("error about topic %q, partition %d, group %s; want %q, %d, test", refused.Topic, refused.Partition, refused.Group, c.topic, c.partition)
			}
		})
	}
}

func TestRunsOnce(t *testing.T) {
	s := newStage(t, 6)
	s.publish(t, created("c-0"))
	c := s.consumer(t, kafka.ConsumerConfig{})
	handled := make(chan struct{}, 10)
	handle(t, c, func(context.Context, events.Event[content.Created]) error {
		handled <- struct{}{}
		return nil
	})
	r := runUntilStopped(t, c)
	get(t, handled)
	if err := c.Run(context.Background()); err != kafka.ErrRunning || err.Error() != "kafka: the consumer is running already" {
		t.Errorf("error %v", err)
	}
	if err := kafka.Handle(c, func(context.Context, events.Event[ingest.Started]) error { return nil }); err != kafka.ErrRunning {
		t.Errorf("error %v", err)
	}
	if err := r.stop(t); err != nil {
		t.Fatal(err)
	}
	// Afterwards it can be run again.
	again := runUntilStopped(t, c)
	s.publish(t, created("c-1"))
	get(t, handled)
	if err := again.stop(t); err != nil {
		t.Error(err)
	}
}

func TestConsumerConfigErrors(t *testing.T) {
	reg := catalog.Registry()
	for _, c := range []struct {
		config kafka.ConsumerConfig
		want   string
	}{
		{kafka.ConsumerConfig{Registry: reg}, "kafka: ConsumerConfig.Group is empty: name the group that the service's instances share"},
		{kafka.ConsumerConfig{Group: "g"}, "kafka: ConsumerConfig.Registry is nil: want the service's registry, such as catalog.Registry()"},
		{kafka.ConsumerConfig{Group: "g", Registry: reg, Cluster: cluster.Config{Brokers: []string{"a:b"}}}, `kafka: ConsumerConfig.Cluster.Brokers has "a:b": want host:port, such as 127.0.0.1:9092`},
		{kafka.ConsumerConfig{Group: "g", Registry: reg, Topics: []string{"a", "b c"}}, `kafka: ConsumerConfig.Topics "b c" is not a topic name: want 1 to 249 letters, digits, dots, underscores and hyphens`},
		{kafka.ConsumerConfig{Group: "g", Registry: reg, Start: 7}, "kafka: ConsumerConfig.Start is 7: want StartEarliest or StartLatest"},
		{kafka.ConsumerConfig{Group: "g", Registry: reg, Cluster: cluster.Config{ConnectTimeout: -1}}, "kafka: ConsumerConfig.Cluster.ConnectTimeout is -1ns: want a positive duration, or 0 for the default of 10s"},
		{kafka.ConsumerConfig{Group: "g", Registry: reg, CommitInterval: -1}, "kafka: ConsumerConfig.CommitInterval is -1ns: want a positive duration, or 0 for the default of 1s"},
		{kafka.ConsumerConfig{Group: "g", Registry: reg, DrainTimeout: -1}, "kafka: ConsumerConfig.DrainTimeout is -1ns: want a positive duration, or 0 for the default of 20s"},
		{kafka.ConsumerConfig{Group: "g", Registry: reg, Cluster: cluster.Config{ClientOptions: []kgo.Opt{kgo.HeartbeatInterval(time.Hour)}}}, "kafka: ConsumerConfig makes no client: heartbeat interval 1h0m0s is erroneously larger than the session timeout 45s"},
	} {
		_, err := kafka.NewConsumer(c.config)
		var config *cluster.ConfigError
		if !errors.As(err, &config) || err.Error() != c.want {
			t.Errorf("error %v\nwant  %s", err, c.want)
		}
	}
}

func TestTopicErrors(t *testing.T) {
	for _, c := range []struct {
		config kafka.ConsumerConfig
		want   string
	}{
		{kafka.ConsumerConfig{Naming: func(events.Descriptor) string { return "" }},
			`kafka: ConsumerConfig.Naming gives for content.created: "" is not a topic name: want 1 to 249 letters, digits, dots, underscores and hyphens`},
		{kafka.ConsumerConfig{DeadLetterTopic: func(string) string { return "/" }},
			`kafka: ConsumerConfig.DeadLetterTopic gives for content.events: "/" is not a topic name: want 1 to 249 letters, digits, dots, underscores and hyphens`},
		{kafka.ConsumerConfig{Topics: []string{"a", "a.dlq"}},
			`kafka: ConsumerConfig.DeadLetterTopic gives for a the topic a.dlq, which is consumed itself`},
	} {
		consumer := newConsumer(t, c.config)
		handle(t, consumer, func(context.Context, events.Event[content.Created]) error { return nil })
		err := consumer.Run(context.Background())
		var config *cluster.ConfigError
		if !errors.As(err, &config) || err.Error() != c.want {
			t.Errorf("error %v\nwant  %s", err, c.want)
		}
	}
}

func TestTopicsOfOnesOwn(t *testing.T) {
	brokers := startBroker(t)
	send(t, brokers, &kgo.Record{Topic: "old", Value: document(t, created("c-0"))}, &kgo.Record{Topic: "new", Value: document(t, created("c-1"))})
	publish(t, brokers, created("c-2"))
	var j journal
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Topics: []string{"old", "new", "old"}})
	handle(t, c, j.note)
	runToEnd(t, c)
	slices.Sort(j.ids)
	if j.String() != "c-0 c-1" {
		t.Errorf("handled %s, want c-0 c-1", &j)
	}
}

// A group that begins with the latest handles what comes after it has begun.
func TestStartLatest(t *testing.T) {
	s := newStage(t, 1)
	s.publish(t, created("old"))
	handled := make(chan string, 1000)
	c := s.consumer(t, kafka.ConsumerConfig{Start: kafka.StartLatest})
	handle(t, c, func(_ context.Context, e events.Event[content.Created]) error {
		handled <- e.Payload.ContentID
		return nil
	})
	runUntilStopped(t, c)
	for { // until one is published after it has begun
		s.publish(t, created("new"))
		select {
		case id := <-handled:
			if id != "new" {
				t.Errorf("handled %s", id)
			}
			return
		default:
		}
	}
}

// The defaults log to the process's own logger.
func TestDefaultLogger(t *testing.T) {
	var log logs
	before := slog.Default()
	slog.SetDefault(log.logger())
	defer slog.SetDefault(before)
	brokers := startBroker(t)
	send(t, brokers, &kgo.Record{Topic: "content.events", Value: []byte("{}")})
	c, err := kafka.NewConsumer(kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Group: "g", Registry: catalog.Registry()})
	if err != nil {
		t.Fatal(err)
	}
	handle(t, c, func(context.Context, events.Event[content.Created]) error { return nil })
	runToEnd(t, c)
	if !strings.Contains(log.String(), "kafka: dead letter") {
		t.Errorf("logged %s", log.String())
	}
}

func TestZeroCopy(t *testing.T) {
	s := newStage(t, 6)
	sent := created("c-1")
	s.publish(t, sent)
	c := s.consumer(t, kafka.ConsumerConfig{ZeroCopy: true})
	var got []events.Event[content.Created]
	handle(t, c, func(_ context.Context, e events.Event[content.Created]) error {
		got = append(got, e)
		return nil
	})
	runToEnd(t, c)
	if !reflect.DeepEqual(got, []events.Event[content.Created]{sent}) {
		t.Errorf("handled %+v\nsent %+v", got, sent)
	}
}
