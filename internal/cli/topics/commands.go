// Package topics owns the commands that write and read topics: publish, consume, replay,
// broker and demo, and the help topic template.
//
// It never handles dead letters; package dlq does. It accesses Kafka only through package
// kafka.
package topics

import (
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/spf13/cobra"
)

// topicsCommands returns the commands of the group, and the help topic "template".
func Commands(a *console.App) []*cobra.Command {
	return []*cobra.Command{newBroker(a), newConsume(a), newDemo(a), newPublish(a), newReplay(a), newHelpTemplate()}
}
