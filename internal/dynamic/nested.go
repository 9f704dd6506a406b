package dynamic

import "github.com/mediamesh/events/wire"

func anyJSON(rule *wire.Value) codec {
	return codec{
		read: func(r *wire.Reader, i int, v *value) int {
			var j wire.JSON
			i = r.JSON(i, &j, rule)
			v.text = string(j)
			return i
		},
		write: func(w *wire.Writer, v *value) { w.JSON(wire.JSON(v.text), rule) },
	}
}

func anyObject(rule *wire.Value) codec {
	return codec{
		read: func(r *wire.Reader, i int, v *value) int {
			var j wire.JSON
			i = r.AnyObject(i, &j, rule)
			v.text = string(j)
			return i
		},
		write: func(w *wire.Writer, v *value) { w.AnyObject(wire.JSON(v.text), rule) },
	}
}

// inner is the plan of an object inside another.
func inner(o *object, rule *wire.Value) codec {
	return codec{
		read: func(r *wire.Reader, i int, v *value) int {
			at, end, ok := r.Object(i, rule)
			if !ok {
				return end
			}
			t := new(tree)
			v.inside = t
			return o.decode(t, r, at, rule)
		},
		write: func(w *wire.Writer, v *value) {
			t, present := v.inside.(*tree)
			switch {
			case present:
				o.encode(t, w, rule)
			case !rule.Optional:
				o.encode(new(tree), w, rule)
			}
		},
	}
}

func mapping(of codec, rule *wire.Value) codec {
	return codec{
		read: func(r *wire.Reader, i int, v *value) int {
			var m wire.Map[value]
			i = wire.ReadMap(r, i, &m, rule, of.read)
			v.inside = m
			return i
		},
		write: func(w *wire.Writer, v *value) {
			m, _ := v.inside.(wire.Map[value])
			wire.WriteMap(w, m, rule, of.write)
		},
	}
}

// texts is the plan of an array of strings.
func texts(rule *wire.List, item *wire.Text) codec {
	return codec{
		read: func(r *wire.Reader, i int, v *value) int {
			var all []string
			i = wire.Strings(r, i, &all, rule, item)
			v.inside = all
			return i
		},
		write: func(w *wire.Writer, v *value) {
			all, _ := v.inside.([]string)
			wire.WriteStrings(w, all, rule, item)
		},
	}
}

func list(item codec, rule *wire.List) codec {
	return codec{
		read: func(r *wire.Reader, i int, v *value) int {
			var all []value
			i = wire.ReadList(r, i, &all, rule, item.read)
			v.inside = all
			return i
		},
		write: func(w *wire.Writer, v *value) {
			all, _ := v.inside.([]value)
			wire.WriteList(w, all, rule, item.write)
		},
	}
}
