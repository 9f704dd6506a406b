// Package console owns what every command needs: the streams and the flags of every
// command (App, Streams), errors with an exit code and a next step (Failure), arguments,
// flags from the environment, documents read from files or standard input, findings,
// messages, questions and progress.
//
// It never connects to a cluster, never reads a contract, and contains nothing specific to
// one command.
package console
