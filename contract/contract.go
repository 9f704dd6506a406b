// Package contract holds the files of the contract, so that a program can show
// what events mean wherever it runs.
package contract

import "embed"

// FS has catalog.yaml, the events by domain and the types that they share.
//
//go:embed catalog.yaml */*.yaml
var FS embed.FS
