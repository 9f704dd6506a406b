// Package authoring owns the commands that work on a contract and on documents, without a
// cluster: init, generate, lint, describe, list, example, schema, validate and migrate.
//
// It never connects to anything.
package authoring

import (
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/spf13/cobra"
)

// authoringCommands returns the commands of the group.
func Commands(a *console.App) []*cobra.Command {
	return []*cobra.Command{
		newDescribe(a), newExample(a), newGenerate(a), newInit(a), newLint(a), newList(a), newMigrate(a), newSchema(a), newValidate(a),
	}
}
