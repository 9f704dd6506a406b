package compat

import "github.com/mediamesh/events/internal/contract"

// counts is how many items an array may have; most is unlimited for no limit.
type counts struct{ least, most int }

func countsOf(s *contract.Schema) counts {
	c := counts{most: unlimited}
	if s.MinItems != nil {
		c.least = *s.MinItems
	}
	if s.MaxItems != nil {
		c.most = *s.MaxItems
	}
	return c
}

// fewer finds a number of items of c that is under other's least.
func (c counts) fewer(other counts) (int, answer) {
	if c.least >= other.least {
		return 0, none
	}
	return c.least, found
}

// more finds a number of items of c that is over other's most.
func (c counts) more(other counts) (int, answer) {
	if other.most == unlimited || c.most != unlimited && c.most <= other.most {
		return 0, none
	}
	return max(c.least, other.most+1), found
}
