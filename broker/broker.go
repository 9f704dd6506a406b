package broker

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"

	"github.com/mediamesh/events/internal/recovery"
	"github.com/twmb/franz-go/pkg/kfake"
)

// Config says where a broker listens and what it keeps. The zero value is a
// broker in memory on a free port of the loopback interface.
type Config struct {
	// Listen is the address to listen on, "host:port"; port 0 takes any free
	// one. Without Advertise clients are sent to this same host, so it must be one
	// that they reach: a wildcard such as 0.0.0.0 is refused. There is no
	// authentication: anyone who can connect reads and writes everything.
	// Default "127.0.0.1:0".
	Listen string
	// Advertise is the address that clients are sent to, "host:port" or "host" for
	// the port that is listened on: the name of a container, say. Default the
	// address that is listened on.
	Advertise string
	// DataDir is the directory that topics, records, groups and offsets are
	// kept in from one start to the next. It is created with mode 0700, or
	// gets that mode, unless it has files that are no broker's: see
	// [ErrDirNotPrivate]. One broker at a time may use it.
	//
	// A broker with a directory keeps all records: it does not compact topics, deletes
	// no records by age or size, and refuses DeleteRecords requests, none of which
	// would outlive the end of its process unharmed. Delete topics to gain space.
	//
	// Default "", which keeps all in memory.
	DataDir string
	// Partitions is how many partitions a new topic gets unless whoever
	// creates it says otherwise. Default 6.
	Partitions int
	// SyncWrites has each batch written through to the disk before it is
	// acknowledged. Default false, as in Kafka: what was acknowledged survives
	// the end of the process, but not that of the machine.
	SyncWrites bool
	// NoAutoCreateTopics refuses to create a topic just because a client asks
	// for it. Default false: topics are created on first use.
	NoAutoCreateTopics bool
	// Logger gets what the broker has to say. Default nil, which is nothing.
	Logger *slog.Logger
}

const (
	defaultListen     = "127.0.0.1:0"
	defaultPartitions = 6
)

// Broker is a running broker.
type Broker struct {
	cluster *kfake.Cluster
	topics  *topicNames
	log     *logger
	lock    *dirLock
	addr    string

	closing  sync.Once
	closeErr error
}

// Start starts a broker; it serves until [Broker.Close].
//
// The errors are *[ConfigError]; *[AddressError] if the address cannot be
// listened on, because its port is taken, say; and *[DataDirError] if the data
// directory cannot be used.
func Start(config Config) (*Broker, error) {
	config, err := config.complete()
	if err != nil {
		return nil, err
	}
	b := &Broker{topics: &topicNames{creates: !config.NoAutoCreateTopics, stored: config.DataDir != ""}, log: &logger{to: config.Logger}}
	if config.DataDir != "" {
		if b.lock, err = openDir(config.DataDir); err != nil {
			return nil, err
		}
	}
	// Listened on before the data is read, to tell one fault from the other.
	tcp, err := net.Listen("tcp", config.Listen)
	if err != nil {
		b.lock.release()
		return nil, &AddressError{Address: config.Listen, Err: err}
	}
	b.addr = config.advertised(tcp.Addr())
	recover, gate := config.DataDir != "" && recovery.Needed(config.DataDir), recovery.NewGate(tcp)
	if recover {
		if err := recovery.RestoreProducers(config.DataDir); err != nil {
			tcp.Close()
			b.lock.release()
			return nil, &DataDirError{Dir: config.DataDir, Err: err}
		}
	}
	listener := newListener(gate, b.addr, b.topics, newLimits())
	listener.log = b.log
	if b.cluster, err = kfake.NewCluster(config.options(listener, b.log)...); err != nil {
		tcp.Close()
		b.lock.release()
		return nil, &DataDirError{Dir: config.DataDir, Err: err}
	}
	b.topics.open(b.cluster)
	if recover {
		if err := recovery.Run(context.Background(), gate.Dial); err != nil {
			return nil, errors.Join(&DataDirError{Dir: config.DataDir, Err: err}, b.Close())
		}
	}
	gate.Open()
	return b, nil
}

// Addrs returns the addresses to connect to, "127.0.0.1:9092".
func (b *Broker) Addrs() []string { return []string{b.addr} }

