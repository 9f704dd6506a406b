package sample

func loop(list []int) (n int) {
	for _, x := range list {
		switch x {
		case 1, 2:
			continue
		case 3:
		default:
			n = x
			break
		}
		if x > 4 {
			break
		}
	}
	if n > 5 {
		n = 0
		return
	}
	return n
}

func kind(v any) string {
	switch v := v.(type) {
	case int:
		return "int"
	case string:
		return v
	}
	return ""
}

var table = map[string]func(int) int{
	"next": func(n int) int { return n + 1 },
}

func tail(p *int) {
	if p != nil {
		*p = 1
		return
	}
}

func nothing(n int) {
	switch n {
	case 1:
	case 2:
		tail(&n)
	}
}
