// Package wire reads and writes JSON for generated event code, and checks every rule of the
// contract in the same pass. Services do not import it: they call package events, which also
// has the types of payload fields, such as [Optional] and [JSON].
//
// Terms used throughout:
//
//   - a document is the encoded form of one event;
//   - a rule is a constraint that a contract places on a value ([Text], [Integer], …);
//   - a [Violation] describes one value that violates one rule;
//   - a fault is a violation by the document as a whole, which makes it malformed:
//     syntax, utf8, duplicateKey, depth or size. Faults are found before any rule is
//     checked, so a document with a fault reports only faults.
//
// Reading is based on positions. A read method takes the position of a value and returns
// the position after it, or [Fault]. Values that violate a rule are recorded and skipped,
// so one pass finds all violations. The strings that it returns are copies and share one
// buffer.
package wire

// MaxSize is the maximum size of an event in bytes: Kafka's default message.max.bytes.
const MaxSize = 1 << 20

// MaxDepth is the maximum nesting of objects and arrays.
const MaxDepth = 64
