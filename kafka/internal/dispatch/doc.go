// Package dispatch finds the handler for an event or a tombstone. For an event, that is the
// handler for its version, else the one for the newest version of its type, else the default
// handler.
//
// It calls no handler, decodes nothing and migrates nothing: that is what a [Prepare] does.
package dispatch
