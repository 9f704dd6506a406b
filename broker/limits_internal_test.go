package broker

import (
	"encoding/binary"
	"errors"
	"io"
	"net"
	"os"
	"reflect"
	"testing"
	"testing/synctest"
	"time"

	"github.com/twmb/franz-go/pkg/kmsg"
)

// left returns how many bytes are free.
func (m *memory) left() int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.free
}

// announce returns the start of a produce request of so many bytes.
func announce(size int) []byte {
	b := make([]byte, sizeLen+requestHeaderLen)
	binary.BigEndian.PutUint32(b, uint32(size))
	binary.BigEndian.PutUint16(b[sizeLen:], uint16(kmsg.Produce))
	return b
}

// pipe returns a client's end and the cluster's end of a connection.
func pipe(t *testing.T, l *limits) (client net.Conn, server *conn) {
	near, far := net.Pipe()
	server = newConn(far, &topicNames{}, l)
	t.Cleanup(func() {
		near.Close()
		server.Close()
	})
	return near, server
}

// Requests that are announced take of the memory, and those that do not fit wait for
// it; small ones pass by. What waits for too long, or sends nothing, is closed.
func TestConn_SharesMemory(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimits()
		l.stall, l.small, l.memory = 10*time.Second, 200, newMemory(2000)
		read := func(c *conn) chan error {
			done := make(chan error, 1)
			go func() {
				_, err := io.CopyN(io.Discard, c, sizeLen+600)
				done <- err
			}()
			return done
		}
		one, first := pipe(t, l)
		two, second := pipe(t, l)
		three, third := pipe(t, l)
		oneRead, twoRead := read(first), read(second)
		_, _ = one.Write(announce(600))
		synctest.Wait()
		_, _ = two.Write(announce(600))
		synctest.Wait()
		if l.memory.left() != 800 {
			t.Fatalf("%d bytes are free, want 800", l.memory.left())
		}
		small := make(chan error, 1)
		go func() {
			_, err := io.CopyN(io.Discard, third, sizeLen+100)
			small <- err
		}()
		_, _ = three.Write(append(announce(100), make([]byte, 100-requestHeaderLen)...))
		if err := <-small; err != nil {
			t.Errorf("a small request: %v", err)
		}
		_, _ = one.Write(make([]byte, 600-requestHeaderLen))
		if err := <-oneRead; err != nil {
			t.Errorf("the first large request: %v", err)
		}
		synctest.Wait()
		if l.memory.left() != 800 {
			t.Errorf("%d bytes are free while the request is answered, want 800", l.memory.left())
		}
		next := make(chan error, 1)
		go func() {
			_, err := first.Read(make([]byte, 1))
			next <- err
		}()
		synctest.Wait() // the cluster reads on while it answers
		if l.memory.left() != 800 {
			t.Errorf("%d bytes are free while the next request is waited for, want 800", l.memory.left())
		}
		go io.CopyN(io.Discard, one, sizeLen+responseHeaderLen)
		if _, err := first.Write(make([]byte, sizeLen+responseHeaderLen)); err != nil {
			t.Errorf("the response: %v", err)
		}
		synctest.Wait() // the second has taken what the first had
		if l.memory.left() != 800 {
			t.Errorf("%d bytes are free once it is answered, want 800", l.memory.left())
		}
		if err := <-twoRead; !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("a request that stops coming: %v, want %v", err, os.ErrDeadlineExceeded)
		}
		second.Close() // as the cluster does
		if l.memory.left() != 2000 {
			t.Errorf("%d bytes are free in the end, want 2000", l.memory.left())
		}
		one.Close()
		if err := <-next; err == nil {
			t.Error("the first connection has another request")
		}
	})
}

