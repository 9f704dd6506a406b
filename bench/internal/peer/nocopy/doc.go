// Package nocopy is package peer with any JSON left where it lies in the
// document: sonic.NoCopyRawMessage instead of json.RawMessage.
package nocopy
