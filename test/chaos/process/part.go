//go:build unix

package process

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

// Part is called by a process that [Start] started. It returns a context that
// ends when the process is asked to stop. Each line that it is told is given to
// told, if that is not nil. When whoever started it is gone, so is the process.
func Part(told func(line string)) (context.Context, context.CancelFunc) {
	ctx, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	signal.Ignore(syscall.SIGINT) // of the terminal: who started it will say
	go func() {
		lines := bufio.NewScanner(os.Stdin)
		for lines.Scan() {
			if told != nil {
				told(lines.Text())
			}
		}
		os.Exit(1)
	}()
	return ctx, cancel
}

// SayReady tells who started the process that it is ready.
func SayReady() { fmt.Println("ready") }
