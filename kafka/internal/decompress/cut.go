package decompress

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
	"slices"

	"github.com/twmb/franz-go/pkg/kgo"
)

// A Cut describes the omitted value of a record.
type Cut struct {
	Size   int64    // of the value, in bytes
	Digest [32]byte // SHA-256 of the value
}

// cutLength is the length of a placeholder: mark, size, digest.
const cutLength int64 = 32 + 8 + sha256.Size

// mark is the random prefix of placeholders. Producers cannot guess it.
var mark = func() (m [32]byte) {
	_, _ = rand.Read(m[:]) // never fails
	return m
}()

// CutOf returns the omitted value's description if value is a placeholder.
func CutOf(value []byte) (Cut, bool) {
	if int64(len(value)) != cutLength || !bytes.Equal(value[:len(mark)], mark[:]) {
		return Cut{}, false
	}
	return Cut{Size: int64(binary.BigEndian.Uint64(value[32:])), Digest: [32]byte(value[40:])}, true
}

var errRecord = errors.New("a damaged record")

// cutter copies records, and omits the values of those that are too large. A record is its length
// followed by attributes, timestamp delta, offset delta, key, value and headers.
type cutter struct {
	from io.Reader
	cost int64 // memory of the copied records

	in  *bufio.Reader
	out []byte
}

func (c *cutter) all() ([]byte, error) {
	c.in = bufio.NewReaderSize(&bounded{c.from, MaxStream}, 64<<10)
	for {
		n, err := binary.ReadVarint(c.in)
		if err == io.EOF {
			return c.out, nil
		}
		if err != nil {
			return nil, err
		}
		if n < 0 {
			return nil, errRecord
		}
		if err := c.record(n); err != nil {
			return nil, err
		}
		if c.cost > MaxBatch {
			return nil, kgo.ErrMaxDecompress
		}
	}
}

// bounded is a reader that fails with [kgo.ErrMaxDecompress] after left bytes.
type bounded struct {
	from io.Reader
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, kgo.ErrMaxDecompress
	}
	n, err := b.from.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}

func (c *cutter) record(n int64) error {
	if n > MaxRecord {
		return c.shorten(c.in, n)
	}
	at := len(c.out)
	c.out = binary.AppendVarint(c.out, n)
	body := len(c.out)
	if err := c.copy(c.in, n); err != nil {
		return err
	}
	headers, err := headersIn(c.out[body:])
	if err != nil {
		return err
	}
	if headers > MaxHeaderCount {
		record := bytes.Clone(c.out[body:])
		c.out = c.out[:at]
		return c.shorten(bytes.NewReader(record), n)
	}
	c.cost += costOf(len(c.out)-at, headers)
	return nil
}

// shorten copies a record of n bytes without its large parts.
func (c *cutter) shorten(from io.Reader, n int64) error {
	// The short record is built in place, then moved behind its length.
	limited := &io.LimitedReader{R: from, N: n}
	at := len(c.out)
	if err := c.cut(bufio.NewReader(limited)); err != nil {
		return err
	}
	if limited.N > 0 {
		return errRecord // the record ends too early
	}
	kept := bytes.Clone(c.out[at:])
	c.out = append(binary.AppendVarint(c.out[:at], int64(len(kept))), kept...)
	headers, err := headersIn(kept)
	c.cost += costOf(len(c.out)-at, headers)
	return err
}

// cut copies a record without its value, and without its key or headers if these are large.
func (c *cutter) cut(r *bufio.Reader) error {
	if err := c.copy(r, 1); err != nil { // attributes
		return err
	}
	for range 2 { // timestamp delta, offset delta
		v, err := binary.ReadVarint(r)
		if err != nil {
			return damaged(err)
		}
		c.out = binary.AppendVarint(c.out, v)
	}
	key, err := binary.ReadVarint(r)
	if err != nil {
		return damaged(err)
	}
	if key >= 0 && key <= maxKey {
		c.out = binary.AppendVarint(c.out, key)
		err = c.copy(r, key)
	} else {
		c.out = binary.AppendVarint(c.out, -1)
		_, err = io.CopyN(io.Discard, r, max(0, key))
	}
	if err != nil {
		return damaged(err)
	}
	size, err := binary.ReadVarint(r)
	if err != nil {
		return damaged(err)
	}
	digest := sha256.New()
	if _, err := io.CopyN(digest, r, max(0, size)); err != nil {
		return damaged(err)
	}
	c.out = append(binary.AppendVarint(c.out, cutLength), mark[:]...)
	c.out = binary.BigEndian.AppendUint64(c.out, uint64(max(0, size)))
	c.out = digest.Sum(c.out)
	return c.headers(r)
}

// headers copies the headers if they are short and few, and omits them otherwise.
func (c *cutter) headers(r io.Reader) error {
	headers, err := io.ReadAll(io.LimitReader(r, maxHeaders+1))
	if err != nil {
		return err
	}
	if len(headers) == 0 {
		return errRecord
	}
	if count, _ := binary.Varint(headers); len(headers) <= maxHeaders && count <= MaxHeaderCount {
		c.out = append(c.out, headers...)
		return nil
	}
	c.out = binary.AppendVarint(c.out, 0)
	_, err = io.Copy(io.Discard, r)
	return err
}

// copy copies n bytes.
func (c *cutter) copy(r io.Reader, n int64) error {
	if int64(len(c.out))+n > MaxBatch {
		return kgo.ErrMaxDecompress
	}
	at := len(c.out)
	if at+int(n) > cap(c.out) {
		c.out = slices.Grow(c.out, max(int(n), cap(c.out), 4<<20)) // grows in large steps, since growing copies everything
	}
	c.out = c.out[:at+int(n)]
	_, err := io.ReadFull(r, c.out[at:])
	return damaged(err)
}

// damaged returns errRecord if err is an unexpected end of the record.
func damaged(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errRecord
	}
	return err
}
