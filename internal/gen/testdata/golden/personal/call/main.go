// Call prints events and parts of them, in which personal data is masked.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"

	"example.com/kinds/catalog"
	"example.com/kinds/catalog/clip"
	"github.com/mediamesh/events"
)

const document = `{"metadata":{"eventId":"e-2","eventType":"clip.cut","eventVersion":"1.0.0","timestamp":"2026-01-31T12:00:00.000Z","source":"s"},` +
	`"payload":{"id":"c-1","format":"mp4","editor":{"name":"Ada","age":36,"city":"Oslo","new":1},"people":[[{"name":"Ada","age":36},{"name":"Bob"}],[]],` +
	`"byRole":{"cutter":{"name":"Ada","city":"Oslo"}},"nicknames":["ada","bob"],"score":0.5,"owner":{"number":"n-1"},"secret":{"word":"swordfish"},"extra":{"a":[1]}}}`

func main() {
	e, err := catalog.Decode([]byte(document))
	if err != nil {
		panic(err)
	}
	p := e.Payload.(*clip.Cut)
	typed, _ := events.As[clip.Cut](e)
	fmt.Println(e)
	fmt.Printf("%+v\n%#v\n", typed, *p)
	fmt.Println(*p.Editor, p.People, p.ByRole, p.Owner, *p.Secret)
	fmt.Printf("%d\n%#v\n", *p.Editor, p.Secret)
	log := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		if len(groups) == 0 && a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}}))
	log.Info("cut", "event", e)
	log.Info("cut", "payload", p, "editor", p.Editor, "secret", p.Secret)

	for _, part := range []any{p, p.Editor, p.People, p.ByRole, p.Owner, p.Secret} {
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		if err := enc.Encode(part); err != nil {
			panic(err)
		}
		fmt.Print(b.String())
	}
	fmt.Println(json.Unmarshal([]byte(`{"name":"","age":1.5}`), p.Editor), *p.Editor)
}
