package broker

import (
	"errors"
	"net"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// failing is a listener that fails some times before it accepts.
type failing struct {
	fails int
	next  net.Conn
}

func (f *failing) Accept() (net.Conn, error) {
	if f.fails--; f.fails >= 0 {
		return nil, &net.OpError{Op: "accept", Net: "tcp", Err: syscall.EMFILE}
	}
	return f.next, nil
}

func (f *failing) Addr() net.Addr { return advertisedAddr("127.0.0.1:9092") }

func (f *failing) Close() error { return nil }

func TestListener_AcceptsAfterErrors(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		near, far := net.Pipe()
		defer near.Close()
		l := newListener(&failing{fails: 10, next: far}, "127.0.0.1:9092", &topicNames{}, newLimits())
		began := time.Now()
		c, err := l.Accept()
		if err != nil {
			t.Fatalf("after 10 errors: %v", err)
		}
		c.Close()
		// 5, 10, ... 640 ms, then 1 s twice
		if took, want := time.Since(began), 1275*time.Millisecond+2*time.Second; took != want {
			t.Errorf("after %v, want %v", took, want)
		}
	})
}

func TestListener_StopsTryingWhenClosed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newListener(&failing{fails: 1 << 30}, "127.0.0.1:9092", &topicNames{}, newLimits())
		accepted := make(chan error, 1)
		go func() {
			_, err := l.Accept()
			accepted <- err
		}()
		synctest.Wait()
		l.Close()
		if err := <-accepted; !errors.Is(err, net.ErrClosed) {
			t.Errorf("%v, want %v", err, net.ErrClosed)
		}
	})
}
