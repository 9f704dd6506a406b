package telemetry

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/mediamesh/events/kafka/cluster"
)

type panicked struct{ error }

func textOfPanic(err error) (string, bool) {
	if _, ok := errors.AsType[panicked](err); ok {
		return "panic: x", true
	}
	return "", false
}

// TestSpan_End has the type of an error, and its text; of a panic without the stack.
func TestSpan_End(t *testing.T) {
	for _, c := range []struct {
		err         error
		kind, state string
	}{
		{fmt.Errorf("handling: %w", panicked{errors.New("x\ngoroutine 1")}), "panic", "panic: x"},
		{fmt.Errorf("asking: %w", context.DeadlineExceeded), "timeout", "asking: context deadline exceeded"},
		{errors.New("x"), "*errors.errorString", "x"},
		{&cluster.ConfigError{Field: "f", Problem: "p"}, "*cluster.ConfigError", (&cluster.ConfigError{Field: "f", Problem: "p"}).Error()},
	} {
		ended := tracetest.NewSpanRecorder()
		tracer := NewTracer(sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(ended)), "g", textOfPanic)
		_, span := tracer.start(t.Context(), "test")
		span.End(c.err)
		if len(ended.Ended()) != 1 {
			t.Fatalf("%d spans ended", len(ended.Ended()))
		}
		got := ended.Ended()[0]
		if want := attribute.String("error.type", c.kind); len(got.Attributes()) != 1 || got.Attributes()[0] != want {
			t.Errorf("%v: attributes %v, want %v", c.err, got.Attributes(), want)
		}
		if s := got.Status(); s.Code != codes.Error || s.Description != c.state {
			t.Errorf("%v: status %+v, want %q", c.err, s, c.state)
		}
	}
}

// TestSpan_None ends nothing where nothing began.
func TestSpan_None(t *testing.T) {
	NewTracer(nil, "g", textOfPanic).StartDeadLetter(nil, nil, "", nil).Sent(nil, nil)
	new(Publishing).End(nil, errors.New("x"), ReasonUnsent)
	new(Publishing).Refused(errors.New("x"))
}
