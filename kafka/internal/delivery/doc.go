// Package delivery reports the results of records that were passed to a client.
//
//   - A [Result] is the outcome of one record: acknowledged, or an error with what a retry
//     would do.
//   - A [Collector] gathers the results of one call's records, and waits for them.
//   - [RetryAfter] classifies a client's error, and a [Timeout] explains one.
//
// The package knows nothing of events, and defines none of the errors that users match.
package delivery
