package wire

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// JSON is the text of any JSON value. The empty string is not a value: the field is absent.
// It is written in the format of JSON.stringify, except that numbers that a float64 cannot
// hold keep their digits.
type JSON string

// Null is the JSON value null.
const Null JSON = "null"

// JSONOf returns v as JSON text, like encoding/json but without escaping HTML.
func JSONOf(v any) (JSON, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return "", fmt.Errorf("wire: no JSON form: %w", err)
	}
	return JSON(bytes.TrimSuffix(b.Bytes(), []byte("\n"))), nil
}

// Unmarshal stores the value in v, like encoding/json.
func (j JSON) Unmarshal(v any) error { return json.Unmarshal([]byte(j), v) }

// MarshalJSON returns the text itself, null if it is empty.
func (j JSON) MarshalJSON() ([]byte, error) {
	if j == "" {
		return []byte(Null), nil
	}
	return []byte(j), nil
}

// UnmarshalJSON keeps a copy of the text.
func (j *JSON) UnmarshalJSON(data []byte) error {
	*j = JSON(data)
	return nil
}

// JSON reads any value at i into p.
func (r *Reader) JSON(i int, p *JSON, rule *Value) int {
	i = space(r.s, i)
	m := r.Mark()
	end := r.skip(i)
	r.UnderKey(m, rule.Key)
	if end == Fault {
		return Fault
	}
	if v := r.s[i:end]; v != string(Null) || !rule.Optional {
		*p = JSON(r.keep(v))
	}
	return end
}

// AnyObject reads an object with any fields at i into p.
func (r *Reader) AnyObject(i int, p *JSON, rule *Value) int {
	at, end, ok := r.Object(i, rule)
	if !ok {
		return end
	}
	return r.JSON(at, p, rule)
}

// Bool reads the boolean at i into p.
func (r *Reader) Bool(i int, p *bool, rule *Value) int {
	i = space(r.s, i)
	switch r.kind(i) {
	case "boolean":
		*p = r.s[i] == 't'
		m := r.Mark()
		end := r.skip(i)
		r.UnderKey(m, rule.Key)
		return end
	}
	return r.mismatch(i, rule.Key, "boolean", rule.Optional)
}

// OptionalBool reads the boolean at i, unless it is null.
func (r *Reader) OptionalBool(i int, p *Optional[bool], rule *Value) int {
	i = space(r.s, i)
	p.Present = r.kind(i) == "boolean"
	return r.Bool(i, &p.Value, rule)
}
