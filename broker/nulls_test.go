package broker_test

import (
	"bytes"
	"reflect"

	"github.com/twmb/franz-go/pkg/kmsg"
)

// populate gives each array, at any depth, one element, and each pointer a
// value.
func populate(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		populate(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		populate(v.Index(0))
	case reflect.Struct:
		if m, ok := v.Addr().Interface().(interface{ Default() }); ok {
			m.Default()
		}
		for field, value := range v.Fields() {
			if field.Name != "Version" && field.Name != "UnknownTags" {
				populate(value)
			}
		}
	}
}

// eachArray visits the arrays and bytes of a message, at any depth.
func eachArray(path string, v reflect.Value, visit func(path string, array reflect.Value)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			eachArray(path, v.Elem(), visit)
		}
	case reflect.Slice:
		visit(path, v)
		for i := range v.Len() {
			eachArray(path+"[]", v.Index(i), visit)
		}
	case reflect.Struct:
		for field, value := range v.Fields() {
			if field.Name != "UnknownTags" {
				eachArray(path+"."+field.Name, value, visit)
			}
		}
	}
}

// nullArrays returns the arrays and bytes that a response has as null on the
// wire, in its version: those where an empty one makes other bytes.
func nullArrays(response kmsg.Response) []string {
	var nulls []string
	sent := response.AppendTo(nil)
	eachArray(kmsg.NameForKey(response.Key()), reflect.ValueOf(response), func(path string, array reflect.Value) {
		if !array.IsNil() {
			return
		}
		array.Set(reflect.MakeSlice(array.Type(), 0, 0))
		if !bytes.Equal(response.AppendTo(nil), sent) {
			nulls = append(nulls, path)
		}
		array.SetZero()
	})
	return nulls
}
