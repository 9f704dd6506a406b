package connect

import (
	"context"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

const (
	// pingBudget bounds how long a broker is waited for.
	pingBudget = 2 * time.Second
	// pingPause is how long one answer holds for further calls.
	pingPause = time.Second
)

// Pings asks brokers whether they answer, one question at a time. The zero value is ready
// to use.
type Pings struct {
	// mu guards the field below, and is held while a broker is asked.
	mu   sync.Mutex
	last time.Time // when the last was answered, or not
}

// Ask asks the brokers, unless it is known whether they answer. What came of it is in
// answers, which must be a hook of the client.
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
