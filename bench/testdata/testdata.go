// Package testdata holds documents that are heavier than the contract's
// examples.
package testdata

import "embed"

// FS has heavy/EVENT.json, each as JSON.stringify writes it.
//
//go:embed heavy/*.json
var FS embed.FS
