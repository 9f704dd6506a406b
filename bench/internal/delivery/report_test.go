package delivery

import (
	"bytes"
	"testing"

	"github.com/mediamesh/events/bench/internal/pair"
)

var reported = []Figure{
	{Peer: "events", Ratio: 1, Low: 1, High: 1, PerSecond: 500_000, CPU: 1500},
	{Peer: "slower", Ratio: 2.5, Low: 2.4, High: 2.75, PerSecond: 200_000, Claim: Claim{AtLeast: 1.5}},
	{Peer: "larger", Ratio: 1.3, Low: 1.25, High: 1.3, Heap: 12_000_000, Resident: 34_000_000, Claim: Claim{AtMost: 1.2}},
}

func TestTable(t *testing.T) {
	var out bytes.Buffer
	if err := Table(&out, "delivery/x/broker=embedded", "theirs / ours", reported); err != nil {
		t.Fatal(err)
	}
	want := `
delivery/x/broker=embedded
theirs / ours
  ratio   low  high  records/s  CPU ns  heap MB  RSS MB         claim  peer
   1.00  1.00  1.00    500,000   1,500                                 events
   2.50  2.40  2.75    200,000                              ≥ 1.5 met  slower
   1.30  1.25  1.30                          12      34  ≤ 1.2 MISSED  larger
`
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}

func TestJSON(t *testing.T) {
	var out bytes.Buffer
	if err := JSON(&out, "delivery/x/broker=embedded", reported); err != nil {
		t.Fatal(err)
	}
	want := `{"case":"delivery/x/broker=embedded","peer":"events","ratio":1,"low":1,"high":1,"ns":2000,"mbps":350,"perSecond":500000,"cpu":1500,"heap":null,"resident":null}
{"case":"delivery/x/broker=embedded","peer":"slower","ratio":2.5,"low":2.4,"high":2.75,"ns":5000,"mbps":140,"perSecond":200000,"cpu":null,"heap":null,"resident":null,"atLeast":1.5,"met":true}
{"case":"delivery/x/broker=embedded","peer":"larger","ratio":1.3,"low":1.25,"high":1.3,"ns":null,"mbps":null,"perSecond":null,"cpu":null,"heap":12000000,"resident":34000000,"atMost":1.2,"met":false}
`
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}

func TestFiguresHaveRecordsPerSecond(t *testing.T) {
	got := figures([]peer{{claim: Claim{AtLeast: 0.6}}}, []pair.Figure{{Name: "franz-go", Ratio: 0.7, Low: 0.6, High: 0.8, NS: 1250}}, [][]float64{{9000, 1000, 2000, 1500}})
	want := Figure{Peer: "franz-go", Ratio: 0.7, Low: 0.6, High: 0.8, PerSecond: 800_000, CPU: 1500, Claim: Claim{AtLeast: 0.6}}
	if len(got) != 1 || got[0] != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestClaims(t *testing.T) {
	for _, test := range []struct {
		claim Claim
		ratio float64
		want  bool
	}{
		{Claim{AtLeast: 0.85}, 0.85, true},
		{Claim{AtLeast: 0.85}, 0.84, false},
		{Claim{AtMost: 1.15}, 1.15, true},
		{Claim{AtMost: 1.15}, 1.16, false},
		{Claim{}, 0.01, true},
	} {
		if got := test.claim.Met(test.ratio); got != test.want {
			t.Errorf("%+v of %v: %v", test.claim, test.ratio, got)
		}
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 2_000_000: "2,000,000"} {
		if got := count(n); got != want {
			t.Errorf("%d is written %s", n, got)
		}
	}
}
