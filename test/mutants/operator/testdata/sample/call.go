package sample

import (
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
)

func calls(t testing.TB, mu *sync.Mutex, log *slog.Logger, text string) {
	t.Helper()
	mu.Lock()
	defer mu.Unlock()
	log.Info("called", "text", text)
	defer close(make(chan int))
	go chain(true, false, isSet(nil))
	only := 1
	fmt.Println(only)
	_ = strings.Replace(text, "a", "b", min(1, 2))
	_ = strings.EqualFold(text, "a")
	join[string](text, "c")
}

func join[T any](a, b T) {}

func long(first, second, third, fourth string) string {
	return fmt.Sprintf("%s is the first of several arguments of a long call, %s, %s and %s", first, second, third, fourth)
}
