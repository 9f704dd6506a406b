package dynamic

import (
	"math"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/wire"
)

var formats = map[contract.Format]wire.Format{
	contract.FormatDateTime:       wire.DateTime,
	contract.FormatDate:           wire.Date,
	contract.FormatDateOrDateTime: wire.DateOrDateTime,
	contract.FormatEmail:          wire.Email,
	contract.FormatURI:            wire.URI,
	contract.FormatUUID:           wire.UUID,
}

func textRule(s *contract.Schema, at place) *wire.Text {
	rule := &wire.Text{
		Key: at.key, Optional: at.optional, Min: orZero(s.MinLength), Max: orNoLimit(s.MaxLength),
		Format: formats[s.Format], Enum: s.Enum,
	}
	if implied, ok := s.Format.MaxLength(); ok {
		rule.Max = min(rule.Max, implied)
	}
	if s.Pattern != "" {
		rule.Pattern = &wire.Pattern{Source: s.Pattern}
	}
	return rule
}

func limits(s *contract.Schema) wire.Limits {
	return wire.Limits{Min: s.Minimum, Max: s.Maximum, Above: s.ExclusiveMinimum, Below: s.ExclusiveMaximum}
}

func orZero(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}

func orNoLimit(n *int) int {
	if n == nil {
		return wire.NoLimit
	}
	return *n
}

func fromFloat(f float64) uint64 { return math.Float64bits(f) }
func toFloat(b uint64) float64   { return math.Float64frombits(b) }

func fromBool(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}
