// Package dispatch finds the handler for an event or a tombstone: the one registered for its
// version, else the one for the newest version of its type, else the one for the rest.
//
// It calls no handler, decodes nothing and migrates nothing: that is what a [Prepare] does.
package dispatch
