package transaction

import (
	"context"
	"errors"
	"io"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/delivery"
)

// start returns a client of a cluster, and the cluster.
func start(t *testing.T, id string) (*Client, *kfake.Cluster) {
	t.Helper()
	cluster, err := kfake.NewCluster(kfake.NumBrokers(1), kfake.SeedTopics(1, "t"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cluster.Close)
	return join(t, cluster, id), cluster
}

func join(t *testing.T, cluster *kfake.Cluster, id string) *Client {
	c := New(Config{
		ID: id, DeliveryTimeout: 10 * time.Second,
		NewClient: func(hook *connect.Watch, more ...kgo.Opt) (*kgo.Client, error) {
			return kgo.NewClient(append([]kgo.Opt{kgo.SeedBrokers(cluster.ListenAddrs()...), kgo.WithHooks(hook)}, more...)...)
		},
		Fenced: func(id string, err error) error { return &errFenced{id, err} },
	})
	t.Cleanup(c.Close)
	return c
}

func records() []*kgo.Record {
	return []*kgo.Record{{Topic: "t", Value: []byte("1")}, {Topic: "t", Value: []byte("2")}}
}

// fail answers the next requests of a kind with an error of the cluster.
func fail(cluster *kfake.Cluster, key kmsg.Key, answer func(kmsg.Request) kmsg.Response) {
	cluster.ControlKey(int16(key), func(req kmsg.Request) (kmsg.Response, error, bool) {
		return answer(req), nil, true
	})
}

// TestClient_States sends transactions that end in different ways, one after the other,
// with one client.
func TestClient_States(t *testing.T) {
	c, cluster := start(t, "ours")
	if c.state != stateAbsent {
		t.Fatalf("state %v at first", c.state)
	}
	work := t.Context()
	if o := c.Send(work, work, records()); o.Err != nil || c.state != stateIdle {
		t.Fatalf("committed: %+v, state %v", o, c.state)
	}
	ended, cancel := context.WithCancelCause(work)
	cancel(io.EOF)
	if o := c.Send(ended, work, records()); o.Err != io.EOF || o.Retry != delivery.Safe || c.state != stateAbsent && c.state != stateIdle {
		t.Errorf("interrupted: %+v, state %v", o, c.state)
	}
	if o := c.Send(work, work, records()); o.Err != nil || c.state != stateIdle {
		t.Fatalf("committed after that: %+v, state %v", o, c.state)
	}
	fail(cluster, kmsg.EndTxn, func(req kmsg.Request) kmsg.Response {
		resp := req.ResponseKind().(*kmsg.EndTxnResponse)
		resp.ErrorCode = kerr.UnknownServerError.Code
		return resp
	})
	if o := c.Send(work, work, records()); !errors.Is(o.Err, kerr.UnknownServerError) || o.Retry != delivery.MayDuplicate || o.Index != -1 || c.state != stateIdle {
		t.Errorf("uncertain: %+v, state %v", o, c.state)
	}
	if o := c.Send(work, work, records()); o.Err != nil || c.state != stateIdle {
		t.Errorf("committed after that: %+v, state %v", o, c.state)
	}
	c.Close()
	if c.state != stateAbsent {
		t.Errorf("state %v once it is closed", c.state)
	}
}

// TestClient_Fenced ends for good when another client takes over the id.
func TestClient_Fenced(t *testing.T) {
	c, cluster := start(t, "ours")
	work := t.Context()
	if o := c.Send(work, work, records()); o.Err != nil {
		t.Fatal(o.Err)
	}
	if o := join(t, cluster, "ours").Send(work, work, records()); o.Err != nil {
		t.Fatal(o.Err)
	}
	for range 2 {
		o := c.Send(work, work, records())
		if _, fenced := errors.AsType[*errFenced](o.Err); !fenced || o.Retry != delivery.Useless || c.state != stateFenced {
			t.Errorf("%+v, state %v", o, c.state)
		}
	}
}
