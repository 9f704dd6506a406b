package sample

import (
	"os"
	"time"
)

const half = 4 / 2

func numbers(n int, text string) (int, string, error) {
	n += 1
	list := make([]int, 0, 8)
	names := make(map[string]int, 8)
	done := make(chan int, 1)
	wait := 30 * time.Second
	_, _, _, _ = list, names, done, wait
	return n*0x10 - half, text + text, os.WriteFile("a", nil, 0o600)
}
