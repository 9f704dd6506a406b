package dlq

import (
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/ledger"
	"github.com/twmb/franz-go/pkg/kgo"
)

// redriven tells whether a dead letter was redriven or discarded.
func redriven(l ledger.Ledger, d *Letter) bool {
	_, ok := l.Of(d.At, d.DeadLetteredAt)
	return ok
}

// renews tells whether a dead letter is of a record that was redriven, and which
// dead letter that was. The record's header alone does not: every producer of its
// topic can write that.
func renews(l ledger.Ledger, d *Letter) (from cluster.Position, ok bool) {
	from, ok = d.RedrivenFrom()
	sent, found := l[from]
	return from, ok && found && sent.SentTo(d.Original.Topic, d.Original.Partition, d.Original.Offset)
}

// noteLedger fills in what the ledger knows of a dead letter.
func noteLedger(l ledger.Ledger, d *Letter) {
	entry, ok := l.Of(d.At, d.DeadLetteredAt)
	d.Redriven, d.Discarded = ok && entry.Discarded == "", entry.Discarded
	if !ok {
		d.Discarded = ""
	}
}

// sentAs is the entry of a dead letter that was sent as r.
func sentAs(d *Letter, r *kgo.Record) ledger.Entry {
	return ledger.Entry{PutAside: d.DeadLetteredAt.UnixMilli(), Group: d.Group, Topic: r.Topic, Partition: r.Partition, Offset: r.Offset}
}
