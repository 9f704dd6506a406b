package same

import (
	"encoding/json"
	"fmt"
	"reflect"
)

// JSON compares two documents by their values.
func JSON(want, got []byte) error {
	var a, b any
	if err := json.Unmarshal(want, &a); err != nil {
		return err
	}
	if err := json.Unmarshal(got, &b); err != nil {
		return fmt.Errorf("%w in %s", err, got)
	}
	if !reflect.DeepEqual(a, b) {
		return fmt.Errorf("%s, not %s", got, want)
	}
	return nil
}
