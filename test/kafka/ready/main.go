// Command ready waits until each of some Kafka brokers answers, and knows of
// all the others: then they are registered, and take part.
//
// It speaks Kafka's protocol by itself, since only package kafka may import
// the client.
package main

import (
	"context"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"strconv"
	"time"

	"github.com/twmb/franz-go/pkg/kmsg"
)

func main() {
	within := flag.Duration("within", time.Minute, "how long to wait")
	flag.Parse()
	ctx, cancel := context.WithTimeout(context.Background(), *within)
	defer cancel()
	for _, broker := range flag.Args() {
		if err := wait(ctx, broker, flag.Args()); err != nil {
			fmt.Fprintf(os.Stderr, "%s is not ready after %v: %v\n", broker, *within, err)
			os.Exit(1)
		}
	}
}

// wait returns once a broker knows of all members, or says what was missing last.
func wait(ctx context.Context, broker string, members []string) error {
	for {
		err := ask(ctx, broker, members)
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// ask reports whether a broker knows of all members now.
func ask(ctx context.Context, broker string, members []string) error {
	// A node that is paused takes connections and says nothing.
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	known, err := registered(ctx, broker)
	if err != nil {
		return err
	}
	for _, m := range members {
		if !slices.Contains(known, m) {
			return fmt.Errorf("it knows %v, not %s", known, m)
		}
	}
	return nil
}

// registered asks a broker for the addresses of all that are registered and not fenced.
func registered(ctx context.Context, broker string) ([]string, error) {
	req := kmsg.NewPtrMetadataRequest()
	req.Version = 4 // has no tags, neither in the header nor in the body
	req.Topics = []kmsg.MetadataRequestTopic{}
	body, err := roundTrip(ctx, broker, kmsg.NewRequestFormatter().AppendRequest(nil, req, 1))
	if err != nil {
		return nil, err
	}
	resp := req.ResponseKind()
	if err := resp.ReadFrom(body); err != nil {
		return nil, err
	}
	var known []string
	for _, b := range resp.(*kmsg.MetadataResponse).Brokers {
		known = append(known, net.JoinHostPort(b.Host, strconv.Itoa(int(b.Port))))
	}
	slices.Sort(known)
	return known, nil
}

// roundTrip sends a request on a connection of its own, and returns what
// follows the header of the response.
func roundTrip(ctx context.Context, broker string, request []byte) ([]byte, error) {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", broker)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	if deadline, ok := ctx.Deadline(); ok {
		if err := conn.SetDeadline(deadline); err != nil {
			return nil, err
		}
	}
	if _, err := conn.Write(request); err != nil {
		return nil, err
	}
	var header struct{ Size, CorrelationID int32 }
	if err := binary.Read(conn, binary.BigEndian, &header); err != nil {
		return nil, err
	}
	if header.Size < 4 || header.Size > 1<<20 {
		return nil, errors.New("it does not speak Kafka's protocol")
	}
	body := make([]byte, header.Size-4)
	_, err = io.ReadFull(conn, body)
	return body, err
}
