package kafka_test

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
)

// A meter looks, whenever a handler is called, how much its consumer holds.
type meter struct {
	registry *prometheus.Registry

	mu             sync.Mutex
	records, bytes float64 // the most so far
}

func newMeter() *meter { return &meter{registry: prometheus.NewRegistry()} }

func (m *meter) look(t testing.TB) {
	families, err := m.registry.Gather()
	if err != nil {
		t.Error(err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, f := range families {
		for _, most := range []struct {
			suffix string
			value  *float64
		}{{"_in_flight_records", &m.records}, {"_in_flight_bytes", &m.bytes}} {
			if strings.HasSuffix(f.GetName(), most.suffix) {
				*most.value = max(*most.value, f.GetMetric()[0].GetGauge().GetValue())
			}
		}
	}
}

// within asserts that there was something to see, and that it was no more than
// so much.
func (m *meter) within(t *testing.T, records, bytes int) {
	t.Helper()
	t.Logf("at most %v records, %v bytes", m.records, m.bytes)
	if m.records == 0 || m.records > float64(records) {
		t.Errorf("%v records were held, want at most %d", m.records, records)
	}
	if m.bytes == 0 || m.bytes > float64(bytes) {
		t.Errorf("%v bytes were held, want at most %d", m.bytes, bytes)
	}
}

// sendEach sends n records of a content of its own to each of some partitions.
func (s *stage) sendEach(t *testing.T, n int, padding string, partitions ...int32) {
	t.Helper()
	var records []*kgo.Record
	for i := range n {
		for _, p := range partitions {
			key := fmt.Sprintf("k%d", p)
			records = append(records, &kgo.Record{
				Partition: p, Key: []byte(key), Value: document(t, chapter(key, i)),
				Headers: []kgo.RecordHeader{{Key: "padding", Value: []byte(padding)}},
			})
		}
	}
	s.send(t, records...)
}

// Some partitions are stuck behind one event each, with more behind it than may
// be held. The others go on, what is held is bounded, and when the stuck ones
// can go on, they do.
func TestStuckPartitionsDoNotHoldUpOthers(t *testing.T) {
	const bound = 60
	all := []int32{0, 1, 2, 3, 4, 5}
	for _, c := range []struct {
		name   string
		stuck  int
		behind int // how many records stuck partitions have
		config kafka.ConsumerConfig
	}{
		{"one", 1, 100, kafka.ConsumerConfig{MaxInFlight: bound}},
		{"three", 3, 100, kafka.ConsumerConfig{MaxInFlight: bound}},
		{"five", 5, 100, kafka.ConsumerConfig{MaxInFlight: bound}},
		{"five, with just their share", 5, bound / 6, kafka.ConsumerConfig{MaxInFlight: bound}},
		{"five, with hardly their share", 5, bound/6 - 1, kafka.ConsumerConfig{MaxInFlight: bound}},
		{"one, by bytes", 1, 100, kafka.ConsumerConfig{MaxInFlightBytes: 10_000}},
		{"five, by bytes", 5, 100, kafka.ConsumerConfig{MaxInFlightBytes: 10_000}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, len(all))
			s.sendEach(t, c.behind, "", all[:c.stuck]...)
			s.sendEach(t, 100, "", all[c.stuck:]...)
			m, l, release := newMeter(), newLedger(), make(chan struct{})
			config := c.config
			config.Workers = 8
			config.Metrics = m.registry
			consumer := s.consumer(t, config)
			handle(t, consumer, l.handler(func(ctx context.Context, e events.Event[content.Created]) error {
				m.look(t)
				r, _ := kafka.RecordFrom(ctx)
				if int(r.Partition) < c.stuck {
					<-release
				}
				return nil
			}))
			r := startToEnd(t, consumer)
			goOn := sync.OnceFunc(func() { close(release) })
			t.Cleanup(goOn)
			free := 100 * (len(all) - c.stuck)
			l.awaitDone(t, free)
			goOn()
			if err := r.wait(t); err != nil {
				t.Fatal(err)
			}
			total := free + c.stuck*c.behind
			if len(l.done) != total {
				t.Errorf("%d events were handled, want %d", len(l.done), total)
			}
			m.within(t, cmp.Or(2*config.MaxInFlight, math.MaxInt), cmp.Or(2*config.MaxInFlightBytes, math.MaxInt))
		})
	}
}

// One partition has nobody to let by: no more than MaxInFlight is held.
func TestMaxInFlightOfOnePartition(t *testing.T) {
	t.Parallel()
	s := newStage(t, 1)
	s.sendEach(t, 1000, "", 0)
	m, l := newMeter(), newLedger()
	c := s.consumer(t, kafka.ConsumerConfig{MaxInFlight: 50, Metrics: m.registry})
	handle(t, c, l.handler(func(context.Context, events.Event[content.Created]) error {
		m.look(t)
		return nil
	}))
	runToEnd(t, c)
	if len(l.done) != 1000 {
		t.Errorf("%d events handled, want 1000", len(l.done))
	}
	m.within(t, 50, math.MaxInt)
}

// Large records are bounded by their bytes.
func TestMaxInFlightBytes(t *testing.T) {
	t.Parallel()
	s := newStage(t, 3)
	s.sendEach(t, 60, strings.Repeat("x", 20_000), 0, 1, 2)
	m, l := newMeter(), newLedger()
	config := kafka.ConsumerConfig{MaxInFlightBytes: 200_000, Metrics: m.registry}
	c := s.consumer(t, config)
	handle(t, c, l.handler(func(context.Context, events.Event[content.Created]) error {
		m.look(t)
		return nil
	}))
	runToEnd(t, c)
	if len(l.done) != 180 {
		t.Errorf("%d events handled, want 180", len(l.done))
	}
	m.within(t, math.MaxInt, 2*config.MaxInFlightBytes)
}

// A bound that is less than one record lets one through after the other.
func TestMaxInFlightBytesLessThanARecord(t *testing.T) {
	t.Parallel()
	s := newStage(t, 2)
	s.sendEach(t, 5, strings.Repeat("x", 20_000), 0, 1)
	l := newLedger()
	c := s.consumer(t, kafka.ConsumerConfig{MaxInFlightBytes: 1})
	handle(t, c, l.handler(nil))
	runToEnd(t, c)
	if len(l.done) != 10 {
		t.Errorf("%d events handled, want 10", len(l.done))
	}
}
