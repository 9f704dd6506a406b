package lanes

import (
	"slices"
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"
)

type notes = Scheduler[[]string, nothing]

func newNotes(t *testing.T) *notes {
	return New[[]string](Options[nothing]{
		Stopping: t.Context(), Records: 9, Bytes: 99, Writes: func(*nothing) bool { return false }, Release: func(*nothing) {},
	})
}

// taskOf returns a task of a newly assigned partition.
func taskOf(t *testing.T, s *notes, at Place) *Task[[]string, nothing] {
	s.Add([]*kgo.Record{{Topic: at.Topic, Partition: at.Partition, Key: []byte("k")}})
	return s.Next(s.NewSlot(t.Context()))
}

// A note about a task of an earlier assignment is applied to the keys of the current one, whether
// these are prepared before or after.
func TestScheduler_NotesTasksOfEarlierAssignments(t *testing.T) {
	at := Place{"t", 0}
	note := func(text string) func(*[]string) {
		return func(k *[]string) { *k = append(*k, text) }
	}
	for _, c := range []struct {
		name          string
		before, after []string // notes made before and after the keys are prepared
		want          []string
	}{
		{"before", []string{"a"}, nil, []string{"a"}},
		{"after", nil, []string{"b"}, []string{"b"}},
		{"both", []string{"a", "b"}, []string{"c"}, []string{"a", "b", "c"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newNotes(t)
			s.Assign([]Place{at})
			old := new([]string)
			s.Prepare(at, old)
			earlier := taskOf(t, s, at)
			if earlier.Keys() != old {
				t.Error("a task does not have its partition's keys")
			}
			s.Remove([]Place{at})
			s.Note(earlier, note("unassigned"))
			s.Assign([]Place{at})
			if got := s.Unprepared(); !slices.Equal(got, []Place{at}) {
				t.Errorf("unprepared are %v", got)
			}
			for _, text := range c.before {
				s.Note(earlier, note(text))
			}
			keys := new([]string)
			s.Prepare(at, keys)
			for _, text := range c.after {
				s.Note(earlier, note(text))
			}
			if !slices.Equal(*keys, c.want) || !slices.Equal(*old, append([]string{"unassigned"}, c.want...)) {
				t.Errorf("noted %q, and %q in the keys of the earlier assignment; want %q", *keys, *old, c.want)
			}
			s.Note(taskOf(t, s, at), note("later"))
			if n := len(*keys); n != len(c.want)+1 || s.Keys()[at] != keys {
				t.Errorf("%d notes after one more", n)
			}
		})
	}
}

func TestScheduler_NotesNothingUnprepared(t *testing.T) {
	at := Place{"t", 0}
	s := newNotes(t)
	s.Assign([]Place{at})
	s.Note(taskOf(t, s, at), func(*[]string) { t.Error("a note is made") })
	s.Prepare(at, new([]string))
	if s.Prepare(Place{"u", 0}, new([]string)); len(s.Keys()) != 1 {
		t.Errorf("keys of %d partitions", len(s.Keys()))
	}
}
