// Package verdict owns what the commands say of a document or record that should be an event:
// whether it is valid, and each rule that it breaks, as text, JSON and findings.
//
// It never reads or sends events, and never prints a value of an event but its type and id.
package verdict
