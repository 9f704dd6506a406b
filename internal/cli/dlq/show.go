package dlq

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/cloudevents"
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
	"github.com/mediamesh/events/kafka/records"
	"github.com/mediamesh/events/wire"
	"github.com/spf13/cobra"
)

type showOptions struct {
	*console.App
	flags.Connection
	contract string
	registry *events.Registry
	value    bool
	personal bool
}

func newShow(a *console.App) *cobra.Command {
	o := &showOptions{App: a}
	cmd := &cobra.Command{
		Use:   "show TOPIC/PARTITION/OFFSET",
		Short: "Show one dead letter: reason, origin and, with --value, the payload",
		Long: `show shows one dead letter: the reason, with every violation, its origin and its
headers. --value shows the event too, with *** for personal data and for fields that
the contract does not know; --personal shows everything.`,
		Example: `  mediamesh dlq show content.events.dlq/0/17
  mediamesh dlq show content.events.dlq/0/17 --value
  mediamesh dlq show content.events.dlq/0/17 --personal --format json | jq .payload`,
		Args: console.Arguments(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args[0]) },
	}
	flags.AddContract(cmd, &o.contract)
	o.Connection.Add(cmd)
	cmd.Flags().BoolVar(&o.value, "value", false, "show the event, with personal data masked")
	cmd.Flags().BoolVar(&o.personal, "personal", false, "show the event as it is, with personal data")
	return cmd
}

func (o *showOptions) run(ctx context.Context, position string) error {
	at, err := cluster.ParsePosition(position)
	if err != nil {
		return console.Usage("mediamesh dlq list shows positions", "%w", err)
	}
	if o.registry, err = flags.EventTypes(o.App, o.contract); err != nil {
		return err
	}
	target, err := o.Resolve(o.App)
	if err != nil {
		return err
	}
	d, err := dlq.Find(ctx, dlq.Config{Cluster: target}, at)
	if err != nil {
		return lettersFailed(err)
	}
	if d.Reason == "" {
		return console.Failed(fmt.Errorf("%s is not a dead letter: it has no header with a reason", at), "mediamesh dlq list shows positions; mediamesh consume shows other records")
	}
	if o.JSON() {
		return o.printLine(d)
	}
	o.print(d)
	o.printValue(d)
	return nil
}

// event returns the displayable part of the event's document.
func (o *showOptions) event(d dlq.Letter) (document []byte, ok bool) {
	document, _ = d.Original.Document() // the displayable document
	if document == nil {
		document = d.Original.Value
	}
	if o.personal {
		return document, true
	}
	return masks(o.registry, d.EventType, document)
}

// header returns the displayable value of a header. One header of a CloudEvent has fields
// that the contract does not declare, which may be personal.
func (o *showOptions) header(h records.Header) any {
	if h.Key == cloudevents.HeaderUnknownFields && !o.personal {
		return masked
	}
	return console.TextOrBinary(h.Value)
}

func (o *showOptions) printLine(d dlq.Letter) error {
	line := lineOf(d)
	for _, h := range d.Original.Headers {
		line.Headers = append(line.Headers, h.Key, o.header(h))
	}
	if o.value || o.personal {
		document, ok := o.event(d)
		switch {
		case !ok:
			line.Payload = masked
		case json.Valid(document):
			line.Payload = json.RawMessage(document)
		default:
			line.Payload = console.TextOrBinary(document)
		}
	}
	return o.Encode(line)
}

func (o *showOptions) print(d dlq.Letter) {
	paint := console.Painter(o.Colour(o.OutTerminal))
	row := func(name, value string) {
		fmt.Fprintf(o.Out, "%-13s %s\n", name, console.OrDash(console.Printable(value)))
	}
	row("position", d.At.String())
	row("dead-lettered", second(d.DeadLetteredAt))
	row("group", d.Group)
	fmt.Fprintf(o.Out, "%-13s %s\n", "reason", paint.Red(console.OrDash(console.Printable(string(d.Reason)))))
	row("error", d.Error)
	if d.Attempts > 0 {
		row("attempts", fmt.Sprint(d.Attempts))
	}
	row("type", d.EventType)
	row("version", d.EventVersion)
	row("event", d.EventID)
	row("key", string(d.Original.Key))
	if d.Original.Topic == "" {
		row("origin", "")
	} else {
		row("origin", fmt.Sprintf("%s/%d/%d, published %s", d.Original.Topic, d.Original.Partition, d.Original.Offset, second(d.Original.Timestamp)))
	}
	if from, ok := d.RedrivenFrom(); ok {
		row("redriven from", from.String())
	}
	row("redriven", map[bool]string{false: "no", true: "yes"}[d.Redriven])
	if d.Discarded != "" {
		row("discarded", d.Discarded)
	}
	if len(d.Stripped) > 0 {
		row("stripped", strings.Join(d.Stripped, ", "))
	}
	section(o, "violations", len(d.Violations))
	for _, v := range d.Violations {
		fmt.Fprintf(o.Out, "  %s (%s)\n", console.Printable(v.String()), v.Rule)
	}
	if d.Omitted > 0 {
		fmt.Fprintf(o.Out, "  and %d more\n", d.Omitted)
	}
	section(o, "headers", len(d.Original.Headers))
	for _, h := range d.Original.Headers {
		value, ok := o.header(h).(string)
		if !ok {
			value = string(h.Value)
		}
		fmt.Fprintf(o.Out, "  %s: %s\n", console.Printable(h.Key), console.Printable(value))
	}
}

func section(o *showOptions, name string, rows int) {
	if rows > 0 {
		fmt.Fprintln(o.Out, name)
	}
}

func (o *showOptions) printValue(d dlq.Letter) {
	if !o.value && !o.personal {
		return
	}
	document, ok := o.event(d)
	var text bytes.Buffer
	switch {
	case !ok:
		fmt.Fprintf(o.Out, "value\n  %s\n", masked)
		o.Say("the value is not JSON, or its type is unknown, so that personal data in it cannot be masked; --personal shows it")
	case d.Original.Value == nil:
		fmt.Fprintln(o.Out, "value\n  none")
	case indentable(document) && json.Indent(&text, document, "  ", "  ") == nil, json.Compact(&text, document) == nil:
		fmt.Fprintf(o.Out, "value\n  %s\n", text.Bytes())
	case utf8.Valid(document):
		fmt.Fprintf(o.Out, "value\n  %s\n", console.Printable(string(document)))
	default:
		fmt.Fprintf(o.Out, "value\n  %q\n", document)
	}
}

// maxIndented is the maximum number of bytes of indented JSON that are shown.
const maxIndented = 8 * wire.MaxSize

// indentable reports whether a document can be shown with one line per value: it is nested
// no deeper than an event may be, and stays below maxIndented. Other documents may have
// more indentation than fits into memory. For a document that is not JSON the result is
// meaningless.
func indentable(document []byte) bool {
	size, depth, within := len(document), 1, false // within a string
	for i := 0; i < len(document); i++ {
		switch c := document[i]; {
		case within && c == '\\':
			i++
		case c == '"':
			within = !within
		case within:
		case c == '{' || c == '[':
			depth++
			size += 2*depth + 1
		case c == '}' || c == ']':
			depth--
			size += 2*depth + 1
		case c == ',':
			size += 2*depth + 1
		case c == ':':
			size++
		}
		if depth > wire.MaxDepth+1 || size > maxIndented {
			return false
		}
	}
	return true
}
