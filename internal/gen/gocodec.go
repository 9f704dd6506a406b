package gen

import "fmt"

// codec prints what decodes and encodes a struct.
func (p *printer) codec(s goStruct) {
	var rules []goRule
	names := []string{}
	for _, f := range s.Fields {
		rules = append(rules, f.Rules...)
		names = append(names, f.Name)
	}
	p.line("// %sRules says what the contract asks of each field.", s.Var)
	p.rules(s.Var, rules)
	p.line("var %sNames = %#v\n", s.Var, names)
	p.decode(s)
	p.decodeRest(s)
	p.encode(s)
}

// rules prints the variable that holds the rules of owner.
func (p *printer) rules(owner string, rules []goRule) {
	p.line("var %sRules = struct {", owner)
	for _, r := range rules {
		p.line("%s %s", r.Name, r.Type())
	}
	p.line("}{")
	for _, r := range rules {
		p.line("%s: %s,", r.Name, r.Value)
	}
	p.line("}\n")
}

func (p *printer) decode(s goStruct) {
	p.line(`
// decode reads the object at i. Its fields are expected in the contract's order
// and without white space, as our own encoder writes them, and read in any.
func (p *%s) decode(r *wire.Reader, i int, rule *wire.Value%s) int {
	at, end, ok := r.Object(i, rule)
	if !ok {
		return end
	}
	mark := r.Mark()
	var seen %s`, s.Name, s.Param, s.Seen)
	p.decodeInOrder(s.Fields)
	seen := "_"
	if len(s.Required) > 0 {
		seen = "seen"
	}
	p.line(`
	if i >= 0 {
		i, %s = p.decodeRest(r, i, seen)
	}`, seen)
	for _, required := range s.Required {
		p.line(`
	if %[1]s&%[2]s != %[2]s {
		r.Require(%[1]s, %[2]s, %[3]s)
	}`, required.Seen, required.Bits, required.Names)
	}
	p.line(`
	r.UnderKey(mark, rule.Key)
	return wire.After(i)
}
`)
}

// decodeInOrder prints the part of decode that reads fields in the contract's order. It ends
// with the name at i that it does not read, if any.
func (p *printer) decodeInOrder(fields []goField) {
	if len(fields) == 0 {
		p.line("i = r.Enter(at)")
		return
	}
	first := fields[0]
	p.line(`
	s := r.Text()
	if i = r.Enter(at); i >= 0 && %s {
		%s = 1 << 0
		i = %s`, first.First, first.Seen, first.Read(plus("i", first.FirstSkip)))
	for _, f := range fields[1:] {
		p.line(`
		%sif %s {
			%s |= 1 << %d
			i = %s
		}%s`, f.Before, f.Found, f.Seen, f.Bit, f.Read(plus("i", f.Skip)), f.After)
	}
	p.line(`
		i = r.Next(i)
	}`)
}

func (p *printer) decodeRest(s goStruct) {
	bit, none, seen := "bit", "uint64(0)", "seen"
	if s.Wide {
		bit, none, seen = "word, bit", "0, uint64(0)", "seen[word]"
	}
	p.line(`
// decodeRest reads on from the name at i: fields in any order, and unknown ones.
func (p *%[1]s) decodeRest(r *wire.Reader, i int, seen %[2]s) (int, %[2]s) {
	rest := r.NewRest()
	for i >= 0 {
		name, value := r.Name(i)
		if value == wire.Fault {
			i = wire.Fault
			break
		}
		%[3]s := %[4]s
		switch name {`, s.Name, s.Seen, bit, none)
	for _, f := range s.Fields {
		place := fmt.Sprintf("1 << %d", f.Bit)
		if s.Wide {
			place = fmt.Sprintf("%d, %s", f.Word, place)
		}
		p.line(`
		case %q:
			%s = %s
			i = r.Next(%s)`, f.Name, bit, place, f.Read("value"))
	}
	p.line(`
		default:
			i = r.Next(rest.Keep(r, name, i, value))
		}
		if %[1]s&bit != 0 {
			r.Repeated(name)
		}
		%[1]s |= bit
	}
	p.Unknown = rest.End(r)
	return i, seen
}
`, seen)
}

func (p *printer) encode(s goStruct) {
	p.line(`
// encode writes the object as the value that rule places.
func (p *%s) encode(w *wire.Writer, rule *wire.Value%s) {
	w.Key(rule.Key)
	mark := w.Mark()
	start := w.Begin()`, s.Name, s.Param)
	for _, f := range s.Fields {
		p.line("%s", f.Write)
	}
	p.line(`
	if p.Unknown != "" {
		w.Unknown(p.Unknown, %sNames)
	}
	w.End(start)
	w.UnderKey(mark, rule.Key)
}
`, s.Var)
}
