package compat

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mediamesh/events/internal/contract"
)

// eventFile is an event of the domain shop with one optional field.
func eventFile(name, version, constant, rest string) string {
	return fmt.Sprintf("type: shop.%s\nversion: %s\nname: %s\nconstant: %s\npayload: {type: object, properties: {note: {type: boolean}}}\n%s",
		name, version, strings.ToUpper(name[:1])+name[1:], constant, rest)
}

const placed = "type: shop.placed\nversion: 1.0.0\nname: Placed\nconstant: SHOP_PLACED\npayload: {type: object, properties: {note: {type: boolean}}}\n"

func sunsetOn(day string) string { return "deprecated: {since: 1.0.0, sunset: " + day + "}\n" }

// withPaid is a contract of shop.placed and of shop.paid 1.x.
func withPaid(t *testing.T, version, rest string) *contract.Contract {
	t.Helper()
	return written(t, "placed, paid", map[string]string{"shop/placed.yaml": placed, "shop/paid.yaml": eventFile("paid", version, "SHOP_PAID", rest)})
}

func withoutPaid(t *testing.T) *contract.Contract {
	t.Helper()
	return written(t, "placed", map[string]string{"shop/placed.yaml": placed})
}

func TestCompare_AllowsRemovalAfterSunsetDay(t *testing.T) {
	east := time.FixedZone("east", 2*60*60)
	west := time.FixedZone("west", -2*60*60)
	old, new := withPaid(t, "1.0.0", sunsetOn("2026-06-30")), withoutPaid(t)
	for _, c := range []struct {
		name  string
		now   time.Time
		legal bool
	}{
		{"day before", time.Date(2026, 6, 29, 23, 59, 59, 0, time.UTC), false},
		{"start of the sunset day", time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC), false},
		{"end of the sunset day", time.Date(2026, 6, 30, 23, 59, 59, 0, time.UTC), false},
		{"day after", time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC), true},
		{"day after in the east, sunset day in UTC", time.Date(2026, 7, 1, 1, 0, 0, 0, east), false},
		{"sunset day in the west, day after in UTC", time.Date(2026, 6, 30, 23, 0, 0, 0, west), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			change := onlyChange(t, old, new, Options{Now: c.now})
			want := "is gone"
			if c.legal {
				want = "is gone, its sunset 2026-06-30 being past"
			}
			if change.Rule.ID != "EVENT_REMOVED" || change.Illegal == c.legal || change.Message != want {
				t.Errorf("%s: %q, illegal %t, want EVENT_REMOVED: %q, illegal %t", change.Rule.ID, change.Message, change.Illegal, want, !c.legal)
			}
		})
	}
}

func TestCompare_TakesSunsetFromNewestPublishedVersion(t *testing.T) {
	const past, future = "2026-06-30", "2026-12-31"
	new, without := withoutPaid(t), withoutPaid(t)
	for _, c := range []struct {
		name   string
		old    *contract.Contract
		others []*contract.Contract
		legal  bool
	}{
		{"newer one announces it", withPaid(t, "1.0.0", ""), []*contract.Contract{withPaid(t, "1.1.0", sunsetOn(past))}, true},
		{"newer one postpones it", withPaid(t, "1.0.0", sunsetOn(past)), []*contract.Contract{withPaid(t, "1.1.0", sunsetOn(future))}, false},
		{"newer one withdraws it", withPaid(t, "1.0.0", sunsetOn(past)), []*contract.Contract{withPaid(t, "1.1.0", "")}, false},
		{"older one announced it", withPaid(t, "1.1.0", ""), []*contract.Contract{withPaid(t, "1.0.0", sunsetOn(past))}, false},
		{"same version does not replace it", withPaid(t, "1.0.0", sunsetOn(past)), []*contract.Contract{withPaid(t, "1.0.0", sunsetOn(future))}, true},
		{"newest of several, listed first", withPaid(t, "1.0.0", ""), []*contract.Contract{withPaid(t, "1.2.0", sunsetOn(past)), withPaid(t, "1.1.0", "")}, true},
		{"newest of several, listed last", withPaid(t, "1.0.0", ""), []*contract.Contract{withPaid(t, "1.1.0", ""), withPaid(t, "1.2.0", sunsetOn(past))}, true},
		{"one without the event is skipped", withPaid(t, "1.0.0", ""), []*contract.Contract{without, withPaid(t, "1.1.0", sunsetOn(past))}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			change := onlyChange(t, c.old, new, Options{Now: time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC), Others: c.others})
			if change.Rule.ID != "EVENT_REMOVED" || change.Illegal == c.legal {
				t.Errorf("%s: %q, illegal %t, want illegal %t", change.Rule.ID, change.Message, change.Illegal, !c.legal)
			}
		})
	}
}

