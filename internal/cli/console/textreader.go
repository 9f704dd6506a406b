package console

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"
)

// textReader is a reader that checks by its first bytes whether it can hold JSON. If not,
// it fails with a *notTextError: one message instead of one for each line of garbage.
type textReader struct {
	src     io.Reader
	sniffed bool
}

// A notTextError says what kind of file it is instead of text.
type notTextError struct{ what string }

func (e *notTextError) Error() string { return e.what + ", not JSON text" }

func (r *textReader) Read(p []byte) (int, error) {
	n, err := r.src.Read(p)
	if r.sniffed || n == 0 {
		return n, err
	}
	r.sniffed = true
	if what := binary(p[:n]); what != "" {
		return 0, &notTextError{what}
	}
	return n, err
}

// binary says what kind of file begins like this, "" if it may be JSON, even if malformed.
func binary(begin []byte) (what string) {
	for _, f := range []struct{ magic, what string }{
		{"\x1f\x8b", "it is compressed with gzip"},
		{"\x28\xb5\x2f\xfd", "it is compressed with zstd"},
		{"\xff\xfe", "it is UTF-16"},
		{"\xfe\xff", "it is UTF-16"},
		{"Obj\x01", "it is an Avro file"},
		{"PAR1", "it is a Parquet file"},
	} {
		if bytes.HasPrefix(begin, []byte(f.magic)) {
			return f.what
		}
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(begin, []byte("\xef\xbb\xbf")), " \t\r\n")
	if len(text) == 0 || bytes.IndexByte([]byte(`{["-0123456789tfn`), text[0]) >= 0 {
		return ""
	}
	// A character may be cut off at the end.
	for i := 0; i < utf8.UTFMax-1 && len(text) > 0 && !utf8.Valid(text); i++ {
		text = text[:len(text)-1]
	}
	if bytes.IndexByte(text, 0) >= 0 || !utf8.Valid(text) {
		return "it is binary"
	}
	return ""
}

// unreadNext is the next step for a file that opens but cannot be read.
func unreadNext(file string, err error) string {
	if notText := new(notTextError); errors.As(err, &notText) {
		return "give events as JSON in UTF-8, one per line"
	}
	if isDir(file) {
		return "use a file in it, or - for standard input"
	}
	return ""
}
