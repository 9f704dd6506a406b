// Package verdict owns what the commands print about a document or record that should be an
// event: whether it is valid, and each rule that it breaks, as text, JSON and findings.
//
// It never reads or sends events, and never prints a value of an event except its type and
// ID.
package verdict
