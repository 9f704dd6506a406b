package broker

import (
	"encoding/binary"
	"reflect"

	"github.com/twmb/franz-go/pkg/kbin"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// A frame is a request or response with its size in front. From a flexible
// version on, tags stand between the header and the body.
const (
	sizeLen           = 4
	requestHeaderLen  = 8 // API key, version and correlation ID; the client ID follows
	responseHeaderLen = 4 // correlation ID

	maxRequest = 100 << 20 // Kafka's default of socket.request.max.bytes
	maxOther   = 4 << 20   // of requests without records, such as commits of thousands of partitions

	// decodedCost is how many times its size a request without records takes when it
	// is decoded and answered.
	decodedCost = 64

	// maxProduceVersion is the last in which topics are named: two unknown ids in one
	// request make the cluster panic.
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

// fixRequest returns the frame of a request after its fix, which may be nil. A request
// that cannot be decoded is returned as it is, for the cluster to reject.
func (c *conn) fixRequest(header requestHeader, frame []byte, fix requestFix) ([]byte, error) {
	request := kmsg.RequestForKey(header.key)
	request.SetVersion(header.version)
	body := kbin.Reader{Src: frame[sizeLen+requestHeaderLen:]}
	body.NullableString() // client ID
	if request.IsFlexible() {
		kmsg.SkipTags(&body)
	}
	if !body.Ok() || request.ReadFrom(body.Src) != nil {
		return frame, nil
	}
	changed := fix != nil && fix(c, request)
	if !validStrings(reflect.ValueOf(request)) {
		return nil, errMalformed
	}
	if !changed {
		return frame, nil
	}
	return encodeFrame(frame[:len(frame)-len(body.Src)], request), nil
}

// fixResponse returns the frame of a response after its fixes. A response that
// cannot be decoded is returned as it is.
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

// encodeFrame returns a frame with the given size and header, and a new body.
func encodeFrame(start []byte, body interface{ AppendTo([]byte) []byte }) []byte {
	frame := body.AppendTo(append([]byte(nil), start...))
	binary.BigEndian.PutUint32(frame, uint32(len(frame)-sizeLen))
	return frame
}
