package contract

import (
	"strconv"
	"strings"
	"unicode"
)

// A jsonObject is JSON with its members in the order in which they were set:
// published files must not change from one run to the next.
type jsonObject []jsonMember

type jsonMember struct {
	name  string
	value any // jsonObject, []any, string, int, rawNumber, nil
}

// A rawNumber is written as it stands.
type rawNumber string

func (o *jsonObject) set(name string, value any) {
	*o = append(*o, jsonMember{name, value})
}

// appendIndented writes a value as JSON.stringify(value, null, 2) does, but
// for characters that nobody could see or tell apart: those are escaped.
func appendIndented(dst []byte, value any, indent int) []byte {
	line := func(n int) { dst = append(append(dst, '\n'), strings.Repeat("  ", n)...) }
	switch v := value.(type) {
	case jsonObject:
		if len(v) == 0 {
			return append(dst, "{}"...)
		}
		dst = append(dst, '{')
		for i, m := range v {
			if i > 0 {
				dst = append(dst, ',')
			}
			line(indent + 1)
			dst = append(appendVisible(dst, m.name), ": "...)
			dst = appendIndented(dst, m.value, indent+1)
		}
		line(indent)
		return append(dst, '}')
	case []any:
		if len(v) == 0 {
			return append(dst, "[]"...)
		}
		dst = append(dst, '[')
		for i, item := range v {
			if i > 0 {
				dst = append(dst, ',')
			}
			line(indent + 1)
			dst = appendIndented(dst, item, indent+1)
		}
		line(indent)
		return append(dst, ']')
	case string:
		return appendVisible(dst, v)
	case int:
		return strconv.AppendInt(dst, int64(v), 10)
	case rawNumber:
		return append(dst, v...)
	}
	return append(dst, "null"...)
}

// appendVisible writes a string with \u for invisible characters.
func appendVisible(dst []byte, s string) []byte {
	start := 0
	for i, c := range s {
		if c < 0x7f || c > 0xffff || unicode.IsPrint(c) {
			continue
		}
		dst = appendJSONPart(dst, s[start:i], start == 0)
		dst = append(dst, '\\', 'u', hexDigits[c>>12&15], hexDigits[c>>8&15], hexDigits[c>>4&15], hexDigits[c&15])
		start = i + len(string(c))
	}
	dst = appendJSONPart(dst, s[start:], start == 0)
	return append(dst, '"')
}

// appendJSONPart writes a piece of a string, with the opening quote if it is
// the first.
func appendJSONPart(dst []byte, s string, first bool) []byte {
	if first {
		dst = append(dst, '"')
	}
	quoted := appendJSONString(nil, s)
	return append(dst, quoted[1:len(quoted)-1]...)
}
