package judge

import (
	"bytes"
	"fmt"
	"reflect"
	"sync"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	builtin "github.com/mediamesh/events/contract"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/dynamic"
)

var interpreted = sync.OnceValues(func() (*events.Registry, error) {
	c, err := contract.ReadFS(builtin.FS)
	if err != nil {
		return nil, err
	}
	return dynamic.Registry(c)
})

// Interpreted compares the compiled catalog with a registry that is made of the
// contract at run time, word for word and byte for byte. It returns what each
// says where they differ, nothing where they do not.
func Interpreted(data []byte) (compiled, atRunTime string, err error) {
	reg, err := interpreted()
	if err != nil {
		return "", "", err
	}
	want, wantErr := catalog.Decode(data)
	got, gotErr := reg.Decode(data)
	if !reflect.DeepEqual(wantErr, gotErr) {
		return fmt.Sprintf("%T %+v", wantErr, wantErr), fmt.Sprintf("%T %+v", gotErr, gotErr), nil
	}
	if wantErr != nil {
		return "", "", nil
	}
	wantData, wantErr := events.Marshal(want)
	gotData, gotErr := events.Marshal(got)
	if !bytes.Equal(wantData, gotData) || !reflect.DeepEqual(wantErr, gotErr) {
		return fmt.Sprintf("%s %v", wantData, wantErr), fmt.Sprintf("%s %v", gotData, gotErr), nil
	}
	return "", "", nil
}
