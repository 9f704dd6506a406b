package events_test

import (
	"fmt"

	"github.com/mediamesh/events"
)

// A Map keeps the order in which its sender wrote the names, so that a relay
// writes what it read. A Go map would not.
func ExampleMap() {
	titles := events.Map[string]{
		{Name: "de", Value: "Abendnachrichten"},
		{Name: "en", Value: "Evening News"},
		{Name: "da", Value: "Aftennyheder"},
	}
	for _, title := range titles {
		fmt.Println(title.Name, title.Value)
	}

	_, ok := titles.Get("fr")
	fmt.Println("French:", ok)
	// Output:
	// de Abendnachrichten
	// en Evening News
	// da Aftennyheder
	// French: false
}
