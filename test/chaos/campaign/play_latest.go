//go:build unix

package campaign

import (
	"context"
	"errors"
	"math"
	"os"
	"time"

	"github.com/mediamesh/events/test/chaos/load"
)

// errNotBegun says that a group has not committed where it begins.
var errNotBegun = errors.New("the group has not committed where it begins")

// startLatest starts the group that begins with what is published from then on,
// and creates its other topic later.
func (r *running) startLatest(ctx context.Context) error {
	p, topic := r.pass(latestJournal), r.topic(grown).Name
	p.topic(topic).Since, p.topic(r.topic(later).Name).Since = math.MaxInt64, math.MaxInt64
	if !r.at(ctx, 10) {
		return nil
	}
	for _, w := range r.late {
		if err := w.start(); err != nil {
			return err
		}
	}
	if err := eventually(ctx, func() error { return r.begun(ctx, p, topic) }); err != nil {
		return err
	}
	since := time.Now().UnixNano()
	p.topic(topic).Since, p.topic(r.topic(later).Name).Since = since, since
	r.note(StartLatest)
	r.playing.Go(func() { r.restart(ctx) })
	if !r.at(ctx, 50) {
		return nil
	}
	t := r.topic(later)
	if err := p.create(ctx, r.replicas(), creation{t.Name, partitions, t.MaxBytes}); err != nil {
		return err
	}
	r.note(CreateTopic)
	return os.WriteFile(load.Created(r.config.Dir, t.Name), nil, 0o600)
}

// restart kills the group's members some times, and once as soon as it has begun.
func (r *running) restart(ctx context.Context) {
	for _, percent := range []int{0, 30, 48, 55, 75} {
		if !r.at(ctx, percent) {
			return
		}
		for _, w := range r.late {
			if err := killFor(w, time.Second); err != nil {
				r.say("%v", err)
			}
		}
	}
}

// begun returns an error unless the group has committed an offset of each of the
// topic's partitions.
func (r *running) begun(ctx context.Context, p *pass, topic string) error {
	offsets, err := p.admin.FetchOffsets(ctx, p.topic(topic).Group)
	if err != nil {
		return err
	}
	for n := range int32(partitions) {
		if o, ok := offsets.Lookup(topic, n); !ok || o.At < 0 {
			return errNotBegun
		}
	}
	return nil
}
