// Command mediamesh works with event contracts and the events they describe.
// Run it without arguments for its commands.
package main

import (
	"os"

	"github.com/mediamesh/events/internal/cli"
)

func main() { os.Exit(cli.Main()) }
