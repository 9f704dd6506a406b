//go:build unix

package campaign

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/mediamesh/events/test/chaos/check"
	"github.com/mediamesh/events/test/chaos/journal"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
)

// recreate deletes a topic, with its group, which must have no members, and
// creates it again. The time is noted. What was begun is finished, even if ctx ends
// meanwhile: events would be missed in a topic that was deleted only.
func (o *observer) recreate(ctx context.Context, t *check.Topic, replicas int16, as creation) error {
	return finish(ctx, func(ctx context.Context) error {
		return o.recreateNow(ctx, t, replicas, as)
	})
}

func (o *observer) recreateNow(ctx context.Context, t *check.Topic, replicas int16, as creation) error {
	o.deleting.Lock()
	defer o.deleting.Unlock()
	// Members that were killed stay until their session ends. Publishers that find the
	// topic gone create it by themselves, so it must not be gone for as long.
	if err := o.awaitEmpty(ctx, t.Group); err != nil {
		return err
	}
	// With the topic go its committed offsets. The embedded broker would find
	// those of a group that it deleted first again when it is killed.
	if err := o.remove(ctx, as.name); err != nil {
		return err
	}
	err := eventually(ctx, func() error {
		answers, err := o.admin.DeleteGroups(ctx, t.Group)
		if err == nil {
			err = answers.Error()
		}
		if errors.Is(err, kerr.GroupIDNotFound) {
			return nil
		}
		return err
	})
	if err == nil {
		err = o.createAgain(ctx, replicas, as)
	}
	if err != nil {
		return err
	}
	now := time.Now().UnixNano()
	t.Recreated = append(t.Recreated, now)
	return o.journal.Append(journal.Line(nil, journal.Recreated, now, t.Name))
}

// awaitEmpty waits until a group has no members, or is not there.
func (o *observer) awaitEmpty(ctx context.Context, group string) error {
	return eventually(ctx, func() error {
		groups, err := o.admin.ListGroups(ctx)
		if err != nil {
			return err
		}
		if g, ok := groups[group]; ok && g.State != "Empty" && g.State != "Dead" {
			return fmt.Errorf("group %s is %s", group, g.State)
		}
		return nil
	})
}

// halfDone is why something that had begun could not be finished. It makes a
// campaign worthless even when its time is over.
type halfDone struct{ error }

func (e halfDone) Unwrap() error { return e.error }

// finish does what must not be left half done when ctx ends.
func finish(ctx context.Context, do func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
	defer cancel()
	if err := do(ctx); err != nil {
		return halfDone{err}
	}
	return nil
}

// remove deletes a topic, if there is one.
func (o *observer) remove(ctx context.Context, topic string) error {
	return eventually(ctx, func() error {
		answers, err := o.admin.DeleteTopics(ctx, topic)
		if err == nil {
			err = answers.Error()
		}
		if errors.Is(err, kerr.UnknownTopicOrPartition) {
			return nil
		}
		return err
	})
}

// createAgain creates a topic whose name may still be taken for a moment. One that a
// publisher created meanwhile has other settings, and is deleted, too: what was
// acknowledged before the time that is noted counts as gone.
func (o *observer) createAgain(ctx context.Context, replicas int16, as creation) error {
	return eventually(ctx, func() error {
		err := o.createOnce(ctx, replicas, as)
		if errors.Is(err, kerr.TopicAlreadyExists) {
			if err = o.remove(ctx, as.name); err == nil {
				err = o.createOnce(ctx, replicas, as)
			}
		}
		return err
	})
}

func (o *observer) createOnce(ctx context.Context, replicas int16, as creation) error {
	_, err := o.admin.CreateTopic(ctx, as.partitions, replicas, as.configs(), as.name)
	return err
}

// emptyLetters deletes a topic's dead-letter topic and creates it again. Dead
// letters of what the topic had by then may be gone. What was begun is finished, as by
// recreate.
func (o *observer) emptyLetters(ctx context.Context, t *check.Topic, replicas int16, as creation) error {
	return finish(ctx, func(ctx context.Context) error {
		return o.emptyLettersNow(ctx, t, replicas, as)
	})
}

func (o *observer) emptyLettersNow(ctx context.Context, t *check.Topic, replicas int16, as creation) error {
	o.deleting.Lock()
	defer o.deleting.Unlock()
	if err := o.remove(ctx, as.name); err != nil {
		return err
	}
	if err := o.createAgain(ctx, replicas, as); err != nil {
		return err
	}
	return eventually(ctx, func() error {
		ends, err := o.admin.ListEndOffsets(ctx, t.Name)
		if err == nil {
			err = ends.Error()
		}
		if err != nil {
			return err
		}
		t.Emptied = make(map[int32]int64)
		ends.Each(func(l kadm.ListedOffset) { t.Emptied[l.Partition] = l.Offset })
		return nil
	})
}
