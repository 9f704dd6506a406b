package decompress

import "encoding/binary"

// costOf returns the memory of a record of that many bytes, with what the client allocates for it
// and its headers.
func costOf(bytes, headers int) int64 {
	return int64(bytes) + recordCost + int64(headers)*headerCost
}

// survey returns what a batch takes in memory, and whether it contains a record that is too
// large. A record that the client cannot read is an error, because the client would fetch it
// forever.
func survey(batch []byte) (cost int64, tooLarge bool, err error) {
	for len(batch) > 0 {
		n, read := binary.Varint(batch)
		if read <= 0 || n < 0 || n > int64(len(batch)-read) {
			return 0, false, errRecord
		}
		headers, err := headersIn(batch[read : read+int(n)])
		if err != nil {
			return 0, false, err
		}
		tooLarge = tooLarge || n > MaxRecord || headers > MaxHeaderCount
		cost += costOf(read+int(n), headers)
		batch = batch[read+int(n):]
	}
	return cost, tooLarge, nil
}

// headersIn parses a record, without its length, and counts its headers.
func headersIn(record []byte) (n int, err error) {
	f := fields{left: record}
	f.skip(1)                  // attributes
	f.number()                 // timestamp delta
	f.number()                 // offset delta
	f.skip(max(0, f.number())) // key
	f.skip(max(0, f.number())) // value
	count := f.number()
	if count < 0 || count > int64(len(f.left))/2 {
		return 0, errRecord
	}
	for range count {
		f.skip(max(0, f.number()))
		f.skip(max(0, f.number()))
	}
	if f.broken {
		return 0, errRecord
	}
	return int(count), nil
}

// fields is the unread part of a record.
type fields struct {
	left   []byte
	broken bool
}

func (f *fields) number() int64 {
	v, n := binary.Varint(f.left)
	if n <= 0 {
		f.broken, f.left = true, nil
		return 0
	}
	f.left = f.left[n:]
	return v
}

func (f *fields) skip(n int64) {
	if n > int64(len(f.left)) {
		f.broken, f.left = true, nil
		return
	}
	f.left = f.left[n:]
}
