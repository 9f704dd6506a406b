package judge

import "github.com/mediamesh/events"

// typed decodes documents by a type that is known beforehand.
type typed struct {
	name      string
	unmarshal func(data []byte, o events.DecodeOptions) error
}

func of[P events.Payload[P]]() typed {
	var zero P
	return typed{zero.EventType().Name(), func(data []byte, o events.DecodeOptions) error {
		_, err := events.UnmarshalWith[P](data, o)
		return err
	}}
}

// typedOf has all types of the catalog, by name.
var typedOf = func() map[string]typed {
	all := map[string]typed{}
	for _, t := range allTyped {
		all[t.name] = t
	}
	return all
}()
