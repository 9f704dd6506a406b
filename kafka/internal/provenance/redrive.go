package provenance

import (
	"slices"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/kafka/internal/ledger"
)

// A Redrive is what a ledger proves of a record that was redriven. Nil and the zero value are
// those of all other records, also of those that only say so.
type Redrive struct {
	Letter cluster.Position // the dead letter that was sent again as the record
	Entry  ledger.Entry     // of the dead letter
	Group  string           // that the record is for; "" for all
}

// From names the dead letter, "" if there is none.
func (r *Redrive) From() string {
	if r == nil || r.Letter.Topic == "" {
		return ""
	}
	return r.Letter.String()
}

// IsFor reports whether a group is to handle the record.
func (r *Redrive) IsFor(group string) bool { return r == nil || r.Group == "" || r.Group == group }

// Claimed reports whether a record has headers of a redrive.
func Claimed(rec *kgo.Record) bool {
	return slices.ContainsFunc(rec.Headers, func(h kgo.RecordHeader) bool {
		return h.Key == deadletter.HeaderRedrivenFrom || h.Key == deadletter.HeaderRedrivenFor
	})
}
