package topics

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/records"
	"github.com/spf13/cobra"
)

// selection says which records are printed. A record must match one of the values given for
// each name.
type selection struct {
	filters []string // as they were given
	values  map[string][]string
}

const filterUsage = "print only records with `NAME=VALUE`: type, key, id, correlation, source, or header.NAME; given more than once, a record must match one VALUE of each NAME"

func (s *selection) add(cmd *cobra.Command) {
	cmd.Flags().StringArrayVarP(&s.filters, "filter", "f", nil, filterUsage)
}

var filterNames = []string{"type", "key", "id", "correlation", "source"}

const headerFilter = "header."

// completeFilter completes the names of filters, and types.
func completeFilter(reg *events.Registry, typed string) (list []string) {
	if strings.HasPrefix(typed, "type=") {
		for _, name := range flags.WireNames(reg) {
			list = append(list, "type="+name)
		}
		return list
	}
	for _, name := range filterNames {
		list = append(list, name+"=")
	}
	return append(list, headerFilter)
}

// read parses the filters.
func (s *selection) read() error {
	s.values = make(map[string][]string)
	for _, f := range s.filters {
		name, value, ok := strings.Cut(f, "=")
		switch {
		case strings.HasPrefix(f, "%"):
			return console.Usage("--template '"+f+"' formats the output; --filter type=content.created selects records", "--filter %q has no NAME=VALUE", f)
		case !ok:
			return console.Usage("use --filter type=content.created", "--filter %q has no NAME=VALUE", f)
		case strings.HasPrefix(name, headerFilter) && name != headerFilter, slices.Contains(filterNames, name):
		default:
			return console.Usage("use "+strings.Join(filterNames, ", ")+" or header.NAME", "unknown filter %q%s", name, console.DidYouMean(name, filterNames))
		}
		s.values[name] = append(s.values[name], value)
	}
	return nil
}

// admits reports whether a record is selected. For a record that is not an event, its
// headers are used instead of the metadata, or else its value.
func (s *selection) admits(r records.Record, m *events.Metadata) bool {
	for name, values := range s.values {
		has, ok := fact(r, m, name)
		if !ok || !slices.Contains(values, has) {
			return false
		}
	}
	return true
}

// fact returns a record's value for the name of a filter.
func fact(r records.Record, m *events.Metadata, name string) (value string, ok bool) {
	if header, of := strings.CutPrefix(name, headerFilter); of {
		return headerOf(r, header)
	}
	if name == "key" {
		return string(r.Key), r.Key != nil
	}
	if m == nil {
		if value, ok := headerOf(r, headersOfFacts[name]); ok {
			return value, true
		}
		if m = claimed(r.Value); m == nil {
			return "", false
		}
	}
	switch name {
	case "type":
		return m.EventType, true
	case "id":
		return m.EventID, true
	case "source":
		return m.Source, true
	}
	return m.CorrelationID, m.CorrelationID != ""
}

// claimed is the metadata in a value that is not an event; nil if there is none.
func claimed(value []byte) *events.Metadata {
	var envelope struct {
		Metadata map[string]json.RawMessage `json:"metadata"`
	}
	if json.Unmarshal(value, &envelope) != nil || envelope.Metadata == nil {
		return nil
	}
	text := func(name string) (s string) {
		_ = json.Unmarshal(envelope.Metadata[name], &s) // if it has another type, it is ignored
		return s
	}
	return &events.Metadata{EventType: text("eventType"), EventID: text("eventId"), Source: text("source"), CorrelationID: text("correlationId")}
}

var headersOfFacts = map[string]string{
	"type": kafka.HeaderEventType, "id": kafka.HeaderEventID, "source": kafka.HeaderEventSource, "correlation": kafka.HeaderCorrelationID,
}

func headerOf(r records.Record, name string) (value string, ok bool) {
	for _, h := range r.Headers {
		if h.Key == name {
			return string(h.Value), true
		}
	}
	return "", false
}
