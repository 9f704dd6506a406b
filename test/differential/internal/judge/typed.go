package judge

import (
	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/auth"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/catalog/ingest"
	"github.com/mediamesh/events/catalog/search"
)

// unmarshal decodes a document by a type that is known beforehand.
type unmarshal func(data []byte, o events.DecodeOptions) error

func of[P events.Payload[P]](all map[string]unmarshal) {
	var zero P
	all[zero.EventType().Name()] = func(data []byte, o events.DecodeOptions) error {
		_, err := events.UnmarshalWith[P](data, o)
		return err
	}
}

// typed has all types of the catalog, by name.
var typed = func() map[string]unmarshal {
	all := map[string]unmarshal{}
	of[content.Created](all)
	of[content.Updated](all)
	of[content.Published](all)
	of[content.Deleted](all)
	of[content.Archived](all)
	of[content.MetadataUpdated](all)
	of[ingest.Started](all)
	of[ingest.Progress](all)
	of[ingest.Completed](all)
	of[ingest.Failed](all)
	of[ingest.Cancelled](all)
	of[auth.UserCreated](all)
	of[auth.UserUpdated](all)
	of[auth.UserDeleted](all)
	of[auth.UserLogin](all)
	of[auth.UserLogout](all)
	of[auth.TokenRefreshed](all)
	of[auth.PasswordChanged](all)
	of[search.Performed](all)
	of[search.Indexed](all)
	of[search.IndexUpdated](all)
	of[search.IndexDeleted](all)
	return all
}()
