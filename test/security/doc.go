// Package security attacks the commands and the library as authors of contracts,
// producers and processes that reach the embedded broker could, see
// docs/threat-model.md.
package security