// Close stops the broker and writes its state to the data directory, if it has
// one. The error is a *[DataDirError]. Further calls return the same.
func (b *Broker) Close() error {
	b.closing.Do(func() {
		b.topics.close()
		b.cluster.Close()
		if err := b.log.failure(); err != nil && b.lock != nil {
			b.closeErr = &DataDirError{Dir: b.lock.dir, Err: err}
		}
		b.lock.release()
	})
	return b.closeErr
}

func (c Config) complete() (Config, error) {
	if c.Listen == "" {
		c.Listen = defaultListen
	}
	if c.Partitions == 0 {
		c.Partitions = defaultPartitions
	}
	if c.Partitions < 0 {
		return c, &ConfigError{Field: "Partitions", Problem: fmt.Sprintf("is %d: want at least 1, or 0 for the default of %d", c.Partitions, defaultPartitions)}
	}
	host, port, err := net.SplitHostPort(c.Listen)
	if err != nil {
		return c, &ConfigError{Field: "Listen", Problem: fmt.Sprintf("is %q: want host:port, such as 127.0.0.1:9092", c.Listen)}
	}
	if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		return c, &ConfigError{Field: "Listen", Problem: fmt.Sprintf("is %q: the port must be a number from 0 to 65535", c.Listen)}
	}
	if ip := net.ParseIP(host); c.Advertise == "" && (host == "" || ip != nil && ip.IsUnspecified()) {
		return c, &ConfigError{Field: "Listen", Problem: fmt.Sprintf("is %q: clients are sent to this host, so name one that they reach, such as 127.0.0.1, or advertise another", c.Listen)}
	}
	return c, c.checkAdvertise()
}

// checkAdvertise refuses an address that clients cannot be sent to.
func (c Config) checkAdvertise() error {
	if c.Advertise == "" {
		return nil
	}
	host, port := c.Advertise, ""
	if strings.Contains(host, ":") {
		var err error
		if host, port, err = net.SplitHostPort(c.Advertise); err != nil {
			return &ConfigError{Field: "Advertise", Problem: fmt.Sprintf("is %q: want host:port or host, such as broker:9092; an IPv6 address with a port in brackets", c.Advertise)}
		}
	}
	if n, err := strconv.Atoi(port); port != "" && (err != nil || n < 1 || n > 65535) {
		return &ConfigError{Field: "Advertise", Problem: fmt.Sprintf("is %q: the port must be a number from 1 to 65535", c.Advertise)}
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		return &ConfigError{Field: "Advertise", Problem: fmt.Sprintf("is %q: want a host that clients reach", c.Advertise)}
	}
	return nil
}

// advertised is the address that clients are sent to.
func (c Config) advertised(listening net.Addr) string {
	switch {
	case c.Advertise == "":
		return listening.String()
	case strings.Contains(c.Advertise, ":"):
		return c.Advertise
	}
	_, port, _ := net.SplitHostPort(listening.String())
	return net.JoinHostPort(c.Advertise, port)
}

func (c Config) options(l net.Listener, log *logger) []kfake.Opt {
	opts := []kfake.Opt{
		kfake.NumBrokers(1),
		kfake.ListenFn(func(string, string) (net.Listener, error) { return l, nil }),
		kfake.DefaultNumPartitions(c.Partitions),
		kfake.WithLogger(log),
	}
	if c.DataDir != "" {
		opts = append(opts, kfake.DataDir(c.DataDir), kfake.BrokerConfigs(map[string]string{cleanerBackoff: neverCleans}))
	}
	if c.SyncWrites {
		opts = append(opts, kfake.SyncWrites())
	}
	if !c.NoAutoCreateTopics {
		opts = append(opts, kfake.AllowAutoTopicCreation())
	}
	return opts
}

// openDir creates the data directory if need be, and claims it.
func openDir(dir string) (*dirLock, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, &DataDirError{Dir: dir, Err: err}
	}
	if err := makePrivate(dir); err != nil {
		return nil, &DataDirError{Dir: dir, Err: err}
	}
	lock, err := lockDir(dir)
	if err != nil {
		return nil, &DataDirError{Dir: dir, Err: err}
	}
	return lock, nil
}

// portTaken tells whether somebody else listens on an address.
func portTaken(err error) bool { return errors.Is(err, syscall.EADDRINUSE) }