// removals are the changes about events that are gone.
func removals(t *testing.T, old, new *contract.Contract, o Options) (found []Change) {
	t.Helper()
	report, err := Compare(old, new, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range report.Changes {
		if c.Rule.ID == "EVENT_REMOVED" || c.Rule.ID == "MAJOR_REMOVED" {
			found = append(found, c)
		}
	}
	return found
}

// A major that is gone stays a removed major if another event has its constant,
// whichever of the two the new contract lists first.
func TestCompare_ReportsRemovedMajorWhenConstantMoves(t *testing.T) {
	paid1, paid2 := eventFile("paid", "1.0.0", "SHOP_PAID", ""), eventFile("paid", "2.0.0", "SHOP_PAID_AGAIN", "")
	settled := eventFile("settled", "1.0.0", "SHOP_PAID", "")
	old := written(t, "paid", map[string]string{"shop/paid.yaml": paid1})
	for _, order := range []string{"paid.v2, settled", "settled, paid.v2"} {
		t.Run(order, func(t *testing.T) {
			new := written(t, order, map[string]string{"shop/paid.v2.yaml": paid2, "shop/settled.yaml": settled})
			got := removals(t, old, new, Options{})
			if len(got) != 1 || got[0].Rule.ID != "MAJOR_REMOVED" || got[0].Message != "is gone at major 1" {
				t.Errorf("got %+v, want one MAJOR_REMOVED that is gone at major 1", got)
			}
		})
	}
}

// No event can be made up of a payload that admits none: the removal counts as
// unproven after one try.
func TestCompare_CannotProveRemovalOfEventWithoutValues(t *testing.T) {
	const impossible = "type: shop.paid\nversion: 1.0.0\nname: Paid\nconstant: SHOP_PAID\n" +
		"payload: {type: object, required: [code], properties: {code: {type: string, pattern: '^[a-z]{2}$', minLength: 3}}}\n"
	old := written(t, "placed, paid", map[string]string{"shop/placed.yaml": placed, "shop/paid.yaml": impossible})
	change := onlyChange(t, old, withoutPaid(t), Options{})
	if change.Rule.ID != "EVENT_REMOVED" || change.Backward.Verdict != Unproven || change.Backward.Tried != 1 || change.Backward.Event != nil {
		t.Errorf("%s: backward %s in %d tries, %s, want EVENT_REMOVED, unproven in 1", change.Rule.ID, change.Backward.Verdict, change.Backward.Tried, change.Backward.Event)
	}
	if !change.Illegal || change.Level != Major {
		t.Errorf("level %s, illegal %t, want an illegal MAJOR", change.Level, change.Illegal)
	}
}

// A removal stands at the event's domain in the new catalog, or at its first
// line if the domain is gone too.
func TestCompare_PlacesRemovalAtDomain(t *testing.T) {
	const head = "title: Shop\ngo: {dir: ../out, package: example.com/shop/out}\ndomains:\n"
	const shop, ware = "  - {name: shop, events: [placed]}\n", "  - {name: ware, events: [moved, lost]}\n"
	moved := strings.ReplaceAll(eventFile("moved", "1.0.0", "WARE_MOVED", ""), "shop.", "ware.")
	lost := strings.ReplaceAll(eventFile("lost", "1.0.0", "WARE_LOST", ""), "shop.", "ware.")
	old := readFiles(t, map[string]string{"catalog.yaml": head + shop + ware, "shop/placed.yaml": placed, "ware/moved.yaml": moved, "ware/lost.yaml": lost})
	for _, c := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"domain remains", map[string]string{"catalog.yaml": head + shop + "  - {name: ware, events: [moved]}\n", "shop/placed.yaml": placed, "ware/moved.yaml": moved}, "catalog.yaml:5"},
		{"domain is gone", map[string]string{"catalog.yaml": head + shop, "shop/placed.yaml": placed}, "catalog.yaml:1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := removals(t, old, readFiles(t, c.files), Options{})
			if len(got) == 0 {
				t.Fatal("no removal was reported")
			}
			for _, change := range got {
				if pos := change.Pos.String(); pos != c.want {
					t.Errorf("%s is reported at %s, want %s", change.Places[0].Event.Type, pos, c.want)
				}
			}
		})
	}
}
