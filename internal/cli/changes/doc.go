// Package changes owns how changes of a contract are printed: each with the events that
// prove it, and the smallest legal version of each event that changed. The commands
// breaking and registry register use it.
//
// It never reads contracts and never decides what is legal; internal/compat does.
package changes
