package broker_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"
	"go.uber.org/goleak"

	"github.com/mediamesh/events/broker"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func start(t *testing.T, config broker.Config) *broker.Broker {
	t.Helper()
	b, err := broker.Start(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b
}

func connect(t *testing.T, b *broker.Broker, opts ...kgo.Opt) *kgo.Client {
	t.Helper()
	client, err := kgo.NewClient(append([]kgo.Opt{
		kgo.SeedBrokers(b.Addrs()...), kgo.AllowAutoTopicCreation(), kgo.DisableClientMetrics(),
	}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

func deadline(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx
}

func produce(t *testing.T, client *kgo.Client, topic string, values ...string) {
	t.Helper()
	for _, v := range values {
		r := &kgo.Record{Topic: topic, Key: []byte("one"), Value: []byte(v)}
		if err := client.ProduceSync(deadline(t), r).FirstErr(); err != nil {
			t.Fatal(err)
		}
	}
}

// read returns n values of a topic, in order.
func read(t *testing.T, client *kgo.Client, n int) []string {
	t.Helper()
	var values []string
	for len(values) < n {
		fetches := client.PollFetches(deadline(t))
		if err := fetches.Err(); err != nil {
			t.Fatalf("after %q: %v", values, err)
		}
		fetches.EachRecord(func(r *kgo.Record) { values = append(values, string(r.Value)) })
	}
	return values
}

func TestZeroConfig(t *testing.T) {
	b := start(t, broker.Config{})
	if len(b.Addrs()) != 1 {
		t.Fatalf("addresses %v, want one: the broker is one node", b.Addrs())
	}
	if host, port, err := net.SplitHostPort(b.Addrs()[0]); err != nil || host != "127.0.0.1" || port == "0" {
		t.Fatalf("address %q, want a port of 127.0.0.1", b.Addrs()[0])
	}
	client := connect(t, b, kgo.ConsumeTopics("content.events"))
	produce(t, client, "content.events", "a", "b")
	if got := read(t, client, 2); got[0] != "a" || got[1] != "b" {
		t.Errorf("read %q", got)
	}

	topics, err := kadm.NewClient(client).ListTopics(deadline(t), "content.events")
	if err != nil {
		t.Fatal(err)
	}
	if n := len(topics["content.events"].Partitions); n != 6 {
		t.Errorf("%d partitions, want the default of 6", n)
	}
	brokers, err := kadm.NewClient(client).ListBrokers(deadline(t))
	if err != nil || len(brokers) != 1 {
		t.Errorf("brokers %v, %v, want one", brokers, err)
	}
}

func TestPartitions(t *testing.T) {
	client := connect(t, start(t, broker.Config{Partitions: 3}))
	produce(t, client, "content.events", "a")
	topics, err := kadm.NewClient(client).ListTopics(deadline(t), "content.events")
	if err != nil {
		t.Fatal(err)
	}
	if n := len(topics["content.events"].Partitions); n != 3 {
		t.Errorf("%d partitions, want 3", n)
	}
}

func TestNoAutoCreateTopics(t *testing.T) {
	client := connect(t, start(t, broker.Config{NoAutoCreateTopics: true}), kgo.UnknownTopicRetries(0))
	err := client.ProduceSync(deadline(t), &kgo.Record{Topic: "content.events", Value: []byte("a")}).FirstErr()
	if err == nil || !strings.Contains(err.Error(), "UNKNOWN_TOPIC_OR_PARTITION") {
		t.Errorf("error %v, want that the topic is unknown", err)
	}
}

// Records, committed offsets and the address's next owner outlive a broker.
func TestDataSurvivesRestart(t *testing.T) {
	for _, sync := range []bool{false, true} {
		t.Run(fmt.Sprintf("sync=%t", sync), func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "made", "on", "demand")
			b := start(t, broker.Config{DataDir: dir, SyncWrites: sync})
			if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
				t.Fatalf("directory %v, %v, want mode 0700", info, err)
			}
			group := []kgo.Opt{kgo.ConsumerGroup("indexer"), kgo.ConsumeTopics("content.events"), kgo.DisableAutoCommit()}
			client := connect(t, b, group...)
			produce(t, client, "content.events", "a", "b", "c")
			var first *kgo.Record
			for first == nil {
				fetches := client.PollRecords(deadline(t), 1)
				if err := fetches.Err(); err != nil {
					t.Fatal(err)
				}
				first = fetches.Records()[0]
			}
			if err := client.CommitRecords(deadline(t), first); err != nil {
				t.Fatal(err)
			}
			client.Close()
			if err := b.Close(); err != nil {
				t.Fatal(err)
			}

			again := start(t, broker.Config{DataDir: dir, Listen: b.Addrs()[0]})
			if again.Addrs()[0] != b.Addrs()[0] {
				t.Errorf("address %s, want %s", again.Addrs(), b.Addrs())
			}
			client = connect(t, again, group...)
			produce(t, client, "content.events", "d")
			if got := strings.Join(read(t, client, 3), ""); got != "bcd" {
				t.Errorf("read %q after the restart, want bcd: a was committed", got)
			}
		})
	}
}

func TestMemory_IsLostAtClose(t *testing.T) {
	b := start(t, broker.Config{})
	produce(t, connect(t, b), "content.events", "a")
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	topics, err := kadm.NewClient(connect(t, start(t, broker.Config{}))).ListTopics(deadline(t))
	if err != nil || len(topics) != 0 {
		t.Errorf("topics %v, %v, want none", topics.Names(), err)
	}
}

func TestPortTaken(t *testing.T) {
	first := start(t, broker.Config{})
	addr := first.Addrs()[0]
	dir := t.TempDir()
	_, err := broker.Start(broker.Config{Listen: addr, DataDir: dir})
	var taken *broker.AddressError
	if !errors.As(err, &taken) || taken.Address != addr || !errors.Is(err, syscall.EADDRINUSE) {
		t.Fatalf("error %v, want an AddressError of %s", err, addr)
	}
	want := "broker: " + addr + " is taken: another process listens there, perhaps a broker that runs already; stop it, or choose another address"
	if err.Error() != want {
		t.Errorf("error %q\nwant  %q", err, want)
	}
	start(t, broker.Config{DataDir: dir}) // the directory is not kept by what failed
}

func TestStart_ForeignAddress(t *testing.T) {
	_, err := broker.Start(broker.Config{Listen: "192.0.2.1:0"})
	var address *broker.AddressError
	if !errors.As(err, &address) || !strings.HasPrefix(err.Error(), "broker: cannot listen on 192.0.2.1:0: ") {
		t.Errorf("error %v, want an AddressError", err)
	}
}

func TestConfigErrors(t *testing.T) {
	for _, c := range []struct {
		config broker.Config
		want   string
	}{
		{broker.Config{Listen: "9092"}, `broker: Config.Listen is "9092": want host:port, such as 127.0.0.1:9092`},
		{broker.Config{Listen: "127.0.0.1:kafka"}, `broker: Config.Listen is "127.0.0.1:kafka": the port must be a number from 0 to 65535`},
		{broker.Config{Listen: "127.0.0.1:70000"}, `broker: Config.Listen is "127.0.0.1:70000": the port must be a number from 0 to 65535`},
		{broker.Config{Listen: ":9092"}, `broker: Config.Listen is ":9092": clients are sent to this host, so name one that they reach, such as 127.0.0.1, or advertise another`},
		{broker.Config{Listen: "0.0.0.0:9092"}, `broker: Config.Listen is "0.0.0.0:9092": clients are sent to this host, so name one that they reach, such as 127.0.0.1, or advertise another`},
		{broker.Config{Partitions: -1}, `broker: Config.Partitions is -1: want at least 1, or 0 for the default of 6`},
	} {
		_, err := broker.Start(c.config)
		var config *broker.ConfigError
		if !errors.As(err, &config) || err.Error() != c.want {
			t.Errorf("error %q\nwant  %q", err, c.want)
		}
	}
}

func TestDataDirInUse(t *testing.T) {
	dir := t.TempDir()
	first := start(t, broker.Config{DataDir: dir})
	_, err := broker.Start(broker.Config{DataDir: dir})
	if !errors.Is(err, broker.ErrDirInUse) {
		t.Fatalf("error %v, want that another broker uses it", err)
	}
	if want := "broker: data directory " + dir + ": another broker uses it; stop that one, or choose another directory"; err.Error() != want {
		t.Errorf("error %q\nwant  %q", err, want)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	start(t, broker.Config{DataDir: dir})
}

func TestDataDirUnusable(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := broker.Start(broker.Config{DataDir: file})
	var dir *broker.DataDirError
	if !errors.As(err, &dir) || dir.Dir != file || !errors.Is(err, syscall.ENOTDIR) {
		t.Errorf("error %v, want a DataDirError: it is a file", err)
	}

	broken := t.TempDir()
	if err := os.Chmod(broken, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(broken, "meta.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = broker.Start(broker.Config{DataDir: broken})
	if !errors.As(err, &dir) || !strings.Contains(err.Error(), "data directory "+broken+": loading persisted state: ") {
		t.Errorf("error %v, want a DataDirError: its state cannot be read", err)
	}

	blocked := t.TempDir()
	if err := os.Mkdir(filepath.Join(blocked, "lock"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err = broker.Start(broker.Config{DataDir: blocked}); !errors.As(err, &dir) {
		t.Errorf("error %v, want a DataDirError: the lock cannot be made", err)
	}
}

// What cannot be written at the end is told, each time.
func TestClose_ReportsLostState(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	b := start(t, broker.Config{DataDir: dir})
	produce(t, connect(t, b), "content.events", "a")
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dir, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	err := b.Close()
	var lost *broker.DataDirError
	if !errors.As(err, &lost) || lost.Dir != dir {
		t.Fatalf("error %v, want a DataDirError of %s", err, dir)
	}
	if b.Close() != err {
		t.Error("the second Close tells another story")
	}
}

func TestLogs(t *testing.T) {
	stderr := os.Stderr
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	os.Stderr = w
	defer func() { os.Stderr = stderr }()

	quiet := start(t, broker.Config{})
	produce(t, connect(t, quiet), "content.events", "a")
	quiet.Close()

	log := &lines{got: make(chan string, 10)}
	loud := start(t, broker.Config{Logger: slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))})
	conn, err := net.Dial("tcp", loud.Addrs()[0])
	if err != nil {
		t.Fatal(err)
	}
	// A metadata request that ends too early.
	if _, err := conn.Write([]byte{0, 0, 0, 8, 0, 3, 0, 1, 0, 0, 0, 1}); err != nil {
		t.Fatal(err)
	}
	select {
	case line := <-log.got:
		if !strings.Contains(line, "level=DEBUG") || !strings.Contains(line, "request of key 3, version 1, 12 bytes: malformed request") {
			t.Errorf("logged %q", line)
		}
	case <-deadline(t).Done():
		t.Error("nothing was logged")
	}
	conn.Close()
	loud.Close()

	w.Close()
	written, _ := io.ReadAll(r)
	if len(written) != 0 {
		t.Errorf("written to stderr: %s", written)
	}
}

// lines passes on what is written, line by line.
type lines struct{ got chan string }

func (l *lines) Write(p []byte) (int, error) {
	l.got <- string(p)
	return len(p), nil
}

// A broker in a container listens on all addresses, and sends clients to its name.
func TestAdvertise(t *testing.T) {
	for _, c := range []struct{ advertise, want string }{
		{"localhost", "localhost:PORT"},
		{"localhost:1", "localhost:1"},
		{"kafka.example.com:9092", "kafka.example.com:9092"},
	} {
		b := start(t, broker.Config{Listen: "0.0.0.0:0", Advertise: c.advertise})
		host, port, err := net.SplitHostPort(b.Addrs()[0])
		if err != nil {
			t.Fatal(err)
		}
		if want := strings.Replace(c.want, "PORT", port, 1); b.Addrs()[0] != want || host == "0.0.0.0" {
			t.Errorf("advertised as %q: %q, want %q", c.advertise, b.Addrs()[0], want)
		}
	}
	// Who comes by another name is sent to that one.
	b := start(t, broker.Config{Listen: "127.0.0.1:0", Advertise: "localhost"})
	_, port, _ := net.SplitHostPort(b.Addrs()[0])
	client, err := kgo.NewClient(kgo.SeedBrokers("127.0.0.1:" + port))
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	brokers, err := kadm.NewClient(client).ListBrokers(deadline(t))
	if err != nil || len(brokers) != 1 || brokers[0].Host != "localhost" || strconv.Itoa(int(brokers[0].Port)) != port {
		t.Errorf("brokers %v, %v, want localhost:%s", brokers, err, port)
	}
}

func TestAdvertise_Refused(t *testing.T) {
	for advertise, want := range map[string]string{
		"0.0.0.0:9092": `broker: Config.Advertise is "0.0.0.0:9092": want a host that clients reach`,
		":9092":        `broker: Config.Advertise is ":9092": want a host that clients reach`,
		"broker:0":     `broker: Config.Advertise is "broker:0": the port must be a number from 1 to 65535`,
		"broker:http":  `broker: Config.Advertise is "broker:http": the port must be a number from 1 to 65535`,
		"::1":          `broker: Config.Advertise is "::1": want host:port or host, such as broker:9092; an IPv6 address with a port in brackets`,
	} {
		_, err := broker.Start(broker.Config{Advertise: advertise})
		var config *broker.ConfigError
		if !errors.As(err, &config) || err.Error() != want {
			t.Errorf("%s: %v, want %s", advertise, err, want)
		}
	}
}
