package movies

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/catalog/search"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// Config says where a run takes place. Prefix should be the run's own, since
// its topics and groups begin with it.
type Config struct {
	Cluster       cluster.Config
	Prefix        string
	CorrelationID string
	Timeout       time.Duration // for each acknowledgement; 0 for the default of package kafka
	Progress      func(Counts)  // called as the run goes on; may be nil
	Logger        *slog.Logger
}

// stall is how long a run waits for an event before it gives up.
const stall = 30 * time.Second

// Run imports all films, and follows the events to the search index. It
// returns when the last has arrived.
func Run(ctx context.Context, config Config) (Summary, error) {
	began := time.Now()
	naming := kafka.Prefixed(config.Prefix, kafka.PerDomain)
	pub, err := kafka.NewPublisher(kafka.PublisherConfig{Cluster: config.Cluster, Topics: naming, DeliveryTimeout: config.Timeout})
	if err != nil {
		return Summary{}, err
	}
	t := newTracker(config.CorrelationID)
	r := &run{Config: config, naming: naming, pub: pub, tracker: t}

	work, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	ended := make(chan error)
	parts := []func(context.Context) error{r.importFilms, r.indexContent, r.watchIndex}
	for _, part := range parts {
		go func() {
			err := part(work)
			if err != nil {
				stop(err)
			}
			ended <- err
		}()
	}
	err = t.follow(work, config.Progress)
	stop(err)
	for range parts {
		<-ended
	}
	if cause := context.Cause(work); err != nil && ctx.Err() == nil && cause != nil {
		err = cause // the part that failed knows best
	}
	if closed := pub.Close(ctx); err == nil {
		err = closed
	}
	return t.summary(config, time.Since(began)), err
}

// run is one call of [Run]: three services that would be three processes.
type run struct {
	Config
	naming  kafka.Naming
	pub     *kafka.Publisher
	tracker *tracker
}

// importFilms publishes what the contract admits.
func (r *run) importFilms(ctx context.Context) error {
	const batch = 100
	var list []events.Message
	send := func() error {
		if err := r.pub.Publish(ctx, list...); err != nil {
			return err
		}
		r.tracker.published(len(list))
		list = list[:0]
		return nil
	}
	for film, err := range Films() {
		if err != nil {
			return err
		}
		e, err := Import(film, events.CorrelationID(r.CorrelationID))
		if err != nil {
			if err := r.tracker.reject(film, err); err != nil {
				return err
			}
			continue
		}
		r.tracker.read()
		if list = append(list, e); len(list) == batch {
			if err := send(); err != nil {
				return err
			}
		}
	}
	if err := send(); err != nil {
		return err
	}
	r.tracker.importEnded()
	return nil
}

// indexContent is the search indexer: it tells that content was indexed, in
// the name of the request that the content came with.
func (r *run) indexContent(ctx context.Context) error {
	c, err := r.consumer("search-indexer")
	if err != nil {
		return err
	}
	err = kafka.Handle(c, func(ctx context.Context, e events.Event[content.Created]) error {
		p := e.Payload
		indexed := search.Indexed{
			ContentID: p.ContentID, ContentType: p.ContentType, Title: p.Title, IndexedAt: time.Now().UTC(), IndexVersion: "v1",
		}
		err := r.pub.Publish(ctx, events.New("search-indexer", indexed, events.CorrelationID(e.Metadata.CorrelationID)))
		if err == nil {
			r.tracker.consumed(e.Metadata.CorrelationID, p.ContentID)
		}
		return err
	})
	if err != nil {
		return err
	}
	return c.Run(ctx)
}

// watchIndex sees what arrives in the search index.
func (r *run) watchIndex(ctx context.Context) error {
	c, err := r.consumer("index-watcher")
	if err != nil {
		return err
	}
	err = kafka.Handle(c, func(_ context.Context, e events.Event[search.Indexed]) error {
		r.tracker.indexed(e.Metadata.CorrelationID, e.Payload.ContentID)
		return nil
	})
	if err != nil {
		return err
	}
	return c.Run(ctx)
}

func (r *run) consumer(group string) (*kafka.Consumer, error) {
	return kafka.NewConsumer(kafka.ConsumerConfig{
		Cluster: r.Cluster, Group: r.Prefix + group, Registry: catalog.Registry(), Naming: r.naming, Logger: r.Logger, DrainTimeout: 2 * time.Second,
	})
}

// stalledError says that events that were published did not arrive.
func stalledError(c Counts) error {
	return fmt.Errorf("no event arrived for %v: of %d published, %d were consumed and %d indexed", stall, c.Published, c.Consumed, c.Indexed)
}
