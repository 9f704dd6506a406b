// Package dlqwriter writes dead letters for a consumer, and the entries that it has for their
// ledgers, until the cluster has acknowledged them. It creates dead-letter topics, leaves out
// headers of a dead letter that is too large with them, and says how long a record waits for the
// next attempt.
//
// It does not decide which records become dead letters, and ends no consumer: it reports what
// becomes of each attempt to its user.
package dlqwriter
