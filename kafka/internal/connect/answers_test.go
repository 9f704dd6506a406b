package connect

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// TestAnswers_Problem checks when brokers count as unreachable: sooner after failed requests than
// after mere silence, and no longer once one answers.
func TestAnswers_Problem(t *testing.T) {
	refused, broken := errors.New("connection refused"), errors.New("broken pipe")
	synctest.Test(t, func(t *testing.T) {
		var a Answers
		answer := func(err error) {
			a.OnBrokerE2E(kgo.BrokerMetadata{}, int16(kmsg.Heartbeat), kgo.BrokerE2E{ReadErr: err})
		}
		expect := func(when, problem string) {
			t.Helper()
			if got := a.Problem(time.Now(), []string{"host:9092"}); got != problem {
				t.Errorf("%s: problem %q, want %q", when, got, problem)
			}
		}
		expect("before the first request", "no broker of host:9092 has answered yet")
		a.OnBrokerConnect(kgo.BrokerMetadata{}, 0, nil, refused)
		answer(broken) // caused by the failed connection attempt
		expect("without a connection", "no broker of host:9092 has answered yet: connection refused")

		answer(nil)
		expect("after an answer", "")
		time.Sleep(silence)
		expect("after ten seconds of silence", "")
		time.Sleep(time.Second)
		expect("after eleven", "no broker of host:9092 has answered for 11s")

		answer(nil)
		answer(broken)
		time.Sleep(failing)
		expect("three seconds after a failure", "")
		time.Sleep(time.Second)
		expect("after four", "no broker of host:9092 has answered for 4s: broken pipe")
		answer(nil)
		expect("after another answer", "")
		answer(broken)
		answer(refused)
		time.Sleep(failing + time.Second)
		expect("after several failures", "no broker of host:9092 has answered for 4s: connection refused")
	})
}
