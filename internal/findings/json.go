package findings

import (
	"encoding/json"
	"io"
)

type jsonLines struct{ enc *json.Encoder }

func newJSON(w io.Writer) *jsonLines {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return &jsonLines{enc}
}

func (j *jsonLines) Add(f Finding) error {
	f.Severity = f.severity()
	return j.enc.Encode(f)
}

func (j *jsonLines) Close() error { return nil }
