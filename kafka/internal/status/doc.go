// Package status keeps what a run of a consumer notes about itself for health and metrics:
// whether its loop moves, where partitions end and how far behind it is, and what fails
// and goes on failing.
//
// It asks the cluster for nothing but the ends of partitions, and decides nothing: whether
// a run is live or ready is for package kafka to say.
package status
