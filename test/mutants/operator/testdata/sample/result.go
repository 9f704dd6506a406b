package sample

import "fmt"

func results[T any](v T, p point) (T, point, []int, bool, error) {
	if p.x == 1 {
		return v, point{}, nil, false, fmt.Errorf("x")
	}
	text := p.name
	if text == "" {
		return v, p, []int{1}, true, nil
	}
	return results(v, p)
}

func named(n int) (a, b float64, s string) {
	return float64(n), 0, "s"
}
