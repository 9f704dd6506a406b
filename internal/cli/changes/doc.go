// Package changes owns how changes of a contract are printed: each with the events that prove
// it, and the smallest legal version of each event that changed. breaking prints them, and
// registry register before it registers anything.
//
// It never reads contracts and never decides what is legal; internal/compat does.
package changes
