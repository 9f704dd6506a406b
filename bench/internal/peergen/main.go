// Peergen writes the structs that other JSON packages decode into, from the
// same contract as our own types, and the list that pairs them up.
//
// They are what a careful user would write by hand: json tags, pointers only
// where an optional field's zero value means something, json.RawMessage for any
// JSON. Times stay strings, so that peers do less work than we do.
package main

import (
	"fmt"
	"go/format"
	"os"
	"path/filepath"

	yaml "github.com/mediamesh/events/contract"
	"github.com/mediamesh/events/internal/contract"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "peergen:", err)
		os.Exit(1)
	}
}

func run() error {
	c, err := contract.ReadFS(yaml.FS)
	if err != nil {
		return err
	}
	for file, text := range map[string]string{
		"internal/peer/types.go":        peerTypes(c, "peer", `"encoding/json"`, "json.RawMessage"),
		"internal/peer/nocopy/types.go": peerTypes(c, "nocopy", `"github.com/bytedance/sonic"`, "sonic.NoCopyRawMessage"),
		"internal/bout/list.go":         list(c),
	} {
		source, err := format.Source([]byte(text))
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		if err := os.WriteFile(filepath.FromSlash(file), source, 0o644); err != nil {
			return err
		}
	}
	return nil
}
