package authoring

import (
	"context"
	"encoding/json"
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/dynamic"
	finding "github.com/mediamesh/events/internal/findings"
	"github.com/mediamesh/events/internal/migration"
)

// Rules of migrate --check.
const (
	ruleMigration = "migration" // lint's
	ruleFails     = "migration-fails"
	ruleLoses     = "migration-loses"
	ruleMissing   = "migration-missing"
)

var migrationRules = []finding.Rule{
	{ID: ruleMigration, Purpose: "a migration maps each field, and sets each required one"},
	{ID: ruleFails, Purpose: "every event of a version migrates to a valid one of the next, and of the previous"},
	{ID: ruleLoses, Purpose: "an event that is migrated and migrated back is unchanged, or the contract declares what is lost"},
	{ID: ruleMissing, Purpose: "each major version has a migration from the previous one"},
}

// proven is the result for one migration, as a line of JSON.
type proven struct {
	Type   string `json:"type"`
	From   string `json:"from"`
	To     string `json:"to"`
	Back   bool   `json:"back"`  // there is a migration back
	Tried  int    `json:"tried"` // events, in both directions
	Seed   uint64 `json:"seed"`
	Faults int    `json:"faults"`
	Losses []loss `json:"losses"` // declared losses
}

type loss struct {
	Of      string `json:"of"` // version
	Pointer string `json:"pointer"`
	Why     string `json:"why"`
}

// check proves all migrations that the contract declares.
func (o *migrateOptions) check(ctx context.Context) error {
	c, err := flags.ReadContract(o.App, o.contract, o.Out)
	if err != nil {
		return err
	}
	reg, err := dynamic.Registry(c)
	if err != nil {
		return err
	}
	var list []finding.Finding
	var tried []proven
	for _, e := range c.Events() {
		switch {
		case e.Migration != nil:
			p, found := o.prove(ctx, reg, e)
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
			list, tried = append(list, found...), append(tried, p)
		case e.Major > 1:
			list = append(list, o.missingMigration(c, e)...)
		}
	}
	for _, p := range contract.Lint(c) {
		if p.Rule == ruleMigration {
			list = append(list, finding.Finding{File: o.fileOf(p.Pos), Line: p.Pos.Line, Rule: p.Rule, Message: p.Message})
		}
	}
	if err := o.PrintFindings(o.Out, migrationRules, list); err != nil {
		return err
	}
	return o.checked(c, tried, list)
}

// prove checks one migration.
func (o *migrateOptions) prove(ctx context.Context, reg *events.Registry, e *contract.Event) (proven, []finding.Finding) {
	m := e.Migration
	p := proven{Type: e.Type, From: m.From.Version, To: e.Version, Seed: o.seed, Losses: []loss{}}
	for _, registered := range reg.Migrations() {
		from, to := registered.From(), registered.To()
		if from.Name() != e.Type || from.Version() != e.Version && to.Version() != e.Version {
			continue
		}
		for _, l := range registered.Losses() {
			p.Losses = append(p.Losses, loss{from.Version(), l.Pointer, l.Why})
		}
	}
	r, err := migration.Pair{Registry: reg, Older: m.From, Newer: e}.Prove(ctx, o.seed, o.count)
	p.Back, p.Tried, p.Faults = r.Down, r.Tried, len(r.Counterexample)
	var list []finding.Finding
	if err != nil {
		p.Faults++
		list = append(list, finding.Finding{File: o.fileOf(m.Pos), Line: m.Pos.Line, Rule: ruleFails, Message: err.Error()})
	}
	for i := range r.Counterexample {
		x := &r.Counterexample[i]
		at := x.Pos(m)
		f := finding.Finding{File: o.fileOf(at), Line: at.Line, Rule: ruleFails, Message: e.Type + ": " + x.Message(), Help: x.Help(m)}
		if x.Fault == migration.Loses {
			f.Rule = ruleLoses
		}
		side := "up"
		if x.From == e.Version {
			side = "down"
		}
		f.Counterexamples = []finding.Counterexample{{Side: side, Text: "the event, of " + x.From + ":", Event: json.RawMessage(x.Event)}}
		if x.Other != nil {
			f.Counterexamples = append(f.Counterexamples, finding.Counterexample{Side: side, Text: "in " + x.To + " it is:", Event: json.RawMessage(x.Other)})
		}
		list = append(list, f)
	}
	return p, list
}

// missingMigration notes that the contract has no migration to a major. That is not a
// fault: the migration may be written in Go.
func (o *migrateOptions) missingMigration(c *contract.Contract, e *contract.Event) []finding.Finding {
	for _, older := range c.Events() {
		if older.Type == e.Type && older.Major == e.Major-1 {
			return []finding.Finding{{
				File: o.fileOf(e.Pos), Line: e.Pos.Line, Rule: ruleMissing, Severity: finding.Note,
				Message: fmt.Sprintf("%s: the contract declares no migration from %s to %s", e.Type, older.Version, e.Version),
				Help:    "declare one under migration:, or if services have one in Go, check it in their tests with eventstest.CheckMigrations",
			}}
		}
	}
	return nil
}

// fileOf is the path of a contract's file, relative to the working directory.
func (o *migrateOptions) fileOf(pos contract.Pos) string {
	return path.Join(filepath.ToSlash(o.contract), pos.File)
}

// checked summarizes what was checked.
func (o *migrateOptions) checked(c *contract.Contract, tried []proven, list []finding.Finding) error {
	for _, p := range tried {
		if o.JSON() {
			if err := o.Encode(p); err != nil {
				return err
			}
			continue
		}
		way := "one way; there is no migration back"
		if p.Back {
			way = "there and back"
		}
		o.Say("%s %s to %s: %s migrated %s, seed %d: %s", p.Type, p.From, p.To, console.Count(p.Tried, "generated event"), way, p.Seed, p.verdict())
	}
	if len(tried) == 0 {
		o.Say("%s: %s, and no migration among them: there is nothing to check", o.contractName(), console.Count(len(c.Events()), "event type"))
	}
	for _, f := range list {
		if f.Severity != finding.Note {
			return console.Findings()
		}
	}
	return nil
}

func (o *migrateOptions) contractName() string {
	if o.contract == "" {
		return "the built-in contract"
	}
	return o.contract
}

func (p proven) verdict() string {
	if p.Faults > 0 {
		return console.Count(p.Faults, "fault")
	}
	if len(p.Losses) == 0 {
		return "nothing is lost"
	}
	var lost []string
	for _, l := range p.Losses {
		lost = append(lost, fmt.Sprintf("%s of %s (%s)", l.Pointer, l.Of, l.Why))
	}
	return "nothing is lost except what is declared: " + strings.Join(lost, ", ")
}

// checkFlags refuses flags that cannot be combined.
func (o *migrateOptions) checkFlags(args []string) error {
	const next = "mediamesh migrate --check --contract DIR"
	switch {
	case !o.proves && o.ForBuilds():
		return console.Usage(next+" --format "+o.Format, "migrate prints findings only with --check, so it has no format %s without it", o.Format)
	case !o.proves:
		return nil
	case o.to != "" || len(args) > 0:
		return console.Usage(next, "--check generates its own events: it takes neither --to nor a file")
	case o.count < 1:
		return console.Usage("use a number of 1 or more", "--count is %d", o.count)
	}
	return nil
}
