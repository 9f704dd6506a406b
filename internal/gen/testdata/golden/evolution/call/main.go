// Call leads events up and down by the migrations of a generated catalog, and
// prints what it says of deprecation.
package main

import (
	"fmt"

	"github.com/mediamesh/events"

	"example.com/kinds/catalog"
	"example.com/kinds/catalog/play"
)

const head = `{"metadata":{"eventId":"e","eventType":"play.ended","eventVersion":%q,"timestamp":"2026-01-15T10:00:00.000Z","source":"p"},"payload":%s}`

func main() {
	for _, c := range []struct{ version, payload, to string }{
		{"1.2.0", `{"sessionId":"s","userId":"u","position":61.5006,"deviceName":"Den","kind":"tv","legacy":true,"parts":[{"length":0.25,"x":1.0}],"z":{"y":2.0}}`, "2.1.0"},
		{"1.2.0", `{"sessionId":"s","position":-0.0005,"legacy":false}`, "2.1.0"},
		{"2.1.0", `{"sessionId":"s","positionMs":61501,"device":{"kind":"WATCH"},"quality":"4K"}`, "1.2.0"},
		{"2.1.0", `{"sessionId":"s","positionMs":61501,"device":{"kind":"UNKNOWN"},"quality":"` + "`HD`" + `","viewer":"v"}`, "1.2.0"},
		{"2.1.0", `{"sessionId":"s","positionMs":61501,"device":{"kind":"TV"},"quality":""}`, "3.0.0"},
		{"3.0.0", `{"sessionId":"s"}`, "2.1.0"},
	} {
		e, err := catalog.Decode(fmt.Appendf(nil, head, c.version, c.payload))
		if err != nil {
			panic(err)
		}
		migrated, err := catalog.Migrate(e, c.to)
		if err != nil {
			fmt.Println(err)
			continue
		}
		text, err := events.MarshalString(migrated)
		fmt.Println(text, err)
	}
	for _, t := range catalog.Types() {
		d, deprecated := t.Deprecation()
		fmt.Println(t.Name(), t.Version(), d, deprecated)
		for _, f := range t.DeprecatedFields() {
			fmt.Println("\t", f)
		}
	}
	for _, p := range []play.EndedV2{
		{SessionID: "s", Device: play.Device{Kind: play.DeviceKindTv}},
		{SessionID: "s", Viewer: "v", Second: &play.Device{}, SecondKind: "TV", More: "1", Parts: []play.PartV2{}},
	} {
		for _, f := range events.New("p", p).Any().DeprecatedFields() {
			fmt.Println("has", f.Pointer)
		}
	}
}
