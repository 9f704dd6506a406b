// Package provenance verifies that a record was redriven: that its headers, which every producer
// of its topic can write, say the same as the ledger of the dead-letter topic that they name.
//
// It reads ledgers, and never writes them. It does not decide what becomes of a record.
package provenance
