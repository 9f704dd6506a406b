package jsontree

import (
	"encoding/json"
	"strings"
)

const whitespace = " \t\r\n"

// split takes the text of an object or an array apart.
func split(text string) (members []Member) {
	for i := skipSpace(text, 1); text[i] != '}' && text[i] != ']'; i = skipSpace(text, i) {
		if text[i] == ',' {
			i = skipSpace(text, i+1)
		}
		var m Member
		if text[0] == '{' {
			end := valueEnd(text, i)
			m.Name = unquoted(text[i:end])
			i = skipSpace(text, skipSpace(text, end)+len(":"))
		}
		end := valueEnd(text, i)
		m.Value = &Value{text: text[i:end]}
		members = append(members, m)
		i = end
	}
	return members
}

func skipSpace(text string, i int) int {
	for strings.IndexByte(whitespace, text[i]) >= 0 {
		i++
	}
	return i
}

// valueEnd returns where the value that begins at i ends.
func valueEnd(text string, i int) int {
	for depth := 0; ; i++ {
		switch c := text[i]; c {
		case '"':
			for i++; text[i] != '"'; i++ {
				if text[i] == '\\' {
					i++
				}
			}
			if depth == 0 {
				return i + 1
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1
			}
			if depth < 0 { // of what a number stands in
				return i
			}
		case ',', ' ', '\t', '\r', '\n':
			if depth == 0 {
				return i
			}
		}
	}
}

// Quote writes a string as JSON.stringify does. The string must be UTF-8.
func Quote(s string) string { return string(AppendQuoted(nil, s)) }

// AppendQuoted appends what [Quote] returns.
func AppendQuoted(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	start := 0
	for i := range len(s) {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		dst = append(dst, s[start:i]...)
		start = i + 1
		switch short := strings.IndexByte("\b\f\n\r\t", c); {
		case c >= ' ':
			dst = append(dst, '\\', c)
		case short >= 0:
			dst = append(dst, '\\', "bfnrt"[short])
		default:
			dst = append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	return append(append(dst, s[start:]...), '"')
}

// unquoted returns what a JSON string says.
func unquoted(text string) (s string) {
	if strings.IndexByte(text, '\\') < 0 {
		return text[1 : len(text)-1]
	}
	_ = json.Unmarshal([]byte(text), &s) // which is sound
	return s
}
