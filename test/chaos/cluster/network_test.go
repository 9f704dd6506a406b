//go:build unix

package cluster

import (
	"bufio"
	"io"
	"math/rand/v2"
	"net"
	"testing"
	"time"
)

// answering is a broker that says each line back, and tells what it heard.
func answering(t *testing.T) (address string, heard chan string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	heard = make(chan string, 10)
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				lines := bufio.NewScanner(conn)
				for lines.Scan() {
					heard <- lines.Text()
					if _, err := io.WriteString(conn, lines.Text()+"\n"); err != nil {
						return
					}
				}
			}()
		}
	}()
	return l.Addr().String(), heard
}

type client struct {
	net.Conn
	in *bufio.Reader
}

func connect(t *testing.T) (*Network, *client, chan string) {
	t.Helper()
	address, heard := answering(t)
	n, err := NewNetwork([]string{address})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(n.Close)
	conn, err := net.Dial("tcp", n.Routes()[address])
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	if err := conn.SetDeadline(time.Now().Add(10 * time.Second)); err != nil {
		t.Fatal(err)
	}
	c := &client{Conn: conn, in: bufio.NewReader(conn)}
	c.say(t, "hello")
	if got, err := c.in.ReadString('\n'); got != "hello\n" || err != nil || <-heard != "hello" {
		t.Fatalf("said hello, heard %q, %v", got, err)
	}
	return n, c, heard
}

func (c *client) say(t *testing.T, line string) {
	t.Helper()
	if _, err := io.WriteString(c, line+"\n"); err != nil {
		t.Fatal(err)
	}
}

var random = rand.New(rand.NewPCG(1, 1))

func TestCutEndsAConnection(t *testing.T) {
	n, c, _ := connect(t)
	n.Cut(random, 1)
	if got, err := c.in.ReadString('\n'); got != "" || err == nil {
		t.Errorf("read %q, %v", got, err)
	}
}

func TestLink_LosesAnswerAfterRequestArrived(t *testing.T) {
	n, c, heard := connect(t)
	n.LoseAnswers(random, 1, 50*time.Millisecond)
	c.say(t, "append this")
	if got := <-heard; got != "append this" {
		t.Errorf("the broker heard %q", got)
	}
	if got, err := c.in.ReadString('\n'); got != "" || err == nil {
		t.Errorf("read %q, %v", got, err)
	}
}

func TestLink_DeliversHeldBytesLater(t *testing.T) {
	n, c, heard := connect(t)
	began := time.Now()
	n.Hold(random, 1, 50*time.Millisecond)
	c.say(t, "later")
	if got, err := c.in.ReadString('\n'); got != "later\n" || err != nil {
		t.Errorf("read %q, %v", got, err)
	}
	if took := time.Since(began); took < 50*time.Millisecond {
		t.Errorf("it took %v", took)
	}
	<-heard
}
