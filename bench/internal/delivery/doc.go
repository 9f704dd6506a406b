// Package delivery measures how fast events go through Kafka: published and
// consumed by this library, by the bare client that it is built on, and by
// Watermill.
//
// A [Case] has sides that do the same work, the first of them ours. Each side
// is a process of its own, so that nobody pays for another's garbage, and the
// broker is one too. Sides take whole turns, in another order each round, while
// the others wait; ratios are taken within a round. What surrounds the work,
// such as joining a group, is outside of the time.
package delivery
