package connect

import (
	"context"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

const (
	// pingBudget bounds the wait for a broker's answer.
	pingBudget = 2 * time.Second
	// pingPause is the minimum pause between pings.
	pingPause = time.Second
)

// Pings asks brokers whether they answer, one ping at a time. The zero value is ready to use.
type Pings struct {
	// mu guards the field below, and is held during a ping.
	mu   sync.Mutex
	last time.Time // end of the last ping, successful or not
}

// Ask pings the brokers if answers says that none has answered recently. Answers records the
// result; it must be a hook of the client.
func (p *Pings) Ask(ctx context.Context, client *kgo.Client, answers *Answers) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if _, _, tooLong, _ := answers.since(now); !tooLong || now.Sub(p.last) < pingPause {
		return
	}
	within, cancel := context.WithTimeout(ctx, pingBudget)
	defer cancel()
	if err := client.Ping(within); err != nil {
		answers.failed(err, false)
	}
	p.last = time.Now()
}
