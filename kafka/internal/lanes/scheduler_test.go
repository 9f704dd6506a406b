package lanes

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/doneset"
)

// withScheduler runs a test with a scheduler whose only worker completes each record at once.
// synctest.Wait returns when all added records are completed.
func withScheduler(t *testing.T, most, mostBytes int, test func(t *testing.T, s *scheduler)) {
	synctest.Test(t, func(t *testing.T) {
		s := newScheduler(context.Background(), most, mostBytes)
		t.Cleanup(s.Close)
		w := s.NewSlot(context.Background())
		go func() {
			for next := s.Next(w); next != nil; {
				next = s.Finish(w, next, Done)
			}
		}()
		test(t, s)
	})
}

// uncommittedAt returns the offset that a scheduler would commit for a partition, -1 for none.
func uncommittedAt(s *scheduler, at Place) int64 {
	if m, ok := s.Uncommitted()[at]; ok {
		return m.At.Offset
	}
	return -1
}

// TestScheduler_CommitOfReassignedPartition revokes a partition and assigns it again during a
// commit. The commit must not apply to the new assignment, whose record must be committed when it
// is completed again.
func TestScheduler_CommitOfReassignedPartition(t *testing.T) {
	at := Place{"t", 0}
	record := &kgo.Record{Topic: "t", Key: []byte("k"), Offset: 5}
	fetched := map[Place]Position{at: {At: kgo.EpochOffset{Offset: 5}}}
	withScheduler(t, 10, 1000, func(t *testing.T, s *scheduler) {
		s.Assign([]Place{at})
		s.Continue(fetched)
		s.Add([]*kgo.Record{record})
		synctest.Wait()
		underWay := s.Uncommitted()
		if got := underWay[at].At.Offset; got != 6 {
			t.Fatalf("commits %d, want 6", got)
		}
		s.Remove([]Place{at})
		s.Assign([]Place{at})
		s.Continue(fetched)
		s.Committed(underWay)
		s.Add([]*kgo.Record{record})
		synctest.Wait()
		if got := uncommittedAt(s, at); got != 6 {
			t.Errorf("the new assignment commits %d, want 6", got)
		}
	})
}

// TestScheduler_OffsetsFetchedAgain fetches a partition's committed offset again after records
// were completed. The position must not go back.
func TestScheduler_OffsetsFetchedAgain(t *testing.T) {
	at := Place{"t", 0}
	fetched := map[Place]Position{at: {At: kgo.EpochOffset{Offset: 5}, Ahead: doneset.Ranges{{From: 8, To: 10}}}}
	withScheduler(t, 10, 1000, func(t *testing.T, s *scheduler) {
		s.Assign([]Place{at})
		s.Continue(fetched)
		s.Add([]*kgo.Record{{Topic: "t", Offset: 5}, {Topic: "t", Offset: 6}})
		synctest.Wait()
		s.Continue(fetched)
		if got := uncommittedAt(s, at); got != 7 {
			t.Errorf("commits %d, want 7", got)
		}
		if got := s.View(time.Time{}).Progress[0].Offset; got != 7 {
			t.Errorf("the first that is not done is %d, want 7", got)
		}
		s.Add([]*kgo.Record{{Topic: "t", Offset: 7}})
		synctest.Wait()
		if got := uncommittedAt(s, at); got != 8 {
			t.Errorf("commits %d, want 8", got)
		}
	})
}

// TestScheduler_RoomFollowsRecordSizes checks that Room is small while the size of records is
// unknown or large, and grows when they are small again.
func TestScheduler_RoomFollowsRecordSizes(t *testing.T) {
	const mostBytes = 1 << 20
	at := Place{"t", 0}
	withScheduler(t, 10_000, mostBytes, func(t *testing.T, s *scheduler) {
		s.Assign([]Place{at})
		offset := int64(0)
		add := func(n, size int) {
			for range n {
				s.Add([]*kgo.Record{{Topic: "t", Offset: offset, Value: make([]byte, size)}})
				offset++
			}
			synctest.Wait()
		}
		expect := func(when string, least, most int) {
			t.Helper()
			if got := s.Room(); got < least || got > most {
				t.Errorf("%s: room for %d records, want %d to %d", when, got, least, most)
			}
		}
		expect("no record yet", firstRecords, firstRecords)
		add(1, mostBytes/8)
		expect("a large record", 8, 8)
		add(100, 1000)
		expect("100 small ones later", 20, 60)
		add(1000, 1000)
		expect("1100 small ones later", 900, mostBytes/1000)
		add(1, mostBytes/8)
		expect("a large one again", 8, 8)
	})
}
