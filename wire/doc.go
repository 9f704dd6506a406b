// Package wire is what generated event code calls: a reader and a writer of
// JSON that check every rule of the contract in the same pass. Services do not import it:
// the types of payload fields, such as [Optional] and [JSON], are in package events as well.
//
// Words used throughout:
//
//   - a document is the bytes of one event;
//   - a rule is what a contract asks of one value ([Text], [Integer], …);
//   - a [Violation] is one value breaking one rule;
//   - a fault is a violation by the document itself, which is then no sound
//     JSON: syntax, utf8, duplicateKey, depth or size. Faults are found before
//     any schema is asked, so a document with a fault reports only faults.
//
// Reading works on positions. A read takes the position of a value and returns
// the position after it, or [Fault]. Values that break a rule are recorded and
// passed over, so that one pass finds every violation. Strings that it returns
// are copies, which share one buffer.
package wire

// MaxSize is the size of the largest event, in bytes: Kafka's default
// message.max.bytes.
const MaxSize = 1 << 20

// MaxDepth is how deep objects and arrays may nest.
const MaxDepth = 64
