// Package movies is the whole way of an event, on real input: 3,201 films
// become content.created events, a search indexer consumes them and publishes
// search.indexed, and someone consumes those. [Run] is that way, `mediamesh
// demo` shows it.
package movies

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"iter"
)

//go:embed movies.json.gz
var compressed []byte

// Total is how many films there are.
const Total = 3201

// A Film is one entry of movies.json, as far as the importer uses it. What is
// null there is empty here.
type Film struct {
	Number int `json:"-"` // from 1, in the order of the file
	Line   int `json:"-"` // of the file, from 1

	Title       json.RawMessage `json:"Title"` // of whatever type it is
	ReleaseDate string          `json:"Release Date"`
	Rating      string          `json:"MPAA Rating"`
	Minutes     *int64          `json:"Running Time min"`
	Genre       string          `json:"Major Genre"`
	Kind        string          `json:"Creative Type"`
	Origin      string          `json:"Source"`
}

// Films yields all films. An error ends them.
func Films() iter.Seq2[Film, error] {
	return func(yield func(Film, error) bool) {
		data, err := unzip()
		if err != nil {
			yield(Film{}, err)
			return
		}
		dec := json.NewDecoder(bytes.NewReader(data))
		if _, err := dec.Token(); err != nil { // the array's bracket
			yield(Film{}, fmt.Errorf("movies: %w", err))
			return
		}
		line, counted := 1, int64(0)
		for number := 1; dec.More(); number++ {
			film := Film{Number: number}
			if err := dec.Decode(&film); err != nil {
				yield(Film{}, fmt.Errorf("movies: film %d: %w", number, err))
				return
			}
			line += bytes.Count(data[counted:dec.InputOffset()], []byte("\n"))
			counted = dec.InputOffset()
			film.Line = line
			if !yield(film, nil) {
				return
			}
		}
	}
}

func unzip() ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(compressed))
	if err != nil {
		return nil, fmt.Errorf("movies: %w", err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("movies: %w", err)
	}
	return data, nil
}
