//go:build unix

package cluster

import (
	"math/rand/v2"
	"net"
	"sync"
	"time"
)

// Network is a way to the brokers that can be broken: a proxy for each. Clients
// take it by dialling a broker's route in place of its address.
type Network struct {
	routes    map[string]string
	listeners []net.Listener
	links     sync.WaitGroup

	mu     sync.Mutex
	open   map[*link]bool
	closed bool
}

// link is a connection of a client, and the one behind it.
type link struct {
	client, broker net.Conn

	mu   sync.Mutex
	deaf bool          // the broker's answers are dropped
	hold chan struct{} // nothing passes while this is open; nil if all does
}

// NewNetwork returns a network to some addresses.
func NewNetwork(addresses []string) (*Network, error) {
	n := &Network{routes: make(map[string]string), open: make(map[*link]bool)}
	for _, address := range addresses {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			n.Close()
			return nil, err
		}
		n.listeners = append(n.listeners, l)
		n.routes[address] = l.Addr().String()
		n.links.Go(func() { n.serve(l, address) })
	}
	return n, nil
}

// Routes returns where to dial for each address.
func (n *Network) Routes() map[string]string { return n.routes }

func (n *Network) serve(l net.Listener, address string) {
	for {
		client, err := l.Accept()
		if err != nil {
			return
		}
		broker, err := net.DialTimeout("tcp", address, 5*time.Second)
		if err != nil {
			refuse(client)
			continue
		}
		k := &link{client: client, broker: broker}
		if !n.add(k) {
			k.cut()
			return
		}
		n.links.Go(func() { k.pass(k.broker, k.client, false) })
		n.links.Go(func() {
			k.pass(k.client, k.broker, true)
			n.remove(k)
		})
	}
}

// refuse ends a client's connection as nearly as a closed port would.
func refuse(client net.Conn) {
	if tcp, ok := client.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	client.Close()
}

func (n *Network) add(k *link) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !n.closed {
		n.open[k] = true
	}
	return !n.closed
}

func (n *Network) remove(k *link) {
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.open, k)
}

// pass copies what one end says to the other, until either is gone.
func (k *link) pass(to, from net.Conn, answers bool) {
	defer k.cut()
	buf := make([]byte, 64<<10)
	for {
		read, err := from.Read(buf)
		if read > 0 && !k.drops(answers) {
			if _, err := to.Write(buf[:read]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// drops waits while the link is held, and reports whether what was read is lost.
func (k *link) drops(answers bool) bool {
	k.mu.Lock()
	hold := k.hold
	deaf := k.deaf && answers
	k.mu.Unlock()
	if hold != nil {
		<-hold
	}
	return deaf
}

func (k *link) cut() {
	k.client.Close()
	k.broker.Close()
}

// some returns about a share of the open links.
func (n *Network) some(random *rand.Rand, share float64) (list []*link) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for k := range n.open {
		if random.Float64() < share {
			list = append(list, k)
		}
	}
	return list
}

// Cut ends about a share of all connections.
func (n *Network) Cut(random *rand.Rand, share float64) {
	for _, k := range n.some(random, share) {
		k.cut()
	}
}

// LoseAnswers lets requests through on about a share of all connections, and no
// answers, for so long. Then it cuts them.
func (n *Network) LoseAnswers(random *rand.Rand, share float64, d time.Duration) {
	list := n.some(random, share)
	for _, k := range list {
		k.mu.Lock()
		k.deaf = true
		k.mu.Unlock()
	}
	time.AfterFunc(d, func() {
		for _, k := range list {
			k.cut()
		}
	})
}

// Hold lets nothing through on about a share of all connections, for so long.
// Then all of it arrives.
func (n *Network) Hold(random *rand.Rand, share float64, d time.Duration) {
	release := make(chan struct{})
	for _, k := range n.some(random, share) {
		k.mu.Lock()
		k.hold = release
		k.mu.Unlock()
	}
	time.AfterFunc(d, func() { close(release) })
}

// Close cuts all connections and takes no more.
func (n *Network) Close() {
	n.mu.Lock()
	n.closed = true
	for k := range n.open {
		k.cut()
	}
	n.mu.Unlock()
	for _, l := range n.listeners {
		l.Close()
	}
	n.links.Wait()
}
