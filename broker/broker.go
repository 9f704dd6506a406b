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

// Config configures a broker. The zero value keeps data in memory and listens on a free
// port of the loopback interface.
type Config struct {
	// Listen is the address to listen on, "host:port"; port 0 takes any free one. Without
	// Advertise, this host is also advertised to clients, so they must be able to reach
	// it: a wildcard such as 0.0.0.0 is rejected. There is no authentication: anyone who
	// can connect can read and write everything. Default "127.0.0.1:0".
	Listen string
	// Advertise is the address advertised to clients, such as the name of a container:
	// "host:port", or "host" with the port of Listen. Default: the address that the
	// broker listens on.
	Advertise string
	// DataDir is the directory that topics, records, groups and offsets are stored in. It
	// is created with mode 0700. An existing directory is set to that mode, unless it
	// contains files of another program: see [ErrDirNotPrivate]. Only one broker at a time
	// can use it.
	//
	// A broker with a directory keeps all records: it does not compact topics, does not
	// delete records by age or size, and refuses DeleteRecords requests, because a crash
	// during one of these operations could lose data. Delete topics to free space.
	//
	// Default "": everything is kept in memory.
	DataDir string
	// Partitions is the number of partitions of a new topic whose creator does not set one.
	// Default 6.
	Partitions int
	// SyncWrites syncs each batch to disk before it is acknowledged. Default false, as in
	// Kafka: acknowledged records survive a crash of the process, but not of the machine.
	SyncWrites bool
	// NoAutoCreateTopics disables the automatic creation of topics. Default false: topics
	// are created on first use.
	NoAutoCreateTopics bool
	// Logger receives the broker's log messages. Default nil: nothing is logged.
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

// Start starts a broker, which serves until [Broker.Close].
//
// The errors are *[ConfigError]; *[AddressError] if the broker cannot listen on the
// address, for example because the port is taken; and *[DataDirError] if the data directory
// cannot be used.
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
	// Listen before reading the data, so that the two errors can be told apart.
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

// Close stops the broker and, if it has a data directory, writes its state there. The error
// is a *[DataDirError]. Further calls return the same error.
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

// advertised returns the address that clients are sent to.
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

// openDir creates the data directory if necessary, and locks it.
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

// portTaken reports whether another process listens on an address.
func portTaken(err error) bool { return errors.Is(err, syscall.EADDRINUSE) }
