package documents

// maxDepth limits the nesting that is tracked. An event is nested at most 64 deep; a
// document nested deeper than this limit counts as malformed.
const maxDepth = 1024

// structure tracks the brackets, commas and colons of a document. It ignores everything
// between them except the ends of strings.
type structure struct {
	kinds   []byte // of the open brackets
	depth   int    // their number, even beyond maxDepth
	want    want
	quoted  bool // within a string
	escaped bool // after a backslash there
	scalar  bool // within a number or a word
}

// want is what may come next.
type want int

const (
	aValue want = iota
	valueOrEnd
	aName
	nameOrEnd
	aColon
	commaOrEnd
)

// accept takes the next byte, which is outside of strings, and reports whether it is
// allowed.
func (s *structure) accept(c byte) bool {
	switch c {
	case ' ', '\t', '\r':
		s.scalar = false
		return true
	case '"':
		s.scalar, s.quoted = false, true
		return s.string()
	case '{':
		return s.open(c, nameOrEnd)
	case '[':
		return s.open(c, valueOrEnd)
	case '}':
		return s.close('{', nameOrEnd)
	case ']':
		return s.close('[', valueOrEnd)
	case ',':
		return s.comma()
	case ':':
		ok := s.want == aColon
		s.want = aValue
		return ok
	}
	ok := s.scalar || s.want == aValue || s.want == valueOrEnd
	s.scalar, s.want = true, commaOrEnd
	return ok
}

func (s *structure) string() bool {
	switch s.want {
	case aName, nameOrEnd:
		s.want = aColon
		return true
	case aValue, valueOrEnd:
		s.want = commaOrEnd
		return true
	}
	return false
}

func (s *structure) open(c byte, next want) bool {
	ok := s.want == aValue || s.want == valueOrEnd
	s.depth++
	s.scalar, s.want = false, next
	if len(s.kinds) == maxDepth {
		return false
	}
	s.kinds = append(s.kinds, c)
	return ok
}

func (s *structure) close(c byte, empty want) bool {
	ok := s.depth == len(s.kinds) && s.depth > 0 && s.kinds[s.depth-1] == c && (s.want == commaOrEnd || s.want == empty)
	s.depth--
	s.kinds = s.kinds[:min(len(s.kinds), max(s.depth, 0))]
	s.scalar, s.want = false, commaOrEnd
	return ok
}

func (s *structure) comma() bool {
	ok := s.want == commaOrEnd
	s.scalar, s.want = false, aValue
	if s.depth > 0 && s.depth == len(s.kinds) && s.kinds[s.depth-1] == '{' {
		s.want = aName
	}
	return ok
}
