// Package eventstest tests services that publish and consume events: it has an embedded
// broker for each test, valid and invalid events, and assertions on what was published.
//
//	func TestIndexer(t *testing.T) {
//		b := eventstest.NewBroker(t)
//		created := eventstest.Example[content.Created](t)
//		eventstest.Publish(t, b, created)
//
//		eventstest.Consume(t, b, newIndexer(b.Addrs())) // returns when everything published has been handled
//
//		indexed := eventstest.RequirePublished[search.Indexed](t, b, eventstest.Key(created.Payload.ContentID))
//		…
//	}
//
// This package does not sleep or use mocks: publishers and consumers are those of package
// kafka and connect to the broker over the network. The Require functions check the
// records that the broker has acknowledged. They fail immediately and report what was
// published instead. The Await functions and [WaitHandled] are for services that run in
// the background: they wait up to ten seconds, or until shortly before the test's own
// deadline.
//
// Generated events, documents, IDs and times are identical in every run, on every machine
// and with every version of Go. They are generated from the JSON Schema of an event's
// descriptor, so they work with any catalog, generated or built at run time.
//
// Import this package only in tests. Failure messages show values of events, since those
// are test data.
package eventstest
