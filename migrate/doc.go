// Package migrate migrates events between major versions with declarative steps, such as
// renaming a field, converting a unit or mapping values.
//
// Create the migrations between two versions from steps and register them:
//
//	older, newer := playback.Ended{}.EventType(), playback.EndedV2{}.EventType()
//	reg, err := catalog.Registry().With(migrate.Rewrite(older, newer,
//		migrate.Rename("userId", "viewerId"),
//		migrate.Convert("position", "positionMs", 1000).Loses("fractions of a millisecond"),
//		migrate.Drop("player"),
//	)...)
//
// The same list of steps migrates events in both directions. A contract declares such
// steps under the key migration, and its generated catalog registers them. Write them in
// Go for types whose contract declares none. For changes that steps cannot express, such
// as splitting a string, write a Go function: see [events.Upcast] and [events.Downcast].
//
// [RewriteDocument] repairs a document that is not an event of any version, such as one
// from before the contract.
//
// This package defines the steps: how they are applied and reversed, and what they lose.
// It works on the text of documents: fields that no step names keep their bytes. It does
// not decode payloads, validate events or decide which migration runs; package events
// does. In the metadata, Rewrite changes only the version.
package migrate
