package wire_test

import (
	"runtime"
	"strings"
	"testing"

	"github.com/mediamesh/events/wire"
)

// TestPointers_OfDeepFaultsAreBuiltOnce reads a document whose faults
// lie sixty levels deep, below long names. What that costs is bounded by the
// pointers themselves, not by their sum over all levels.
func TestPointers_OfDeepFaultsAreBuiltOnce(t *testing.T) {
	const levels = 60
	name := strings.Repeat("n", 100)
	document := `{"f":` + strings.Repeat(`{"`+name+`":`, levels) +
		`[` + strings.TrimSuffix(strings.Repeat(`"\ud800",`, wire.MaxViolations), ",") + `]` + strings.Repeat("}", levels+1)

	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r, _ := wire.NewReader([]byte(document))
	var v wire.JSON
	r.JSON(len(`{"f":`), &v, &wire.Value{Key: `,"f":`})
	list, _ := r.Violations()
	runtime.ReadMemStats(&after)
	r.Release()

	if len(list) != wire.MaxViolations {
		t.Fatalf("%d violations, want %d", len(list), wire.MaxViolations)
	}
	pointers := uint64(0)
	for _, v := range list {
		pointers += uint64(len(v.Pointer))
	}
	if want := "/f" + strings.Repeat("/"+name, levels) + "/255"; list[255].Pointer != want {
		t.Errorf("the last pointer is\n%s\nwant\n%s", list[255].Pointer, want)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 3*pointers {
		t.Errorf("it took %d bytes for pointers of %d", used, pointers)
	}
}
