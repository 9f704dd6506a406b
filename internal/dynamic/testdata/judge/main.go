// Judge reads documents, one a line in base64, and prints an opinion of each by
// generated code as a line of JSON. The test puts agree_test.go beside it.
package main

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"os"

	"example.com/judged/catalog"
)

func main() {
	out := json.NewEncoder(os.Stdout)
	lines := bufio.NewScanner(os.Stdin)
	for lines.Buffer(nil, 4<<20); lines.Scan(); {
		data, err := base64.StdEncoding.DecodeString(lines.Text())
		if err != nil {
			panic(err)
		}
		if err := out.Encode([]byte(opinion(catalog.Registry(), data))); err != nil {
			panic(err)
		}
	}
	if err := lines.Err(); err != nil {
		panic(err)
	}
}
