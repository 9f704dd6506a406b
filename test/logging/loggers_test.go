package logging

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	builtin "github.com/mediamesh/events/contract"
	"github.com/mediamesh/events/internal/contract"
	"github.com/rs/zerolog"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

// value is what an event and a payload are to a logger.
type value interface {
	events.Maskable
	fmt.Stringer
}

// planted returns the fullest event of each type, with a recognisable value in every personal
// field, and in an unknown one.
func planted(t *testing.T) (all []events.Any) {
	t.Helper()
	c, err := contract.ReadFS(builtin.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range c.Events() {
		full := slices.IndexFunc(e.Examples, func(x *contract.Example) bool { return x.Name == "full" })
		var document map[string]any
		if err := json.Unmarshal(e.Examples[full].JSON, &document); err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, pointer := range e.PersonalPointers() {
			plant(document, strings.Split(pointer, "/")[1:], &n)
		}
		if n < len(e.PersonalPointers()) {
			t.Errorf("%s: %d values were planted in %v", e.Type, n, e.PersonalPointers())
		}
		document["payload"].(map[string]any)["drifted"] = mark
		data, err := json.Marshal(document)
		if err != nil {
			t.Fatal(err)
		}
		event, err := catalog.Decode(data)
		if err != nil {
			t.Fatalf("%s: %v", data, err)
		}
		all = append(all, event)
	}
	return all
}

const mark = "planted"

// plant replaces the texts at a pointer's tokens, and below.
func plant(v any, tokens []string, n *int) any {
	at, rest := "*", tokens
	if len(tokens) > 0 {
		at, rest = tokens[0], tokens[1:]
	}
	switch v := v.(type) {
	case map[string]any:
		for name := range v {
			if at == "*" || at == name {
				v[name] = plant(v[name], rest, n)
			}
		}
	case []any:
		for i := range v {
			v[i] = plant(v[i], rest, n)
		}
	case string:
		if *n++; strings.Contains(v, "@") {
			return mark + "@example.com"
		}
		return mark
	}
	return v
}

func zapped(encoder zapcore.Encoder, field zap.Field) string {
	var b bytes.Buffer
	zap.New(zapcore.NewCore(encoder, zapcore.AddSync(&b), zap.DebugLevel)).Info("x", field)
	return b.String()
}

func zerologged(write func(*zerolog.Event) *zerolog.Event) string {
	var b bytes.Buffer
	l := zerolog.New(&b)
	write(l.Info()).Msg("x")
	return b.String()
}

func TestLoggers_MaskPersonalData(t *testing.T) {
	inJSON := zapcore.NewJSONEncoder(zap.NewProductionEncoderConfig())
	console := zapcore.NewConsoleEncoder(zap.NewDevelopmentEncoderConfig())
	for _, e := range planted(t) {
		for _, v := range []value{e, &e, e.Payload.(value)} {
			masked := events.Masked(v)
			for how, line := range map[string]string{
				"zap.Any":                     zapped(inJSON, zap.Any("event", v)),
				"zap.Any, console":            zapped(console, zap.Any("event", v)),
				"zap.Stringer":                zapped(inJSON, zap.Stringer("event", v)),
				"zap.Any, masked":             zapped(inJSON, zap.Any("event", masked)),
				"zap.Reflect, masked":         zapped(inJSON, zap.Reflect("event", masked)),
				"zap.Reflect, masked, list":   zapped(inJSON, zap.Reflect("event", []any{masked})),
				"zerolog.Stringer":            zerologged(func(z *zerolog.Event) *zerolog.Event { return z.Stringer("event", v) }),
				"zerolog.Interface, masked":   zerologged(func(z *zerolog.Event) *zerolog.Event { return z.Interface("event", masked) }),
				"zerolog.Fields, masked":      zerologged(func(z *zerolog.Event) *zerolog.Event { return z.Fields(map[string]any{"event": masked}) }),
				"zerolog.Str with fmt.Sprint": zerologged(func(z *zerolog.Event) *zerolog.Event { return z.Str("event", fmt.Sprint(v)) }),
			} {
				if strings.Contains(line, mark) || !strings.Contains(line, "***") {
					t.Errorf("%s, %T, %s: %s", e.Metadata.EventType, v, how, line)
				}
			}
		}
	}
}

// What calls json.Marshal has the document as it is: see docs/logging.md.
func TestLoggers_PrintDocumentsByEncodingJSON(t *testing.T) {
	encoder := zapcore.NewJSONEncoder(zap.NewProductionEncoderConfig())
	for _, e := range planted(t) {
		document, err := events.MarshalString(e)
		if err != nil {
			t.Fatal(err)
		}
		for how, line := range map[string]string{
			"zap.Reflect":       zapped(encoder, zap.Reflect("event", e)),
			"zap.Any of a list": zapped(encoder, zap.Any("events", []events.Any{e})),
			"zerolog.Interface": zerologged(func(z *zerolog.Event) *zerolog.Event { return z.Interface("event", e) }),
		} {
			if !strings.Contains(unescaped(t, line), document) {
				t.Errorf("%s: %s, want it to have\n%s", how, line, document)
			}
		}
	}
}

// unescaped is a line of JSON without the escapes of HTML.
func unescaped(t *testing.T, line string) string {
	t.Helper()
	var v map[string]json.RawMessage
	if err := json.Unmarshal([]byte(line), &v); err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	for _, r := range []string{"<", ">", "&", "\u2028", "\u2029"} {
		line = strings.ReplaceAll(line, fmt.Sprintf(`\u%04x`, []rune(r)[0]), r)
	}
	return line
}
