package gen

import (
	"fmt"

	"github.com/mediamesh/events/internal/contract"
)

// envelopeFile, relative to the contract folder, has the codec of the metadata. It is
// part of package events, and so generated with that module's own contract only.
const envelopeFile = "../envelope_codec.go"

// ownsEnvelope reports whether c is the contract of package events' own module.
func ownsEnvelope(c *contract.Contract) bool { return c.Go.Package == module+"/catalog" }

// goEnvelope emits the codec of events.Metadata. It differs from that of a payload in
// that type and version are read and written as one text, which the type's descriptor
// has, where they are those of the type.
func goEnvelope() (File, error) {
	s, err := newStruct("Metadata", "", contract.Envelope())
	if err != nil {
		return File{}, err
	}
	s.Param = ", id *identity"
	typ, version := &s.Fields[1], &s.Fields[2]
	if typ.Name != "eventType" || version.Name != "eventVersion" {
		return File{}, problem(contract.Envelope().Pos, "eventType and eventVersion must be second and third")
	}
	typ.Before = fmt.Sprintf(`if n := len(id.text); n > 0 && len(s)-i > n && s[i:i+n] == id.text {
		seen |= 1<<%d | 1<<%d
		p.EventType, p.EventVersion = id.name, id.version
		i += n
	} else {
		`, typ.Bit, version.Bit)
	typ.Write = `if p.EventType == id.name && p.EventVersion == id.version {
		w.Buf = append(w.Buf, id.text...)
	} else {
		` + typ.Write
	version.After = "\n}"
	version.Write += "\n}"
	// package wire checks versions by hand, faster than by their pattern.
	version.Rules[0].Value = literal("wire.Text", "Key: `,\"eventVersion\":`", maxPart(nil), "Format: wire.Semver")

	p := newPrinter("envelope.yaml")
	p.line("package events\n\nimport %q\n", module+"/wire")
	p.codec(s)
	f, err := p.file(envelopeFile)
	f.Mark = markFor("envelope.yaml") + "\n"
	return f, err
}
