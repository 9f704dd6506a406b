package delivery

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/mediamesh/events/bench/internal/pair"
)

// partitions is how many a topic has, unless one is what the case is about.
const partitions = 6

// Bench measures cases on one cluster.
type Bench struct {
	Brokers []string
	Sizes   Sizes
	// Profiles is a folder for the sides' CPU profiles; empty: none.
	Profiles string

	cluster *testTopics
}

// Sizes say how much is measured.
type Sizes struct {
	Rounds   int // of turns, beside one that does not count
	Publish  int // records in a turn
	Consume  int // records in a turn
	Schedule int // records in a turn
	Backlog  int // the larger one's records; the smaller has a tenth
	Backlogs int // how often memory is measured, which takes long and varies little
	Cold     int // cold records in a turn
}

// Full and Quick are sizes for good figures and for a look.
var (
	Full  = Sizes{Rounds: 11, Publish: 200_000, Consume: 400_000, Schedule: 10_000, Backlog: 2_000_000, Backlogs: 3, Cold: 400_000}
	Quick = Sizes{Rounds: 3, Publish: 50_000, Consume: 100_000, Schedule: 10_000, Backlog: 1_000_000, Backlogs: 1, Cold: 100_000}
)

// Run measures a case. Topics and groups that it needs are made, and removed
// afterwards.
func (b *Bench) Run(ctx context.Context, c Case) (list []Figure, err error) {
	prefix := fmt.Sprintf("bench.%s.%d-%d", strings.ReplaceAll(c.Name, "/", "-"), os.Getpid(), time.Now().UnixMilli())
	if b.cluster, err = connect(b.Brokers, prefix); err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, b.cluster.close(context.WithoutCancel(ctx))) }()
	return c.run(ctx, b)
}

// settings are those of a side of a case.
func (b *Bench) settings(side, topic string) Settings {
	s := Settings{Side: side, Brokers: b.Brokers, Topic: topic}
	if b.Profiles != "" {
		s.Profile = filepath.Join(b.Profiles, strings.ReplaceAll(side, "/", "-")+".out")
	}
	return s
}

// beside measures peers in turns of n records, each in its own process.
// Consumers get a new group for each turn.
func (b *Bench) beside(ctx context.Context, name string, peers []peer, n int, consumers bool) (list []Figure, err error) {
	contenders, cpu := make([]pair.Contender, len(peers)), make([][]float64, len(peers))
	for i, peer := range peers {
		p, err := startSide(b.settings(name+"/"+peer.side, peer.topic))
		if err != nil {
			return nil, err
		}
		defer func() { err = errors.Join(err, p.close()) }()
		contenders[i] = pair.Contender{Name: peer.label, Slice: func(n int) (time.Duration, error) {
			t := turn{Records: n}
			if consumers {
				t.Group = b.cluster.group()
			}
			o, err := p.take(t)
			cpu[i] = append(cpu[i], float64(o.CPU)/float64(n))
			return time.Duration(o.NS), err
		}}
	}
	measured, err := pair.Turns(ctx, contenders, b.Sizes.Rounds, n)
	if err != nil {
		return nil, err
	}
	return figures(peers, measured, cpu), nil
}
