package broker

import (
	"errors"
	"fmt"
)

// ConfigError reports an invalid field of [Config].
type ConfigError struct {
	Field   string
	Problem string
}

func (e *ConfigError) Error() string { return "broker: Config." + e.Field + " " + e.Problem }

// AddressError reports that a broker cannot listen on its address.
type AddressError struct {
	Address string
	Err     error
}

func (e *AddressError) Error() string {
	if portTaken(e.Err) {
		return fmt.Sprintf("broker: %s is taken: another process listens there, perhaps a broker that runs already; stop it, or choose another address", e.Address)
	}
	return fmt.Sprintf("broker: cannot listen on %s: %v", e.Address, e.Err)
}

func (e *AddressError) Unwrap() error { return e.Err }

// ErrDirInUse reports that another broker uses a data directory.
var ErrDirInUse = errors.New("another broker uses it; stop that one, or choose another directory")

// DataDirError reports that a broker's data directory cannot be used, or that its state
// could not be written there.
type DataDirError struct {
	Dir string
	Err error
}

func (e *DataDirError) Error() string {
	return fmt.Sprintf("broker: data directory %s: %v", e.Dir, e.Err)
}

func (e *DataDirError) Unwrap() error { return e.Err }
