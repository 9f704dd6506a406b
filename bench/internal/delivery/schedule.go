package delivery

import (
	"container/heap"
	"time"
)

// ideal returns how long work takes at best by the usual rule: whenever a
// worker is free, it takes the first piece, in order, whose key nobody works on
// and of whose key all earlier pieces are done. Nothing but the work takes time.
func ideal(keys []int, durations []time.Duration, workers int) time.Duration {
	pieces := map[int][]int{} // by key, in order
	for i, key := range keys {
		pieces[key] = append(pieces[key], i)
	}
	var ready places
	for _, list := range pieces {
		ready = append(ready, list[0])
	}
	heap.Init(&ready)
	var busy endings
	var now time.Duration
	for len(ready) > 0 || len(busy) > 0 {
		for len(ready) > 0 && len(busy) < workers {
			i := heap.Pop(&ready).(int)
			heap.Push(&busy, ending{at: now + durations[i], piece: i})
		}
		done := heap.Pop(&busy).(ending)
		now = done.at
		key := keys[done.piece]
		if pieces[key] = pieces[key][1:]; len(pieces[key]) > 0 {
			heap.Push(&ready, pieces[key][0])
		}
	}
	return now
}

// places is a heap of pieces, the first in order on top.
type places []int

func (p places) Len() int           { return len(p) }
func (p places) Less(i, j int) bool { return p[i] < p[j] }
func (p places) Swap(i, j int)      { p[i], p[j] = p[j], p[i] }
func (p *places) Push(v any)        { *p = append(*p, v.(int)) }
func (p *places) Pop() any {
	last := (*p)[len(*p)-1]
	*p = (*p)[:len(*p)-1]
	return last
}

// ending is when a piece will be done.
type ending struct {
	at    time.Duration
	piece int
}

// endings is a heap of them, the earliest on top.
type endings []ending

func (e endings) Len() int { return len(e) }
func (e endings) Less(i, j int) bool {
	return e[i].at < e[j].at || e[i].at == e[j].at && e[i].piece < e[j].piece
}
func (e endings) Swap(i, j int) { e[i], e[j] = e[j], e[i] }
func (e *endings) Push(v any)   { *e = append(*e, v.(ending)) }
func (e *endings) Pop() any {
	last := (*e)[len(*e)-1]
	*e = (*e)[:len(*e)-1]
	return last
}
