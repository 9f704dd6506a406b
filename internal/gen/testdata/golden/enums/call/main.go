// Call builds and reads events by the constants of enumerations, and prints what comes of
// them.
package main

import (
	"encoding/json"
	"fmt"

	"example.com/kinds/catalog"
	"example.com/kinds/catalog/thing"
	"example.com/kinds/catalog/tool"
	"github.com/mediamesh/events"
)

const head = `{"metadata":{"eventId":"e","eventType":"thing.changed","eventVersion":"1.0.0","timestamp":"2026-01-15T10:00:00.000Z","source":"s"},"payload":%s}`

func main() {
	changed := thing.Changed{
		ID: "t-1", Status: thing.ChangedStatusInReview, Zone: thing.ChangedZoneSouth, Mood: thing.ChangedMoodCross,
		AgeGroup: thing.ChangedAgeGroupOld, Sign: thing.ChangedSignU65e5U672c,
		Sides:   []thing.ChangedSidesItem{thing.ChangedSidesItemLeft, thing.ChangedSidesItemRight},
		Grid:    [][]thing.ChangedGridItem{{thing.ChangedGridItemX}, {}, {thing.ChangedGridItemO}},
		Part:    &thing.Part{Size: thing.PartSizeL, Parts: []thing.PartPartsItem{thing.PartPartsItemIron}},
		Changes: &thing.PartialPart{Size: thing.PartSizeS},
		Levels:  thing.Levels{{Name: "b", Value: thing.LevelsValueHigh}, {Name: "a", Value: thing.LevelsValueLow}},
		Routes:  thing.Routes{{Name: "home", Value: []thing.RoutesValueItem{thing.RoutesValueItemTrain}}},
		Flavors: []thing.FlavorsItem{thing.FlavorsItemSour},
		Shade:   thing.ColorBlue,
	}
	text, err := json.Marshal(changed)
	fmt.Printf("%s %v\n", text, err)

	var back thing.Changed
	fmt.Println(json.Unmarshal(text, &back))
	again, err := json.Marshal(back)
	fmt.Println(string(again) == string(text), err)
	fmt.Println(back)

	fmt.Println("# values that are not listed")
	_, err = json.Marshal(thing.Changed{ID: "t-1", Status: "draft", Sides: []thing.ChangedSidesItem{"up"}, Levels: thing.Levels{{Name: "a", Value: "middle"}}})
	fmt.Println(err)
	_, err = catalog.Decode(fmt.Appendf(nil, head, `{"id":"t-1","status":"DRAFT","zone":"","sides":["left",""],"grid":[["z"]],"part":{"size":"XL"},"routes":{"home":["car"]},"flavors":["salt"]}`))
	fmt.Println(err)

	fmt.Println("# keys")
	for _, payload := range []string{`{"id":"t-1","status":"DRAFT","zone":"north","sides":[]}`, `{"id":"t-1","status":"DRAFT","sides":[]}`} {
		e, err := catalog.Decode(fmt.Appendf(nil, head, payload))
		key, ok := e.Key()
		fmt.Println(key, ok, err)
	}

	fmt.Println("# texts")
	for _, v := range []thing.ChangedSign{
		thing.ChangedSignC, thing.ChangedSignCU002bU002b, thing.ChangedSignCU0023, thing.ChangedSignU0063, thing.ChangedSignAb,
		thing.ChangedSignU0061U0062, thing.ChangedSignU002b, thing.ChangedSignU0020, thing.ChangedSignLineBreak, thing.ChangedSign4k,
		thing.ChangedSignType, thing.ChangedSignSign, thing.ChangedSignAB, thing.ChangedSignU002aU002f, thing.ChangedSignD,
	} {
		text, err := v.MarshalText()
		var read thing.ChangedSign
		fmt.Printf("%q %v %v\n", text, err, read.UnmarshalText(text) == nil && read == v)
	}
	var status tool.UsedStatus
	fmt.Println(status.UnmarshalText([]byte("DONE")), status.UnmarshalText(nil), status.UnmarshalText([]byte(tool.UsedStatusDone)), status)
	var byStatus map[thing.ChangedStatus]int
	fmt.Println(json.Unmarshal([]byte(`{"published":1}`), &byStatus), byStatus[thing.ChangedStatusPublished])
	fmt.Println(json.Unmarshal([]byte(`{"gone":1}`), &byStatus))

	e := events.New("s", tool.Used{ID: "t-1", Status: tool.UsedStatusFailed, Changes: &tool.PartialPart{Size: tool.PartSizeM}, Flavors: []tool.FlavorsItem{tool.FlavorsItemSweet}})
	text, err = json.Marshal(e.Payload)
	fmt.Printf("%s %v\n", text, err)
}
