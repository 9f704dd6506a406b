package gen

// structType prints a struct.
func (p *printer) structType(s goStruct) {
	p.line("%s\ntype %s struct {", s.Doc, s.Name)
	for _, f := range s.Fields {
		p.line("\t%s\n\t%s %s", f.Doc, f.GoName, f.Type)
	}
	p.line("")
	p.line(`
	// Unknown holds the fields that this version does not declare. They are
	// written back.
	Unknown wire.Unknown
}
`)
}

// methods prints the methods of a struct that other packages call.
func (p *printer) methods(s goStruct) {
	p.line(`
// MarshalJSON implements [encoding/json.Marshaler] by the codec; see
// [events.Object.Marshal].
func (p %[1]s) MarshalJSON() ([]byte, error) { return %[2]s.Marshal(p) }

// UnmarshalJSON implements [encoding/json.Unmarshaler] by the codec; see
// [events.Object.Unmarshal].
func (p *%[1]s) UnmarshalJSON(data []byte) error { return %[2]s.Unmarshal(data, p) }

// AppendMasked implements [events.Maskable].
func (p %[1]s) AppendMasked(dst []byte) []byte { return %[2]s.AppendMasked(dst, p) }

// String returns p as JSON, with personal data masked; see [events.Maskable].
func (p %[1]s) String() string { return events.Masked(p).String() }
`, s.Name, s.Object)
	if s.HasFormat() {
		p.line(`
// GoString implements [fmt.GoStringer], with personal data masked. There is no method
// Format, since a field has that name.
func (p %s) GoString() string { return events.Masked(p).GoString() }
`, s.Name)
	} else {
		p.line(`
// Format implements [fmt.Formatter], with personal data masked.
func (p %s) Format(f fmt.State, verb rune) { events.Masked(p).Format(f, verb) }
`, s.Name)
	}
	p.line(`
// LogValue implements [slog.LogValuer], with personal data masked.
func (p %s) LogValue() slog.Value { return events.Masked(p).LogValue() }
`, s.Name)
}
