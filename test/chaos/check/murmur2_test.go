package check

import "testing"

// The values are those of Kafka's own test, UtilsTest.testMurmur2.
func TestMurmur2IsJavas(t *testing.T) {
	for text, want := range map[string]int32{
		"21":                         -973932308,
		"foobar":                     -790332482,
		"a-little-bit-long-string":   -985981536,
		"a-little-bit-longer-string": -1486304829,
		"lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8": -58897971,
		"abc": 479470107,
	} {
		if got := int32(murmur2([]byte(text))); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

func TestPartition_IsNeverNegative(t *testing.T) {
	// As of Utils.toPositive, which takes the sign off.
	for text, want := range map[string]int32{"21": 0, "abc": 3, "a-little-bit-long-string": 2} {
		if got := partitionOf([]byte(text), 6); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}
