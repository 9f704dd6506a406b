package doneset

// A Range is a range of completed offsets. It includes the leader epoch: a record at the same
// offset in another epoch is a different record.
type Range struct {
	From, To int64 // To is exclusive
	Epoch    int32
}

// Ranges are in ascending order. Adjacent ranges of the same epoch are merged.
type Ranges []Range

// With returns the ranges with s appended. It ignores s if s starts before the end of the last
// range.
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

// Take reports whether the record at an offset is completed, and drops all offsets up to it.
// Calls must be in ascending order of offsets.
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
