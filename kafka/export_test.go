package kafka

// DoneAhead returns the offsets that are done ahead of a committed one, by what
// was committed with it.
func DoneAhead(base int64, metadata string) (list []int64) {
	for _, s := range (whose{base: base}).unsealed(metadata) {
		for o := s.from; o < s.to; o++ {
			list = append(list, o)
		}
	}
	return list
}

// unsealed reads a text, of whomever it is.
func (w whose) unsealed(text string) stretches {
	data, err := aheadEncoding.DecodeString(text[min(len(aheadMark), len(text)):])
	if err != nil || len(data) < 8 {
		return nil
	}
	return w.parseStretches(data[8:])
}
