// Package eventstest is for the unit tests of services that publish and consume
// events: an embedded broker for each test, valid events and broken ones, and
// assertions on what was published.
//
//	func TestIndexer(t *testing.T) {
//		b := eventstest.NewBroker(t)
//		created := eventstest.Example[content.Created](t)
//		eventstest.Publish(t, b, created)
//
//		eventstest.Consume(t, b, newIndexer(b.Addrs())) // until what was published is handled
//
//		indexed := eventstest.RequirePublished[search.Indexed](t, b, eventstest.Key(created.Payload.ContentID))
//		…
//	}
//
// Nothing here sleeps, and nothing is mocked: publishers and consumers are those
// of package kafka, and speak to the broker over the wire. What a Require… looks
// at is what the broker has acknowledged; it fails at once, saying what was
// published instead. Await… and [WaitHandled] are for services that run in the
// background: they wait until it is so, at most ten seconds, or until shortly
// before the test's own deadline.
//
// Events, documents, ids and times are the same in each run, on each machine and
// under each version of Go. They come of the JSON Schema of an event's
// descriptor, so that they are there for any catalog, generated or made at run
// time.
//
// Only tests import this package. Failure texts show values of events, since
// those are the test's own.
package eventstest
