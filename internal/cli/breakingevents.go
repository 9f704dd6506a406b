package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/mediamesh/events/internal/cli/documents"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/wire"
)

// judgeEvents runs the contract over recorded events, and reports what would
// fail.
func (o *breakingOptions) judgeEvents(ctx context.Context) error {
	c, err := o.readContract(o.contract, o.problemsTo())
	if err != nil {
		return err
	}
	reg, err := o.registryOf(o.contract)
	if err != nil {
		return err
	}
	found := newFailing(c)
	one := func(place string, line int, d documents.Document) {
		_, v := judge(reg, place, d)
		found.add(v, d.Data, line)
	}
	if o.isTopic() {
		err = o.eachRecord(ctx, one)
	} else {
		err = o.eachDocument(ctx, o.events, func(d documents.Document) error {
			one(o.events, d.Line, d)
			return nil
		})
	}
	if err != nil {
		return err
	}
	if err := o.printFindings(o.out, nil, found.findings(o.isTopic(), o.format == formatText)); err != nil {
		return err
	}
	failing := found.seen.invalid
	if found.seen.valid+failing == 0 {
		o.warnNothing()
		return nil
	}
	o.say("%s in %s: %s would fail by %s", count(found.seen.valid+failing, "event"), nameOf(o.events), thousands(failing), o.contract)
	if failing > 0 {
		return findings()
	}
	return nil
}

// warnNothing warns that there was no event. That is no failure: a topic may be
// quiet for a while. Nor is it a verdict, which whoever reads the exit code
// alone should not take it for.
func (o *breakingOptions) warnNothing() {
	next := "check what was recorded"
	if o.isTopic() {
		next = "check --offset, which is " + o.offset + ", and that events are published there"
	}
	if o.json() {
		o.warnings().Warn("nothing was judged: there is no event in "+nameOf(o.events), "next", next)
		return
	}
	o.say("warning: nothing was judged: there is no event in %s\nNext: %s", nameOf(o.events), next)
}

// isTopic tells whether --events names a topic: what is no file and does not
// look like one.
func (o *breakingOptions) isTopic() bool {
	if o.events == "-" || strings.ContainsRune(o.events, '/') || strings.ContainsRune(o.events, filepath.Separator) {
		return false
	}
	if _, err := os.Stat(o.events); err == nil {
		return false
	}
	return !slices.Contains([]string{".json", ".ndjson", ".jsonl", ".txt"}, filepath.Ext(o.events))
}

// eachRecord visits the records of the topic, in the range of --offset.
func (o *breakingOptions) eachRecord(ctx context.Context, visit func(place string, line int, d documents.Document)) error {
	offsets, err := kafka.ParseOffsets(o.offset, time.Now())
	if err != nil {
		return usage("mediamesh replay --help", "--offset: %w", err)
	}
	target, err := o.connection(o.app)
	if err != nil {
		return err
	}
	config := kafka.RecordsConfig{
		Cluster: target, Topics: []string{o.events}, Offsets: offsets,
	}
	for r, err := range kafka.Records(ctx, config) {
		var topic *cluster.TopicError
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.As(err, &topic):
			return failed(err, "check --events and --brokers; there is no file "+o.events+" either")
		case err != nil:
			return clusterFailed(err)
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

// document is a record's value, as a file would hold it.
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

// place is where an event was found, for people.
func placeText(source string, line int) string {
	if line == 0 {
		return source
	}
	return fmt.Sprintf("%s:%d", source, line)
}
