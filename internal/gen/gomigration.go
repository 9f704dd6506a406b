package gen

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// goMigration is a migration that the contract declares, as Go calls.
type goMigration struct {
	*contract.Migration
	From, To string // calls that return the descriptors
	Steps    []string
}

func goMigrations(c *contract.Contract) (list []goMigration) {
	for _, e := range c.Events() {
		if e.Migration == nil {
			continue
		}
		m := goMigration{Migration: e.Migration, From: descriptorOf(e.Migration.From), To: descriptorOf(e)}
		for _, s := range e.Migration.Steps {
			m.Steps = append(m.Steps, stepCalls(s)...)
			if s.Loses != "" {
				m.Steps[len(m.Steps)-1] += ".Loses(" + strconv.Quote(s.Loses) + ")"
			}
		}
		if why := e.Migration.NotAllBack; why != "" {
			m.Steps = append(m.Steps, call("NotAllBack", strconv.Quote(why)))
		}
		if why := e.Migration.NoWayBack; why != "" {
			m.Steps = append(m.Steps, call("NoWayBack", strconv.Quote(why)))
		}
		list = append(list, m)
	}
	return list
}

func descriptorOf(e *contract.Event) string {
	return packageName(e.Domain) + "." + e.Name + "{}.EventType()"
}

// packageName is the name of a domain's package in migrations.go, which imports
// other packages that a domain may be named like. No domain's name has an underscore.
func packageName(d *contract.Domain) string {
	switch d.Name {
	case "migrate", "slices":
		return d.Name + "_"
	}
	return d.Name
}

// goMigrationsFile emits the migrations, no file if there are none.
func goMigrationsFile(c *contract.Contract, migrations []goMigration) ([]File, error) {
	if len(migrations) == 0 {
		return nil, nil
	}
	imports := []string{quote("slices"), "", quote(module), quote(module + "/migrate")}
	for _, d := range c.Domains {
		if slices.ContainsFunc(d.Events, func(e *contract.Event) bool { return e.Migration != nil }) {
			spec := quote(path.Join(c.Go.Package, d.Name))
			if name := packageName(d); name != d.Name {
				spec = name + " " + spec
			}
			imports = append(imports, spec)
		}
	}
	p := newPrinter("catalog.yaml")
	if anyDeprecated(c) {
		p.line("//lint:file-ignore SA1019 what is deprecated is migrated as well.\n")
	}
	p.line("package catalog\n")
	p.imports(imports)
	p.line(`
// migrations are those that the contract declares.
func migrations() []events.Migration {
	return events.Declared(slices.Concat(`)
	for _, m := range migrations {
		p.line("\t\t// %s", m.Pos.File)
		p.line("migrate.Rewrite(%s, %s,", m.From, m.To)
		for _, step := range m.Steps {
			p.line("%s,", step)
		}
		p.line("),")
	}
	p.line(`
	)...)
}`)
	f, err := p.file("migrations.go")
	return []File{f}, err
}

// stepCalls are the calls of package migrate that make a step. internal/migration makes the
// same steps at run time.
func stepCalls(s *contract.Step) []string {
	from, to := strconv.Quote(s.From), strconv.Quote(s.To)
	switch s.Op {
	case contract.StepRename:
		return []string{call("Rename", from, to)}
	case contract.StepMove:
		return []string{call("Move", from, to)}
	case contract.StepConvert:
		return []string{call("Convert", from, to, strconv.FormatFloat(s.Factor, 'g', -1, 64))}
	case contract.StepCopy:
		return []string{call("Copy", from, to)}
	case contract.StepDefault:
		return []string{call("Default", to, goText(s.Value))}
	case contract.StepDrop:
		calls := []string{call("Drop", from)}
		if s.Value != nil {
			calls = append(calls, call("Default", from, goText(s.Value))+".Back()")
		}
		return calls
	}
	var calls []string
	if len(s.Back) > 0 {
		// First, so that the downgrade undoes it last: it sets older names.
		var older [][2]string
		for _, v := range s.Back {
			older = append(older, [2]string{v[0], v[1]})
		}
		calls = append(calls, call("MapValues", append([]string{to}, goPairs(older)...)...)+".Back()")
	}
	return append(calls, call("MapValues", append([]string{to}, goPairs(s.Values)...)...))
}

func call(name string, args ...string) string {
	return fmt.Sprintf("migrate.%s(%s)", name, strings.Join(args, ", "))
}

func goPairs(pairs [][2]string) (args []string) {
	for _, p := range pairs {
		args = append(args, strconv.Quote(p[0]), strconv.Quote(p[1]))
	}
	return args
}

// goText is JSON as a Go string.
func goText(data []byte) string {
	if s := string(data); strconv.CanBackquote(s) {
		return "`" + s + "`"
	}
	return strconv.Quote(string(data))
}
