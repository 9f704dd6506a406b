package gen

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
)

// tsValidators stands for what Ajv makes of the schemas. This generator cannot make it, but
// checks by its header whether it is complete and up to date.
func tsValidators(schemas []byte) File {
	return File{
		Path: "lib/validators.js",
		Made: func(data []byte) bool {
			head, rest, _ := cutLine(data)
			if !bytes.HasPrefix(head, []byte("// Made by Ajv ")) {
				return false
			}
			of, rest, _ := cutLine(rest)
			code, rest, _ := cutLine(rest)
			return string(of) == "// schemas sha256:"+digest(schemas) && string(code) == "// code sha256:"+digest(rest)
		},
		How: "npm install --ignore-scripts && npm run validators",
	}
}

func cutLine(data []byte) (line, rest []byte, found bool) { return bytes.Cut(data, []byte("\n")) }

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
