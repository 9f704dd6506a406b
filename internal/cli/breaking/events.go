package breaking

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/documents"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/internal/cli/verdict"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/records"
	"github.com/mediamesh/events/wire"
)

// validateEvents validates recorded events, and reports what would fail.
func (o *options) validateEvents(ctx context.Context) error {
	c, err := flags.ReadContract(o.App, o.contract, o.problemsTo())
	if err != nil {
		return err
	}
	reg, err := flags.EventTypes(o.App, o.contract)
	if err != nil {
		return err
	}
	found := newFailing(c)
	one := func(place string, line int, d documents.Document) {
		_, v := verdict.Validate(reg, place, d)
		found.add(v, d.Data, line)
	}
	if o.isTopic() {
		err = o.eachRecord(ctx, one)
	} else {
		err = o.EachDocument(ctx, o.events, func(d documents.Document) error {
			one(o.events, d.Line, d)
			return nil
		})
	}
	if err != nil {
		return err
	}
	if err := o.PrintFindings(o.Out, nil, found.findings(o.isTopic(), o.Format == console.FormatText)); err != nil {
		return err
	}
	failing := found.seen.Invalid
	if found.seen.Valid+failing == 0 {
		o.warnNothing()
		return nil
	}
	o.Say("%s in %s: %s would fail with %s", console.Count(found.seen.Valid+failing, "event"), console.NameOf(o.events), console.Thousands(failing), o.contract)
	if failing > 0 {
		return console.Findings()
	}
	return nil
}

// warnNothing warns that there was no event. That is not a failure, since a topic may be
// empty for a while, but exit code 0 alone must not suggest that events were validated.
func (o *options) warnNothing() {
	next := "check what was recorded"
	if o.isTopic() {
		next = "check --offset, which is " + o.offset + ", and that events are published there"
	}
	if o.JSON() {
		o.Warnings().Warn("nothing was validated: there is no event in "+console.NameOf(o.events), "next", next)
		return
	}
	o.Say("warning: nothing was validated: there is no event in %s\nNext: %s", console.NameOf(o.events), next)
}

// isTopic reports whether --events names a topic: neither an existing file nor a name that
// looks like one.
func (o *options) isTopic() bool {
	if o.events == "-" || strings.ContainsRune(o.events, '/') || strings.ContainsRune(o.events, filepath.Separator) {
		return false
	}
	if _, err := os.Stat(o.events); err == nil {
		return false
	}
	return !slices.Contains([]string{".json", ".ndjson", ".jsonl", ".txt"}, filepath.Ext(o.events))
}

// eachRecord visits the records of the topic, in the range of --offset.
func (o *options) eachRecord(ctx context.Context, visit func(place string, line int, d documents.Document)) error {
	offsets, err := records.ParseOffsets(o.offset, time.Now())
	if err != nil {
		return console.Usage("mediamesh replay --help", "--offset: %w", err)
	}
	target, err := o.Resolve(o.App)
	if err != nil {
		return err
	}
	config := records.Config{
		Cluster: target, Topics: []string{o.events}, Offsets: offsets,
	}
	for r, err := range records.Read(ctx, config) {
		var topic *cluster.TopicError
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.As(err, &topic):
			return console.Failed(err, "check --events and --brokers; there is no file "+o.events+" either")
		case err != nil:
			return flags.ClusterFailed(err)
		}
		place := cluster.Position{Topic: r.Topic, Partition: r.Partition, Offset: r.Offset}.String()
		value, err := r.Document()
		if err != nil {
			value = r.Value // which breaks the contract in any case
		}
		visit(place, 0, document(value))
	}
	return ctx.Err()
}

// document is a record's value in the form that a file would have.
func document(value []byte) documents.Document {
	d := documents.Document{Data: value, Size: int64(len(value))}
	if len(value) == 0 {
		d.Fault = "is empty"
	}
	if d.Size > wire.MaxSize {
		d.Data = value[:wire.MaxSize]
	}
	return d
}
