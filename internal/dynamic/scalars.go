package dynamic

import (
	"time"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/wire"
)

func text(s *contract.Schema, at place) codec {
	if s.Format == contract.FormatDateTime {
		return moment(at.value())
	}
	rule := textRule(s, at)
	// An optional string that may not be empty is absent if it is.
	if at.optional && s.MayBeEmpty() {
		return codec{
			read: func(r *wire.Reader, i int, v *value) int {
				var o wire.Optional[string]
				i = r.OptionalString(i, &o, rule)
				v.text, v.present = o.Value, o.Present
				return i
			},
			write: func(w *wire.Writer, v *value) {
				w.OptionalString(wire.Optional[string]{Value: v.text, Present: v.present}, rule)
			},
		}
	}
	return codec{
		read:  func(r *wire.Reader, i int, v *value) int { return r.String(i, &v.text, rule) },
		write: func(w *wire.Writer, v *value) { w.String(v.text, rule) },
	}
}

// moment is the plan of a date-time.
func moment(rule *wire.Value) codec {
	if rule.Optional {
		return codec{
			read: func(r *wire.Reader, i int, v *value) int {
				var o wire.Optional[time.Time]
				i = r.OptionalTime(i, &o, rule)
				v.inside, v.present = o.Value, o.Present
				return i
			},
			write: func(w *wire.Writer, v *value) {
				t, _ := v.inside.(time.Time)
				w.OptionalTime(wire.Optional[time.Time]{Value: t, Present: v.present}, rule)
			},
		}
	}
	return codec{
		read: func(r *wire.Reader, i int, v *value) int {
			var t time.Time
			i = r.Time(i, &t, rule)
			v.inside = t
			return i
		},
		write: func(w *wire.Writer, v *value) {
			t, _ := v.inside.(time.Time)
			w.Time(t, rule)
		},
	}
}

func integer(rule *wire.Integer) codec {
	if rule.Optional {
		return codec{
			read: func(r *wire.Reader, i int, v *value) int {
				var o wire.Optional[int64]
				i = r.OptionalInteger(i, &o, rule)
				v.bits, v.present = uint64(o.Value), o.Present
				return i
			},
			write: func(w *wire.Writer, v *value) {
				w.OptionalInteger(wire.Optional[int64]{Value: int64(v.bits), Present: v.present}, rule)
			},
		}
	}
	return codec{
		read: func(r *wire.Reader, i int, v *value) int {
			var n int64
			i = r.Integer(i, &n, rule)
			v.bits = uint64(n)
			return i
		},
		write: func(w *wire.Writer, v *value) { w.Integer(int64(v.bits), rule) },
	}
}

func number(rule *wire.Number) codec {
	if rule.Optional {
		return codec{
			read: func(r *wire.Reader, i int, v *value) int {
				var o wire.Optional[float64]
				i = r.OptionalNumber(i, &o, rule)
				v.bits, v.present = fromFloat(o.Value), o.Present
				return i
			},
			write: func(w *wire.Writer, v *value) {
				w.OptionalNumber(wire.Optional[float64]{Value: toFloat(v.bits), Present: v.present}, rule)
			},
		}
	}
	return codec{
		read: func(r *wire.Reader, i int, v *value) int {
			var n float64
			i = r.Number(i, &n, rule)
			v.bits = fromFloat(n)
			return i
		},
		write: func(w *wire.Writer, v *value) { w.Number(toFloat(v.bits), rule) },
	}
}

func boolean(rule *wire.Value) codec {
	if rule.Optional {
		return codec{
			read: func(r *wire.Reader, i int, v *value) int {
				var o wire.Optional[bool]
				i = r.OptionalBool(i, &o, rule)
				v.bits, v.present = fromBool(o.Value), o.Present
				return i
			},
			write: func(w *wire.Writer, v *value) {
				w.OptionalBool(wire.Optional[bool]{Value: v.bits == 1, Present: v.present}, rule)
			},
		}
	}
	return codec{
		read: func(r *wire.Reader, i int, v *value) int {
			var b bool
			i = r.Bool(i, &b, rule)
			v.bits = fromBool(b)
			return i
		},
		write: func(w *wire.Writer, v *value) { w.Bool(v.bits == 1, rule) },
	}
}
