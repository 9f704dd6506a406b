package sample

func chain(a, b, c bool) bool { return a && b && c || a }

func used(m map[string]int) int {
	if n, ok := m["n"]; ok && len(m) > 1 {
		return n
	}
	for len(m) == 3 && !false {
	}
	switch {
	case len(m) < 2:
		return 1
	case !(len(m) < 3), isSet(m):
		return 2
	}
	return 0
}

func isSet(m map[string]int) bool { return m != nil }

func negated(m map[string]int) {
	if !isSet(m) {
		_ = m
	}
	if isSet(m) || m == nil {
		_ = m
	}
}
