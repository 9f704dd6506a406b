// Package dlqwriter writes a consumer's dead letters, and entries in their ledgers, and reports
// each attempt. It creates dead-letter topics, strips headers from dead letters that are too
// large with them, and computes the backoff before the next attempt.
//
// It does not decide which records become dead letters, and ends no consumer.
package dlqwriter
