// Package compat says what a change of a contract breaks, and for whom.
//
// Writers are closed: an event of version V carries the fields that V declares.
// Readers are open: they accept more. So a change is compatible
//
//   - backward, if every event that an old writer can produce satisfies the new
//     reader;
//   - forward, if every event that a new writer can produce satisfies the old
//     reader.
//
// [Compare] walks two contracts side by side. Each difference is a [Change]: by
// which rule it is one, whom it breaks, an event to show it, and how to reach
// the same end without breaking anyone. Verdicts are decided, not guessed: the
// texts that a string admits are a regular language, numbers and counts are
// ranges, and the rest follows from those.
package compat
