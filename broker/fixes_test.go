package broker_test

import (
	"errors"
	"io"
	"reflect"
	"slices"
	"testing"

	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/broker"
)

// Java reads these if they are null. They carry records, which need no fix.
var nullForJava = []string{
	"Fetch.Topics[].Partitions[].RecordBatches",
	"Fetch.Topics[].Partitions[].AbortedTransactions",
}

func javaRejects(nulls []string) []string {
	return slices.DeleteFunc(nulls, func(path string) bool { return slices.Contains(nullForJava, path) })
}

// A kfake that serves a further response with a nullable array fails here.
func TestFixes_LeaveNoNullArrayInAnyVersion(t *testing.T) {
	fixed := 0
	for _, key := range dial(t, start(t, broker.Config{})).versions() {
		for version := key.MinVersion; version <= key.MaxVersion; version++ {
			response := kmsg.ResponseForKey(key.ApiKey)
			populate(reflect.ValueOf(response).Elem())
			response.SetVersion(version)
			eachArray("", reflect.ValueOf(response), func(path string, array reflect.Value) {
				kept := array.Slice(0, array.Len())
				array.SetZero()
				before := nullArrays(response)
				broker.FixResponse(response)
				if nulls := javaRejects(nullArrays(response)); len(nulls) > 0 {
					t.Errorf("version %d has null arrays: %q", version, nulls)
				} else if len(before) > 0 {
					fixed++
				}
				array.Set(kept)
			})
		}
	}
	if fixed == 0 {
		t.Error("no response has a nullable array: the test finds none")
	}
}

// Requests that ask for nothing, and requests that ask for something unknown:
// the responses to both are where arrays were null.
func TestResponses_HaveNoNullArrayInAnyVersion(t *testing.T) {
	b := start(t, broker.Config{})
	w := dial(t, b)
	answered := map[string]bool{}
	for _, key := range w.versions() {
		for version := key.MinVersion; version <= key.MaxVersion; version++ {
			for _, full := range []bool{false, true} {
				request := sample(key.ApiKey, full)
				response, err := w.try(request, version)
				if errors.Is(err, io.EOF) {
					w = dial(t, b) // the cluster closes what it takes for a broken client
					continue
				}
				if err != nil {
					t.Fatalf("%s v%d: %v", kmsg.NameForKey(key.ApiKey), version, err)
				}
				answered[kmsg.NameForKey(key.ApiKey)] = true
				if nulls := javaRejects(nullArrays(response)); len(nulls) > 0 {
					t.Errorf("%s v%d has null arrays: %q", kmsg.NameForKey(key.ApiKey), version, nulls)
				}
			}
		}
	}
	for _, key := range w.versions() {
		if name := kmsg.NameForKey(key.ApiKey); !answered[name] {
			t.Errorf("no version of %s was answered", name)
		}
	}
}

// sample returns a request of default values, with an element in each array if
// it is full.
func sample(key int16, full bool) kmsg.Request {
	request := kmsg.RequestForKey(key)
	if full {
		populate(reflect.ValueOf(request).Elem())
	}
	if r, ok := request.(*kmsg.ProduceRequest); ok {
		r.Acks = 1 // without, there is no response
	}
	return request
}
