//go:build !race

package kafka_test

// raced tells that the race detector takes memory and time of its own.
const raced = false
