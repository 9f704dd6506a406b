package record

import (
	"crypto/sha256"
	"fmt"
)

// MaxKeyName is how many bytes of a key are kept.
const MaxKeyName = 64

// KeyName stands for a record's key where keys are kept: a long one, which may have a
// megabyte, is named by its digest, which is longer than keys that name themselves.
func KeyName(key []byte) string {
	if len(key) <= MaxKeyName {
		return string(key)
	}
	return fmt.Sprintf("sha256:%x", sha256.Sum256(key))
}
