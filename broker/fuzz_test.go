package broker_test

import (
	"encoding/binary"
	"io"
	"net"
	"runtime/debug"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/broker"
)

// Whatever a client sends, in a frame or as one, others are served as before.
func FuzzWire(f *testing.F) {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(1 << 30))
	format := kmsg.NewRequestFormatter(kmsg.FormatterClientID("fuzz"))
	for key := range int16(93) {
		request := kmsg.RequestForKey(key)
		if request == nil {
			continue
		}
		for _, version := range []int16{0, request.MaxVersion()} {
			request.SetVersion(version)
			f.Add(key, version, format.AppendRequest(nil, request, 1)[8:])
		}
	}
	f.Add(int16(99), int16(0), []byte{0, 0, 0, 1, 0xff, 0xff})
	b, err := broker.Start(broker.Config{Listen: "127.0.0.1:0", Partitions: 1})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { b.Close() })
	f.Fuzz(func(t *testing.T, key, version int16, rest []byte) {
		frame := make([]byte, 8, 8+len(rest))
		binary.BigEndian.PutUint32(frame, uint32(4+len(rest)))
		binary.BigEndian.PutUint16(frame[4:], uint16(key))
		binary.BigEndian.PutUint16(frame[6:], uint16(version))
		for _, bytes := range [][]byte{append(frame, rest...), rest} {
			c, err := net.Dial("tcp", b.Addrs()[0])
			if err != nil {
				t.Fatal(err)
			}
			_ = c.SetDeadline(time.Now().Add(20 * time.Millisecond)) // some answers take long, on purpose
			_, _ = c.Write(bytes)
			_, _ = io.CopyN(io.Discard, c, 4)
			c.Close()
		}
		other := dial(t, b)
		if len(other.versions()) == 0 {
			t.Error("the broker serves nothing any more")
		}
		other.Close()
	})
}