func TestConn_GivesUpWaitingForMemory(t *testing.T) {
	for name, end := range map[string]func(*conn){
		"late":   func(*conn) {},
		"closed": func(c *conn) { c.Close() },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := newLimits()
				l.stall, l.small, l.memory = 10*time.Second, 100, newMemory(100)
				l.memory.tryTake(1)
				client, server := pipe(t, l)
				read := make(chan error, 1)
				go func() {
					_, err := server.Read(make([]byte, 1))
					read <- err
				}()
				_, _ = client.Write(announce(600))
				synctest.Wait()
				began := time.Now()
				end(server)
				if err := <-read; !errors.Is(err, net.ErrClosed) {
					t.Errorf("%v, want %v", err, net.ErrClosed)
				}
				if took := time.Since(began); name == "closed" && took > 0 || name == "late" && took != l.stall {
					t.Errorf("after %v", took)
				}
				if l.memory.left() != 99 {
					t.Errorf("%d bytes are free, want 99", l.memory.left())
				}
			})
		})
	}
}

func TestListener_LimitsConnections(t *testing.T) {
	tcp, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	limits := newLimits()
	limits.connections = 2
	l := newListener(tcp, tcp.Addr().String(), &topicNames{}, limits)
	defer l.Close()
	accepted := make(chan net.Conn, 4)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			accepted <- c
		}
	}()
	dial := func() net.Conn {
		t.Helper()
		c, err := net.Dial("tcp", tcp.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { c.Close() })
		return c
	}
	dial()
	dial()
	first := <-accepted
	<-accepted
	if _, err := dial().Read(make([]byte, 1)); err == nil {
		t.Error("a third connection is served")
	}
	first.Close()
	first.Close()
	dial()
	(<-accepted).Close()
}

// A request takes as much memory as it may claim until it has been decoded, and then as
// much as it has.
func TestConn_CountsWhatRequestsMayClaim(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimits()
		const size = 100_000
		all := l.memory.left()
		request := kmsg.NewPtrListGroupsRequest()
		request.Version = 5
		frame := kmsg.NewRequestFormatter().AppendRequest(nil, request, 1)
		frame = append(frame, make([]byte, sizeLen+size-len(frame))...) // nothing reads what is behind
		binary.BigEndian.PutUint32(frame, size)
		client, c := pipe(t, l)
		read := make(chan error, 1)
		go func() {
			_, err := io.CopyN(io.Discard, c, int64(len(frame)))
			read <- err
		}()
		_, _ = client.Write(frame[:100])
		synctest.Wait()
		if taken, want := all-l.memory.left(), int64(size+2*size*(2*16)); taken > want || taken < size {
			t.Errorf("%d bytes are taken while the request is read, want at most %d", taken, want)
		}
		_, _ = client.Write(frame[100:])
		if err := <-read; err != nil {
			t.Fatal(err)
		}
		if taken, most := all-l.memory.left(), int64(2*len(frame)+1000); taken > most || taken < size {
			t.Errorf("%d bytes are taken while it is answered, want at most %d", taken, most)
		}
	})
}

func TestClaims_OfRequestsWithArraysInArrays(t *testing.T) {
	// An element of the topics of OffsetCommit, one of their partitions, and its metadata.
	topic, partition, text := reflect.TypeFor[kmsg.OffsetCommitRequestTopic](), reflect.TypeFor[kmsg.OffsetCommitRequestTopicPartition](), reflect.TypeFor[string]()
	if got, want := claims[kmsg.OffsetCommit.Int16()], int64(topic.Size()+partition.Size()+text.Size()); got != want {
		t.Errorf("a byte of OffsetCommit may claim %d bytes, want %d", got, want)
	}
}

// A connection on which nothing comes is closed: soon if nothing ever came, and after what
// Kafka allows by default otherwise.
func TestConn_EndsIdleConnections(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, silent := pipe(t, newLimits())
		began := time.Now()
		if _, err := silent.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) || time.Since(began) != 30*time.Second {
			t.Errorf("a silent connection: %v after %v, want %v after 30s", err, time.Since(began), os.ErrDeadlineExceeded)
		}
		client, c := pipe(t, newLimits())
		go client.Write(append(announce(100), make([]byte, 100-requestHeaderLen)...))
		if _, err := io.CopyN(io.Discard, c, sizeLen+100); err != nil {
			t.Fatal(err)
		}
		began = time.Now()
		if _, err := c.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) || time.Since(began) != 10*time.Minute {
			t.Errorf("an idle connection: %v after %v, want %v after 10m", err, time.Since(began), os.ErrDeadlineExceeded)
		}
	})
}
