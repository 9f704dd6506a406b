package broker_test

import (
	"encoding/binary"
	"io"
	"net"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kbin"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/broker"
)

// wire is a connection that sends requests in any version. A client would
// choose the highest.
type wire struct {
	net.Conn
	t *testing.T

	sent, answered int32 // the last correlation IDs
}

func dial(t *testing.T, b *broker.Broker) *wire {
	t.Helper()
	conn, err := net.DialTimeout("tcp", b.Addrs()[0], 20*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(time.Minute))
	return &wire{Conn: conn, t: t}
}

// frame returns a request with its size and header.
func (w *wire) frame(request kmsg.Request, version int16) []byte {
	request.SetVersion(version)
	w.sent++
	return kmsg.NewRequestFormatter(kmsg.FormatterClientID("wire")).AppendRequest(nil, request, w.sent)
}

func (w *wire) send(frame []byte) {
	w.t.Helper()
	if _, err := w.Write(frame); err != nil {
		w.t.Fatal(err)
	}
}

// try sends a request and returns the response, or io.EOF if the broker closes
// the connection.
func (w *wire) try(request kmsg.Request, version int16) (kmsg.Response, error) {
	w.t.Helper()
	w.send(w.frame(request, version))
	return w.read(request)
}

// call is try for a request that must be answered.
func (w *wire) call(request kmsg.Request, version int16) kmsg.Response {
	w.t.Helper()
	w.send(w.frame(request, version))
	return w.receive(request)
}

// receive returns the response to a request that has been sent.
func (w *wire) receive(request kmsg.Request) kmsg.Response {
	w.t.Helper()
	response, err := w.read(request)
	if err != nil {
		w.t.Fatalf("%s v%d: %v", kmsg.NameForKey(request.Key()), request.GetVersion(), err)
	}
	return response
}

func (w *wire) read(request kmsg.Request) (kmsg.Response, error) {
	size := make([]byte, 4)
	if _, err := io.ReadFull(w, size); err != nil {
		return nil, err
	}
	body := make([]byte, binary.BigEndian.Uint32(size))
	if _, err := io.ReadFull(w, body); err != nil {
		return nil, err
	}
	w.answered = int32(binary.BigEndian.Uint32(body))
	response := request.ResponseKind()
	r := kbin.Reader{Src: body[4:]}
	if response.IsFlexible() && response.Key() != kmsg.ApiVersions.Int16() {
		kmsg.SkipTags(&r)
	}
	return response, response.ReadFrom(r.Src)
}

// versions returns the keys that the broker serves, with their versions.
func (w *wire) versions() []kmsg.ApiVersionsResponseApiKey {
	w.t.Helper()
	request := kmsg.NewPtrApiVersionsRequest()
	request.ClientSoftwareName, request.ClientSoftwareVersion = "wire", "1"
	keys := w.call(request, 4).(*kmsg.ApiVersionsResponse).ApiKeys
	if len(keys) == 0 {
		w.t.Fatal("the broker serves nothing")
	}
	return keys
}

// maxVersion returns the highest version of a key that the broker serves.
func (w *wire) maxVersion(key kmsg.Key) int16 {
	w.t.Helper()
	for _, k := range w.versions() {
		if k.ApiKey == key.Int16() {
			return k.MaxVersion
		}
	}
	w.t.Fatalf("the broker does not serve %s", key.Name())
	return 0
}
