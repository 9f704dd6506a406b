// Package events holds what every event of a contract has in common: its
// metadata, how it is built, encoded, decoded, versioned and migrated. Package
// migrate makes migrations from steps, such as a renamed field.
//
// Payload types are generated from a contract, one Go type an event. They
// carry their own descriptor ([Type]), so that this package needs no table of
// them:
//
//	e := events.New("cms-service", content.Created{ContentID: "c-1", …})
//	data, err := events.Marshal(e)                    // validated
//	e, err := events.Unmarshal[content.Created](data) // decoded and validated in one pass
//
// encoding/json calls the same codec: json.Marshal and json.Unmarshal of an [Event], of a
// payload or of a shared type validate it. fmt and log/slog print all of them with "***" in
// place of personal data; see [Maskable].
//
// Words used throughout: an event is metadata and payload; a document is the
// bytes of an event; a [Registry] is the list of types that a service knows; a
// migration that leads to a newer major version is an upcast, the other way a
// downcast.
//
// What is wrong with an event is a type to be matched with errors.As:
// [InvalidError], [UnknownTypeError], [UnsupportedVersionError],
// [VersionError], [MigrationError], [NoRegistryError]. Mistakes in a program, such as a type that
// is registered twice, are plain errors.
package events
