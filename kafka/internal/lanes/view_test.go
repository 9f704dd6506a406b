package lanes

import (
	"context"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

func TestScheduler_View(t *testing.T) {
	type writing struct{ writes bool }
	s := New[int](Options[writing]{
		Stopping: t.Context(), Records: 100, Bytes: 1 << 20, Writes: func(w *writing) bool { return w.writes }, Release: func(*writing) {},
	})
	at := Place{"content.events", 0}
	s.Assign([]Place{at})
	var records []*kgo.Record
	for i, key := range []string{"retry", "letter", "refused", "stuck", "work", "ready"} {
		records = append(records, &kgo.Record{Topic: at.Topic, Key: []byte(key), Offset: int64(10 + i)})
	}
	s.Add(records)
	worker := s.NewSlot(context.Background())
	task := s.Next(worker)
	finish := func(key string, o Outcome) {
		t.Helper()
		if got := string(worker.Record().Key); got != key {
			t.Fatalf("task %s, want %s", got, key)
		}
		task = s.Finish(worker, task, o)
	}
	finish("retry", Again(time.Hour))
	task.Job.writes = true
	finish("letter", Settling)
	task.Job.writes = true
	finish("refused", Again(time.Hour))
	finish("stuck", Stuck)
	v := s.View(time.Now().Add(time.Hour))
	if v.Parked != [Parkings]int{ForRetry: 1, ForWrite: 2, ForStop: 1} || v.Running != 1 || v.Overdue != 1 || v.Records != 6 {
		t.Errorf("%+v", v)
	}
	if v.Slowest.Offset != 14 || v.Slowest.Place != at || len(v.Progress) != 1 || v.Progress[0] != (Progress{at, 10}) {
		t.Errorf("%+v", v)
	}
	s.Remove([]Place{at}) // stops the timers
}
