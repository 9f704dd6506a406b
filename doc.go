// Package events builds, encodes, decodes and validates the events of a contract, and
// migrates them between versions. Package kafka publishes and consumes them.
//
//	e := events.New("cms-service", content.Created{ContentID: "c-1", …})
//	data, err := events.Marshal(e)                    // validated
//	e, err := events.Unmarshal[content.Created](data) // decoded and validated in one pass
//
// Payload types such as content.Created are generated from a contract by "mediamesh
// generate", one Go type per event type. Each has its own descriptor ([Type]), so this
// package needs no global type table. Package migrate builds migrations from steps, such
// as renaming a field.
//
// encoding/json uses the same codec: json.Marshal and json.Unmarshal of an [Event], a
// payload or a shared type validate it. fmt and log/slog print all of them with personal
// data replaced by "***"; see [Maskable].
//
// Terms used throughout: an event is metadata and a payload; a document is an encoded
// event; a [Registry] is the set of types that a service knows; an upcast is a migration
// to a newer major version, and a downcast is a migration to an older one.
//
// Errors about an event have concrete types that you can match with errors.As:
// [InvalidError], [UnknownTypeError], [UnsupportedVersionError], [VersionError],
// [MigrationError], [NoRegistryError]. Programming mistakes, such as registering a type
// twice, are plain errors.
package events
