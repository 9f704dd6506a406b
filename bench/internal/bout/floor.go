package bout

import (
	"errors"

	"github.com/bytedance/sonic"

	"github.com/mediamesh/events/bench/internal/pair"
)

// floors do a part of the work only: no decoder can be faster than their sum.
func floors[T any](doc []byte) []pair.Contender {
	var valid bool
	var copied = make([]byte, 0, len(doc))
	var made *T
	return []pair.Contender{
		{
			Name: "floor: sonic.Valid", Bytes: len(doc),
			Do: func() { valid = sonic.Valid(doc) },
			Check: func() error {
				if !valid {
					return errors.New("not valid")
				}
				return nil
			},
		},
		{
			Name: "floor: memcpy", Bytes: len(doc),
			Do: func() { copied = append(copied[:0], doc...) },
		},
		{
			Name: "floor: new struct", Bytes: len(doc),
			Do: func() { made = new(T) },
			Check: func() error {
				if made == nil {
					return errors.New("none")
				}
				return nil
			},
		},
	}
}
