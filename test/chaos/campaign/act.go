//go:build unix

package campaign

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"sync"
	"time"

	"github.com/mediamesh/events/test/chaos/check"
	"github.com/mediamesh/events/test/chaos/cluster"
)

// carry carries a plan out, and returns when all that it broke is whole again.
func (r *running) carry(ctx context.Context, plan []Step) {
	began := time.Now()
	var acting sync.WaitGroup
	for _, s := range plan {
		select {
		case <-ctx.Done():
		case <-time.After(time.Until(began.Add(s.At))):
		}
		if ctx.Err() != nil {
			break
		}
		acting.Go(func() {
			if err := r.act(s); err == nil {
				r.note(s.Act)
			} else if !errors.Is(err, cluster.ErrUnsupported) {
				r.say("%s: %v", s.Act, err)
			}
		})
	}
	acting.Wait()
}

func (r *running) note(a Act) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.done[a]++
}

// act does one step.
func (r *running) act(s Step) error {
	random := rand.New(rand.NewPCG(s.Seed, 2))
	switch s.Act {
	case KillConsumer:
		return killFor(pick(r.consumers, s.Which), s.For)
	case KillPublisher:
		return killFor(pick(r.publishers, s.Which), s.For)
	case PauseConsumer:
		pick(r.consumers, s.Which).pause(s.For)
	case PausePublisher:
		pick(r.publishers, s.Which).pause(s.For)
	case KillBroker, PauseBroker:
		return r.breakNode(s)
	case Cut:
		r.network.Cut(random, s.Share)
	case LoseAnswers:
		r.network.LoseAnswers(random, s.Share, s.For)
	case Hold:
		r.network.Hold(random, s.Share, s.For)
	case Storm:
		return r.storm(s, random)
	case KillInCall:
		return r.killInCall(s, random)
	default:
		return r.answerWrongly(s)
	}
	return nil
}

func pick(list []*worker, which uint64) *worker { return list[which%uint64(len(list))] }

func killFor(w *worker, d time.Duration) error {
	w.kill()
	time.Sleep(d)
	return w.start()
}

// stuck is how long publishers take to come to where nothing answers.
const stuck = 200 * time.Millisecond

// killInCall kills a publisher that waits in the middle of calls, since nothing
// passes for a while. What it had said by then arrives later.
func (r *running) killInCall(s Step, random *rand.Rand) error {
	r.network.Hold(random, 1, 2*stuck+s.For)
	time.Sleep(stuck)
	return killFor(pick(r.publishers, s.Which), s.For)
}

// breakNode breaks one node, and never two at once: what is acknowledged is on
// two of three.
func (r *running) breakNode(s Step) error {
	if r.cluster.Nodes() == 0 {
		return cluster.ErrUnsupported
	}
	r.node.Lock()
	defer r.node.Unlock()
	n := int(s.Which % uint64(r.cluster.Nodes()))
	if s.Act == PauseBroker {
		r.crew.pauses.Add(1)
		if err := r.cluster.Pause(n); err != nil {
			return err
		}
		time.Sleep(s.For)
		return r.cluster.Resume(n)
	}
	r.crew.killing(check.Broker, "broker-"+strconv.Itoa(n))
	if err := r.cluster.Kill(n); err != nil {
		return err
	}
	time.Sleep(s.For)
	return r.cluster.Start(n)
}

// answerWrongly has the cluster itself answer wrongly.
func (r *running) answerWrongly(s Step) error {
	t := cluster.Trouble{Count: s.Count, For: s.For}
	for _, topic := range r.load.Topics {
		t.Topics = append(t.Topics, topic.DeadLetters)
	}
	one := []string{r.load.Topics[s.Which%uint64(len(r.load.Topics))].Name}
	switch s.Act {
	case FailEvents:
		t.Kind, t.Topics = cluster.FailProduce, one
	case RefuseEvents:
		// The others take their part of a call.
		t.Kind, t.Topics, t.Partitions = cluster.RefuseProduce, one, []int32{int32(s.Seed % partitions)}
	case EndErrored:
		t.Kind = cluster.EndErrored
	case AppendedErrored:
		t.Kind = cluster.AppendedThenErrored
	case CommitLost:
		t.Kind = cluster.CommitLostAnswer
	case CommitRefused:
		t.Kind = cluster.CommitRefused
	case FailDeadLetters:
		t.Kind = cluster.FailProduce
	case DenyDeadLetters:
		t.Kind = cluster.RefuseProduce
	case SlowDeadLetters:
		t.Kind = cluster.SlowProduce
	default:
		return fmt.Errorf("there is no such act")
	}
	return r.cluster.Break(t)
}

// stormy is how many groups have storms, the first ones.
const stormy = 4

// storm has consumers join a group and leave it soon, one way or the other.
func (r *running) storm(s Step, random *rand.Rand) error {
	group := int(s.Which % stormy)
	var passing sync.WaitGroup
	for i := range 2 + random.IntN(2) {
		w := r.consumer(group, fmt.Sprintf("storm-%d-%x-%d", group, s.Seed&0xffff, i))
		stays, killed := time.Duration(random.Float64()*float64(s.For)), random.IntN(2) == 0
		passing.Go(func() {
			if err := w.start(); err != nil {
				r.say("storm: %v", err)
			}
			time.Sleep(200*time.Millisecond + stays)
			if killed {
				w.kill()
			}
			_ = w.stop(stopBudget)
		})
	}
	passing.Wait()
	return nil
}
