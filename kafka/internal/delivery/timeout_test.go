package delivery

import (
	"errors"
	"testing"
)

func TestTimeoutError_UnwrapsToItsCauses(t *testing.T) {
	cause, connection := errors.New("cause"), errors.New("connection")
	for _, err := range []error{
		&timeoutError{err: cause}, &timeoutError{err: cause, connection: connection}, &timeoutError{err: connection, connection: cause},
	} {
		if !errors.Is(err, cause) {
			t.Errorf("%v does not unwrap to its cause", err)
		}
	}
}
