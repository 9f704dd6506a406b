package console

import (
	"bufio"
	"context"
	"fmt"
	"strings"
)

// Confirm asks a question, and reports whether the answer is yes. It stops waiting if the
// command is interrupted. The end of the input means no.
func (a *App) Confirm(ctx context.Context, question string) (bool, error) {
	fmt.Fprint(a.Err, question+" [y/N] ")
	answers := make(chan string, 1)
	go func() { // ends with the process if nothing is typed
		answer, err := bufio.NewReader(a.In).ReadString('\n')
		if err != nil {
			answer = ""
		}
		answers <- answer
	}()
	select {
	case answer := <-answers:
		if answer == "" {
			fmt.Fprintln(a.Err) // nothing was typed after the question
		}
		answer = strings.ToLower(strings.TrimSpace(answer))
		return answer == "y" || answer == "yes", ctx.Err()
	case <-ctx.Done():
		fmt.Fprintln(a.Err)
		return false, ctx.Err()
	}
}
