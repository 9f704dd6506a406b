// Package peer has the structs that other JSON packages decode into: what a
// careful user would write by hand, generated so that they follow the contract.
// Package nocopy has the same with sonic.NoCopyRawMessage for any JSON, which
// sonic's zero-copy way needs.
//
// A type that ends in Materialized decodes an object of any fields into a
// map[string]any instead of keeping its text.
package peer
