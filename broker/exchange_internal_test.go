package broker

import (
	"encoding/binary"
	"errors"
	"io"
	"os"
	"testing"
	"testing/synctest"
	"time"

	"github.com/twmb/franz-go/pkg/kmsg"
)

// few are limits of 1,000 bytes for responses, and of none beside them.
func few() *limits {
	l := newLimits()
	l.stall, l.small, l.responses = 10*time.Second, 0, newMemory(1000)
	return l
}

// respond writes a response of so many bytes, which no client reads.
func respond(c *conn, size int) chan error {
	done := make(chan error, 1)
	go func() {
		_, err := c.Write(make([]byte, size))
		done <- err
	}()
	return done
}

// Responses that are not read take of the memory, twice their size; those that do not
// fit are not sent, but for one; and who does not read is closed.
func TestConn_SharesMemoryForResponses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := few()
		var unread []chan error
		for range 4 {
			_, c := pipe(t, l)
			unread = append(unread, respond(c, 120))
			synctest.Wait()
		}
		if l.responses.left() != 1000-4*240 {
			t.Errorf("%d bytes are free, want 40", l.responses.left())
		}
		reader, large := pipe(t, l)
		oversize := respond(large, 5000)
		synctest.Wait()
		_, other := pipe(t, l)
		if err := <-respond(other, 120); !errors.Is(err, errOverloaded) {
			t.Errorf("a second response that does not fit: %v, want %v", err, errOverloaded)
		}
		if _, err := io.CopyN(io.Discard, reader, 5000); err != nil {
			t.Errorf("the response that is larger than the memory: %v", err)
		}
		if err := <-oversize; !errors.Is(err, errOverloaded) {
			t.Errorf("%v, want %v, which closes the connection", err, errOverloaded)
		}
		began := time.Now()
		for _, u := range unread {
			if err := <-u; !errors.Is(err, os.ErrDeadlineExceeded) {
				t.Errorf("a response that is not read: %v, want %v", err, os.ErrDeadlineExceeded)
			}
		}
		if took := time.Since(began); took != l.stall {
			t.Errorf("after %v, want %v", took, l.stall)
		}
	})
}

// The cluster keeps the buffer of a connection's largest response.
func TestConn_CountsBuffersUntilItIsClosed(t *testing.T) {
	l := few()
	reader, c := pipe(t, l)
	for _, size := range []int{200, 300, 100} {
		done := respond(c, size)
		if _, err := io.CopyN(io.Discard, reader, int64(size)); err != nil {
			t.Fatal(err)
		}
		if err := <-done; err != nil {
			t.Fatal(err)
		}
	}
	if l.responses.left() != 700 {
		t.Errorf("%d bytes are free, want 700", l.responses.left())
	}
	c.Close()
	if l.responses.left() != 1000 {
		t.Errorf("%d bytes are free once it is closed, want 1000", l.responses.left())
	}
}

// fetchFrame is a request that waits for so long.
func fetchFrame(wait time.Duration) []byte {
	r := kmsg.NewPtrFetchRequest()
	r.SetVersion(4)
	r.MaxWaitMillis, r.MaxBytes = int32(wait.Milliseconds()), 1<<20
	return kmsg.NewRequestFormatter().AppendRequest(nil, r, 7)
}

// The cluster keeps a request that waits although its connection is closed.
func TestConn_CountsRequestsThatWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimits()
		l.small, l.memory = 0, newMemory(1<<20)
		client, c := pipe(t, l)
		gone := make(chan struct{})
		c.closed = func() { close(gone) }
		frame := fetchFrame(time.Hour)
		go client.Write(frame)
		read := make([]byte, len(frame))
		if _, err := io.ReadFull(c, read); err != nil {
			t.Fatal(err)
		}
		var r kmsg.FetchRequest
		r.SetVersion(4)
		if err := r.ReadFrom(read[sizeLen+requestHeaderLen+2:]); err != nil {
			t.Fatal(err)
		}
		if wait := time.Duration(r.MaxWaitMillis) * time.Millisecond; wait != maxFetchWait {
			t.Errorf("it waits for %v, want %v", wait, maxFetchWait)
		}
		began := time.Now()
		c.Close()
		if l.memory.left() == 1<<20 || l.responses.left() == 256<<20 {
			t.Error("what it takes is given back before it is answered")
		}
		<-gone
		if took := time.Since(began); took != maxFetchWait {
			t.Errorf("the connection is forgotten after %v, want %v", took, maxFetchWait)
		}
		if l.memory.left() != 1<<20 || l.responses.left() != 256<<20 {
			t.Errorf("%d and %d bytes are free in the end", l.memory.left(), l.responses.left())
		}
	})
}

// However many fetches there are, memory is left for responses.
func TestMemory_ReservesLessTheLessThereIs(t *testing.T) {
	m := newMemory(256 << 20)
	first := m.reserve(8<<20, 128<<10)
	for range 100 {
		m.reserve(8<<20, 128<<10)
	}
	hundredth := m.reserve(8<<20, 128<<10)
	if first != 8<<20 || hundredth >= first || hundredth < 128<<10 || m.left() < 8<<20 {
		t.Errorf("reserved %d and, for the hundredth, %d; %d are left", first, hundredth, m.left())
	}
}

// A produce request without acknowledgement has no response: what it takes is given
// back when the next has been read.
func TestConn_ForgetsRequestsWithoutResponse(t *testing.T) {
	l := newLimits()
	l.small, l.memory = 0, newMemory(2000)
	client, c := pipe(t, l)
	frame := announce(100)
	frame = append(frame, make([]byte, 100-requestHeaderLen)...)
	for i := range 5 {
		binary.BigEndian.PutUint32(frame[sizeLen+4:], uint32(i))
		go client.Write(frame)
		if _, err := io.CopyN(io.Discard, c, int64(len(frame))); err != nil {
			t.Fatal(err)
		}
		if want := int64(2000 - 200*min(2, i+1)); l.memory.left() != want {
			t.Errorf("request %d: %d bytes are free, want %d", i, l.memory.left(), want)
		}
	}
}
