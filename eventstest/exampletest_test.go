package eventstest_test

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"testing"
)

// exampleTest stands for the *testing.T that a test has, and examples have not. It
// prints what the test would fail with.
type exampleTest struct {
	testing.TB
	ctx      context.Context
	cancel   context.CancelFunc
	cleanups []func()
}

// runTest runs an example as a test.
func runTest(test func(t testing.TB)) {
	t := &exampleTest{}
	t.ctx, t.cancel = context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer t.end()
		test(t)
	}()
	<-done
}

func (t *exampleTest) end() {
	t.cancel()
	for i := len(t.cleanups) - 1; i >= 0; i-- {
		t.cleanups[i]()
	}
}

func (t *exampleTest) Helper()                  {}
func (t *exampleTest) Cleanup(f func())         { t.cleanups = append(t.cleanups, f) }
func (t *exampleTest) Context() context.Context { return t.ctx }
func (t *exampleTest) Output() io.Writer        { return io.Discard }

func (t *exampleTest) Errorf(format string, args ...any) { fmt.Printf(format+"\n", args...) }

func (t *exampleTest) Fatalf(format string, args ...any) {
	t.Errorf(format, args...)
	runtime.Goexit()
}
