package sample

import "errors"

type point struct {
	x, y int
	name string
	_    int
	z    int
	next *point
}

func (p *point) move(by int) error {
	p.x = by
	p.y, p.z = next(by), 2
	p.z++
	last := by
	last = p.y
	p.next = &point{x: by, y: 0, name: "next"}
	p.next = &point{name: "last"}
	p.next.next = &point{
		x: last,
		z: by,
	}
	if by < 0 {
		return errors.New("negative")
	}
	return nil
}

func next(n int) int { return n }
