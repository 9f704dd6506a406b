package delivery

import "testing"

func TestHotAndColdRecords(t *testing.T) {
	for _, hot := range []int{0, 7, hotWithin, hotBeyond} {
		const n = 98_000
		seen := map[int]int{}
		pick := mixed(n, hot)
		for i := range n + hot {
			seen[pick(i)]++
		}
		if seen[hotKey] != hot {
			t.Errorf("%d hot records, want %d", seen[hotKey], hot)
		}
		for key := range coldKeys {
			if seen[key] != n/coldKeys {
				t.Fatalf("with %d hot: key %d has %d records, want %d", hot, key, seen[key], n/coldKeys)
			}
		}
	}
}

// The hot ones come evenly, not at one end.
func TestHotRecordsAreSpread(t *testing.T) {
	pick := mixed(9000, 1000)
	for from := 0; from < 10_000; from += 1000 {
		hot := 0
		for i := from; i < from+1000; i++ {
			if pick(i) == hotKey {
				hot++
			}
		}
		if hot != 100 {
			t.Errorf("%d hot records from %d on, want 100", hot, from)
		}
	}
}

// Elsewhere are the keys of five partitions in six, roughly.
func TestCountedColdRecords(t *testing.T) {
	all, elsewhere := coldOnes(false), coldOnes(true)
	if len(all) != coldKeys || len(elsewhere) < coldKeys*7/10 || len(elsewhere) > coldKeys*9/10 {
		t.Errorf("%d and %d keys", len(all), len(elsewhere))
	}
	if n := countedOf(2500, all); n != 2500 {
		t.Errorf("%d of 2500 records count", n)
	}
	if n := countedOf(coldKeys, elsewhere); n != len(elsewhere) {
		t.Errorf("%d of a record for each key count, want %d", n, len(elsewhere))
	}
	for id := range elsewhere {
		if partitionOf(id) == partitionOf(programs(hotKey + 1)[hotKey].id) {
			t.Fatalf("%s is where the hot key is", id)
		}
	}
}
