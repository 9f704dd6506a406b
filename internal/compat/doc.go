// Package compat reports what a change of a contract breaks, and on which side.
//
// Writers are closed: an event of version V carries the fields that V declares.
// Readers are open: they accept more. So a change is compatible
//
//   - backward, if every event that an old writer can produce satisfies the new
//     reader;
//   - forward, if every event that a new writer can produce satisfies the old
//     reader.
//
// [Compare] walks two contracts side by side. Each difference is a [Change], with the rule
// that classifies it, the sides that it breaks, an event that shows it, and how to achieve
// the same without breaking anyone. Verdicts are computed, not guessed: the texts that a
// string schema accepts are a regular language, numbers and counts are ranges, and the rest
// follows from those.
package compat
