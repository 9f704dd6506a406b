// Package connect makes and watches a client's connections to a cluster, as a [cluster.Config]
// describes it: TLS, SASL and tokens, reaching a first broker, and finding out why a broker
// rejects the client.
//
// It owns no topic, group or record, and decides nothing about events.
package connect
