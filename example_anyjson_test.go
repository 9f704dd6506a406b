package events_test

import (
	"fmt"

	"github.com/mediamesh/events"
)

// Where a contract allows any JSON, such as the filters of a search, sender and
// reader agree on a type of their own.
func ExampleJSON() {
	type filters struct {
		Genres  []string `json:"genres"`
		MinYear int      `json:"minYear"`
	}
	text, err := events.JSONOf(filters{Genres: []string{"Krimi & Thriller"}, MinYear: 1990})
	if err != nil {
		panic(err)
	}
	fmt.Println(text)

	var f filters
	if err := text.Unmarshal(&f); err != nil {
		panic(err)
	}
	fmt.Println(f.Genres[0], f.MinYear)
	// Output:
	// {"genres":["Krimi & Thriller"],"minYear":1990}
	// Krimi & Thriller 1990
}
