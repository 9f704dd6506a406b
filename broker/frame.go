package broker

import (
	"encoding/binary"
	"reflect"

	"github.com/twmb/franz-go/pkg/kbin"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// A frame is a request or response preceded by its size. From a flexible version on, there
// are tags between the header and the body.
const (
	sizeLen           = 4
	requestHeaderLen  = 8 // API key, version and correlation ID; the client ID follows
	responseHeaderLen = 4 // correlation ID

	maxRequest = 100 << 20 // Kafka's default of socket.request.max.bytes
	maxOther   = 1 << 20   // of requests without records, such as commits for thousands of partitions

	// maxProduceVersion is the last version that names topics: in later ones, two unknown
	// IDs in one request make the cluster panic.
	maxProduceVersion = 12
)

// requestHeader is the start of a request.
type requestHeader struct {
	key, version int16
	correlation  uint32
}

func frameSize(frame []byte) int64 { return int64(binary.BigEndian.Uint32(frame)) }

func parseRequestHeader(b []byte) requestHeader {
	return requestHeader{
		key:         int16(binary.BigEndian.Uint16(b)),
		version:     int16(binary.BigEndian.Uint16(b[2:])),
		correlation: binary.BigEndian.Uint32(b[4:]),
	}
}

func responseCorrelation(frame []byte) uint32 { return binary.BigEndian.Uint32(frame[sizeLen:]) }

// fixRequest returns the frame of a request after its fix, which may be nil, and the memory
// that the request takes when decoded.
func (c *conn) fixRequest(header requestHeader, frame []byte, fix requestFix) (fixed []byte, bytes int64, err error) {
	request := kmsg.RequestForKey(header.key)
	request.SetVersion(header.version)
	body := kbin.Reader{Src: frame[sizeLen+requestHeaderLen:]}
	body.NullableString() // client ID
	if request.IsFlexible() {
		kmsg.SkipTags(&body)
	}
	if !body.Ok() {
		return nil, 0, errMalformed
	}
	if header.key == kmsg.Produce.Int16() {
		if !checkProduce(header.version, body.Src) {
			return nil, 0, errMalformed
		}
		return frame, 0, nil
	}
	if request.ReadFrom(body.Src) != nil {
		return nil, 0, errMalformed
	}
	v := reflect.ValueOf(request)
	bytes = decoded(v)
	changed := fix != nil && fix(c, request)
	if !validStrings(v) {
		return nil, 0, errMalformed
	}
	if !changed {
		return frame, bytes, nil
	}
	return encodeFrame(frame[:len(frame)-len(body.Src)], request), bytes, nil
}

// fixResponse returns the frame of a response after its fixes. A response that cannot be
// decoded is returned unchanged.
func (c *conn) fixResponse(header requestHeader, frame []byte, fixes []responseFix) []byte {
	response := kmsg.ResponseForKey(header.key)
	response.SetVersion(header.version)
	body := kbin.Reader{Src: frame[sizeLen+responseHeaderLen:]}
	if response.IsFlexible() && header.key != kmsg.ApiVersions.Int16() {
		kmsg.SkipTags(&body)
	}
	if !body.Ok() || response.ReadFrom(body.Src) != nil {
		return frame
	}
	for _, fix := range fixes {
		fix(c, response)
	}
	return encodeFrame(frame[:len(frame)-len(body.Src)], response)
}

// encodeFrame returns a frame with the given size and header and a new body.
func encodeFrame(start []byte, body interface{ AppendTo([]byte) []byte }) []byte {
	frame := body.AppendTo(append([]byte(nil), start...))
	binary.BigEndian.PutUint32(frame, uint32(len(frame)-sizeLen))
	return frame
}
