package mutate

import "slices"

// damageBytes changes single bytes of the document, wherever they are.
func damageBytes(d *draft) bool {
	times := 1 + d.below(3)
	d.damage = func(data []byte) []byte {
		for range times {
			data = d.hit(data)
		}
		return data
	}
	return true
}

const marks = "{}[]\",:\\/ \t\n0123456789-+.eEtfnu\x00\x1f\x7f\x80\xbf\xc3\xe2\xed\xf0\xff"

func (d *draft) hit(data []byte) []byte {
	at := d.below(len(data) + 1)
	c := marks[d.below(len(marks))]
	if at == len(data) {
		return append(data, c)
	}
	switch d.below(5) {
	case 0:
		data[at] ^= 1 << d.below(8)
	case 1:
		data[at] = c
	case 2:
		data = slices.Insert(data, at, c)
	case 3:
		data = slices.Delete(data, at, min(len(data), at+1+d.below(4)))
	default: // a piece of it stands there twice
		end := min(len(data), at+1+d.below(40))
		data = slices.Insert(data, at, slices.Clone(data[at:end])...)
	}
	return data
}

// cut leaves only the beginning of the document, or puts another behind it.
func cut(d *draft) bool {
	d.damage = func(data []byte) []byte {
		if d.oneIn(5) {
			return append(data, one(&d.random, "{}", " null", ",", "}", "\x00", "\ufeff", "//")...)
		}
		if d.oneIn(20) {
			return append([]byte(one(&d.random, "\ufeff", "\x00", ",", "\u00a0")), data...)
		}
		return data[:d.below(len(data)+1)]
	}
	return true
}
