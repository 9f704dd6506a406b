package doneset

// A Range is a range of offsets whose records are completed. The leader's epoch is
// part of it: a record at the same offset of another epoch is another record.
type Range struct {
	From, To int64 // to is the first offset behind the range
	Epoch    int32
}

// Ranges are in ascending order. No two of them adjoin in one epoch.
type Ranges []Range

// With returns the ranges with one more, which is behind all of them. One that begins
// before the end of the last is left out.
func (list Ranges) With(s Range) Ranges {
	if n := len(list); n > 0 {
		last := &list[n-1]
		if s.From < last.To {
			return list
		}
		if s.From == last.To && s.Epoch == last.Epoch {
			last.To = s.To
			return list
		}
	}
	return append(list, s)
}

// Take reports whether the record at an offset is completed, and forgets what is
// before the offset and the offset itself. Calls are in ascending order of offsets.
func (list *Ranges) Take(offset int64, epoch int32) bool {
	rest := *list
	for len(rest) > 0 && rest[0].To <= offset {
		rest = rest[1:]
	}
	*list = rest
	if len(rest) == 0 || offset < rest[0].From {
		return false
	}
	same := rest[0].Epoch == epoch
	if rest[0].From = offset + 1; rest[0].From == rest[0].To {
		*list = rest[1:]
	}
	return same
}
