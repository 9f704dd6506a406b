package broker

import (
	"reflect"
	"unicode/utf8"
)

// validStrings reports whether all strings of a request are UTF-8. The cluster accepts
// others, and reads different text from its files after a restart.
func validStrings(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String:
		return utf8.ValidString(v.String())
	case reflect.Pointer:
		return v.IsNil() || validStrings(v.Elem())
	case reflect.Struct:
		for _, field := range v.Fields() {
			if !validStrings(field) {
				return false
			}
		}
	case reflect.Slice:
		if !holdsStrings(v.Type().Elem()) {
			return true
		}
		for i := range v.Len() {
			if !validStrings(v.Index(i)) {
				return false
			}
		}
	}
	return true
}

// holdsStrings is false for element types without strings, such as bytes and numbers.
func holdsStrings(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.String, reflect.Pointer, reflect.Struct, reflect.Slice:
		return true
	}
	return false
}
