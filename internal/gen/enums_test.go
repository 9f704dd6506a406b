package gen_test

import (
	"encoding"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strconv"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	playback "github.com/mediamesh/events/examples/playback/catalog"
	"github.com/mediamesh/events/internal/contract"
)

// Wherever a contract has an enumeration, the generated field has a Go type of that name,
// which takes the values and no other, with a constant for each.
func TestEnums_HaveGoTypesAndConstants(t *testing.T) {
	for _, c := range []struct {
		contract, generated string
		registry            *events.Registry
		inline, shared      int // fields at least
	}{
		{"../../contract", "../../catalog", catalog.Registry(), 0, 3},
		{"../../examples/playback/contract", "../../examples/playback/catalog", playback.Registry(), 1, 2},
	} {
		t.Run(c.contract, func(t *testing.T) {
			read, err := contract.Read(c.contract)
			if err != nil {
				t.Fatal(err)
			}
			inline, shared := 0, 0
			for _, d := range read.Domains {
				constants := constantsIn(t, filepath.Join(c.generated, d.Name))
				for _, e := range d.Events {
					decoded, err := c.registry.Decode(e.Examples[0].JSON)
					if err != nil {
						t.Fatal(err)
					}
					eachEnum(e.Type, e.Payload, reflect.TypeOf(decoded.Payload), func(at string, s *contract.Schema, typ reflect.Type) {
						if s.Type == nil {
							inline++
						} else {
							shared++
						}
						checkEnum(t, at, s, typ, constants)
					})
				}
			}
			if inline < c.inline || shared < c.shared {
				t.Errorf("%d enumerations in place and %d shared ones, want %d and %d or more", inline, shared, c.inline, c.shared)
			}
		})
	}
}

// eachEnum goes through a schema and the Go type of its values.
func eachEnum(at string, s *contract.Schema, typ reflect.Type, check func(at string, s *contract.Schema, typ reflect.Type)) {
	if typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	if len(s.Enum) > 0 {
		check(at, s, typ)
	}
	for _, f := range s.Fields {
		field, _ := typ.FieldByName(f.GoName)
		eachEnum(at+"."+f.Name, f.Schema, field.Type, check)
	}
	if s.Items != nil {
		eachEnum(at+"[]", s.Items, typ.Elem(), check)
	}
	if s.Values != nil {
		entry, _ := typ.Elem().FieldByName("Value")
		eachEnum(at+"{}", s.Values, entry.Type, check)
	}
}

func checkEnum(t *testing.T, at string, s *contract.Schema, typ reflect.Type, constants map[string]string) {
	t.Helper()
	if typ.Kind() != reflect.String || typ.Name() != s.GoEnum || s.GoEnum == "" || s.GoEnum == "string" {
		t.Errorf("%s is a %s, want the type %q", at, typ, s.GoEnum)
		return
	}
	v, ok := reflect.New(typ).Interface().(encoding.TextUnmarshaler)
	if !ok {
		t.Errorf("%s: *%s has no method UnmarshalText", at, typ)
		return
	}
	for n, name := range contract.EnumGoNames(s.GoEnum, s.Enum) {
		if want := s.GoEnum + " " + s.Enum[n]; constants[name] != want {
			t.Errorf("%s: the constant %s is %q, want %q", at, name, constants[name], want)
		}
		if err := v.UnmarshalText([]byte(s.Enum[n])); err != nil || reflect.ValueOf(v).Elem().String() != s.Enum[n] {
			t.Errorf("%s: %q is read as %v, %v", at, s.Enum[n], v, err)
		}
	}
	if err := v.UnmarshalText([]byte(s.Enum[0] + "?")); err == nil {
		t.Errorf("%s: a value that is not listed was read", at)
	}
}

// constantsIn are the constants of a package by name, each as its type and its text.
func constantsIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	sources, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	constants := make(map[string]string)
	for _, source := range sources {
		file, err := parser.ParseFile(token.NewFileSet(), source, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			typ, named := spec.Type.(*ast.Ident)
			value, literal := spec.Values[0].(*ast.BasicLit)
			if !named || !literal || value.Kind != token.STRING {
				return true
			}
			text, err := strconv.Unquote(value.Value)
			if err != nil {
				t.Fatal(err)
			}
			constants[spec.Names[0].Name] = typ.Name + " " + text
			return true
		})
	}
	return constants
}
