package broker

import (
	"reflect"

	"github.com/twmb/franz-go/pkg/kmsg"
)

// fillNullArrays replaces the null arrays of a response with empty ones, at any depth. Null
// bytes stay null.
func fillNullArrays(_ *conn, response kmsg.Response) { fillArrays(reflect.ValueOf(response)) }

func fillArrays(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			fillArrays(v.Elem())
		}
	case reflect.Struct:
		for _, field := range v.Fields() {
			if field.CanSet() {
				fillArrays(field)
			}
		}
	case reflect.Slice:
		fillArray(v)
	}
}

func fillArray(v reflect.Value) {
	if v.Type().Elem().Kind() == reflect.Uint8 {
		return
	}
	if v.IsNil() {
		v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	}
	for i := range v.Len() {
		fillArrays(v.Index(i))
	}
}
