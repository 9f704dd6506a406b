// Package migrate changes events between major versions by steps: rename a field,
// convert a unit, map values.
//
// Make the migrations of two versions from steps, and register them:
//
//	older, newer := playback.Ended{}.EventType(), playback.EndedV2{}.EventType()
//	reg, err := catalog.Registry().With(migrate.Rewrite(older, newer,
//		migrate.Rename("userId", "viewerId"),
//		migrate.Convert("position", "positionMs", 1000).Loses("fractions of a millisecond"),
//		migrate.Drop("player"),
//	)...)
//
// The same list of steps migrates up and back. A contract declares such steps under
// migration, and its generated catalog registers them; write them in Go for types whose
// contract declares none. For changes that steps cannot express, such as splitting a text,
// write a Go function: see [events.Upcast] and [events.Downcast].
//
// [RewriteDocument] repairs a document that is not an event of any version, such as one
// from before the contract.
//
// This package owns the steps: how they are applied and undone, and what they lose. It
// works on the text of documents: fields that no step names keep their bytes. It never
// decodes a payload, validates an event, or decides which migration runs; package events
// does that. In the metadata, Rewrite changes only the version.
package migrate
