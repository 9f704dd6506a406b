package judge

import (
	"bytes"
	"errors"
	"io"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// Syntax is what jsontext makes of a document. It reads as strictly as RFC 7493
// asks: no name twice in an object, no invalid UTF-8, no lone surrogates.
type Syntax struct {
	Err   error // nil if the document is sound JSON
	Value any   // of a sound document, as encoding/json would have it
	Depth int   // of objects and arrays

	dec    jsontext.Decoder
	reader bytes.Reader
}

// Read judges data.
func (s *Syntax) Read(data []byte) {
	s.reader.Reset(data)
	s.dec.Reset(&s.reader)
	s.Depth = 0
	if s.Value, s.Err = s.value(); s.Err != nil {
		return
	}
	if _, err := s.dec.ReadToken(); err == nil {
		s.Err = errors.New("more than one value")
	} else if !errors.Is(err, io.EOF) {
		s.Err = err
	}
}

func (s *Syntax) value() (any, error) {
	token, err := s.dec.ReadToken()
	if err != nil {
		return nil, err
	}
	s.Depth = max(s.Depth, s.dec.StackDepth())
	switch token.Kind() {
	case '{':
		return s.object()
	case '[':
		return s.array()
	case '"':
		return token.String(), nil
	case '0':
		// What overflows becomes an infinity, as in JSON.parse.
		v, _ := strconv.ParseFloat(token.String(), 64)
		return v, nil
	case 't', 'f':
		return token.Bool(), nil
	}
	return nil, nil
}

func (s *Syntax) object() (any, error) {
	object := map[string]any{}
	for s.dec.PeekKind() != '}' {
		name, err := s.dec.ReadToken()
		if err != nil {
			return nil, err
		}
		text := name.String()
		if object[text], err = s.value(); err != nil {
			return nil, err
		}
	}
	_, err := s.dec.ReadToken()
	return object, err
}

func (s *Syntax) array() (any, error) {
	array := []any{}
	for s.dec.PeekKind() != ']' {
		v, err := s.value()
		if err != nil {
			return nil, err
		}
		array = append(array, v)
	}
	_, err := s.dec.ReadToken()
	return array, err
}

// EventType is the type that a sound document says it is of, "" if none.
func (s *Syntax) EventType() string {
	event, _ := s.Value.(map[string]any)
	metadata, _ := event["metadata"].(map[string]any)
	name, _ := metadata["eventType"].(string)
	return name
}

// OnlyRepeats reports whether the document, which is data, would be sound JSON if
// names might be repeated.
func (s *Syntax) OnlyRepeats(data []byte) bool {
	return errors.Is(s.Err, jsontext.ErrDuplicateName) && jsontext.Value(data).IsValid(jsontext.AllowDuplicateNames(true))
}
