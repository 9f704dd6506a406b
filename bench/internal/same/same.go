// Package same reports whether a peer decoded what we did, field by field, so
// that a comparison of their times is honest.
package same

import (
	"encoding/json"
	"fmt"
	"reflect"
	"time"

	"github.com/mediamesh/events/wire"
)

// Event compares an events.Event with a pointer to its peer, whose fields have
// the same Go names.
func Event(ours, theirs any) error {
	return structure("", reflect.ValueOf(ours), reflect.ValueOf(theirs).Elem())
}

var (
	timeType = reflect.TypeFor[time.Time]()
	textType = reflect.TypeFor[wire.JSON]()
)

func structure(path string, ours, theirs reflect.Value) error {
	for i := range theirs.NumField() {
		name := theirs.Type().Field(i).Name
		field := ours.FieldByName(name)
		if !field.IsValid() {
			return fmt.Errorf("%s.%s: not a field of %v", path, name, ours.Type())
		}
		if err := value(path+"."+name, field, theirs.Field(i)); err != nil {
			return err
		}
	}
	return nil
}

func value(path string, ours, theirs reflect.Value) error {
	if o, present, ok := optional(ours); ok {
		return absentOr(path, present, o, theirs)
	}
	switch {
	case ours.Type() == timeType:
		return moment(path, ours.Interface().(time.Time), theirs.String())
	case ours.Type() == textType:
		return anyJSON(path, ours.Interface().(wire.JSON), theirs)
	}
	switch theirs.Kind() {
	case reflect.Struct:
		return structure(path, ours, theirs)
	case reflect.Pointer:
		return absentOr(path, !ours.IsNil(), ours.Elem(), theirs)
	case reflect.Map:
		return entries(path, ours, theirs)
	case reflect.Slice:
		return items(path, ours, theirs)
	}
	if !ours.CanConvert(theirs.Type()) || !ours.Convert(theirs.Type()).Equal(theirs) {
		return fmt.Errorf("%s: %v, not %v", path, theirs, ours)
	}
	return nil
}

// optional takes a wire.Optional apart.
func optional(v reflect.Value) (inner reflect.Value, present, ok bool) {
	if v.Kind() != reflect.Struct || v.Type() == timeType {
		return v, false, false
	}
	inner, flag := v.FieldByName("Value"), v.FieldByName("Present")
	if !inner.IsValid() || !flag.IsValid() {
		return v, false, false
	}
	return inner, flag.Bool(), true
}

// absentOr compares a value that may be absent with a pointer, or with a
// string whose zero value is absence.
func absentOr(path string, present bool, ours, theirs reflect.Value) error {
	if present == theirs.IsZero() {
		return fmt.Errorf("%s: present is %v, not %v", path, !theirs.IsZero(), present)
	}
	if !present {
		return nil
	}
	return value(path, ours, reflect.Indirect(theirs))
}

func moment(path string, ours time.Time, theirs string) error {
	t, ok := wire.ParseTime(theirs)
	if !ok || !t.Equal(ours) {
		return fmt.Errorf("%s: %q, not %v", path, theirs, ours)
	}
	return nil
}

// anyJSON compares text with text, and a materialized object by its value.
// Peers may leave null as nothing.
func anyJSON(path string, ours wire.JSON, theirs reflect.Value) error {
	if theirs.Kind() == reflect.Map {
		var want map[string]any
		if err := json.Unmarshal([]byte(ours), &want); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if !reflect.DeepEqual(want, theirs.Interface()) {
			return fmt.Errorf("%s: %v, not %v", path, theirs, want)
		}
		return nil
	}
	text := wire.JSON(theirs.Bytes())
	if text != ours && !(text == "" && ours == wire.Null) {
		return fmt.Errorf("%s: %s, not %s", path, text, ours)
	}
	return nil
}

// entries compares a wire.Map with a Go map.
func entries(path string, ours, theirs reflect.Value) error {
	if ours.Len() != theirs.Len() {
		return fmt.Errorf("%s: %d names, not %d", path, theirs.Len(), ours.Len())
	}
	for i := range ours.Len() {
		name := ours.Index(i).FieldByName("Name")
		v := theirs.MapIndex(name)
		if !v.IsValid() {
			return fmt.Errorf("%s: without %q", path, name)
		}
		if err := value(path+"."+name.String(), ours.Index(i).FieldByName("Value"), v); err != nil {
			return err
		}
	}
	return nil
}

func items(path string, ours, theirs reflect.Value) error {
	if ours.Len() != theirs.Len() {
		return fmt.Errorf("%s: %d items, not %d", path, theirs.Len(), ours.Len())
	}
	for i := range ours.Len() {
		if err := value(fmt.Sprintf("%s.%d", path, i), ours.Index(i), theirs.Index(i)); err != nil {
			return err
		}
	}
	return nil
}
