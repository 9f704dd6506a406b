package console

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"
	"testing"
)

func TestExitCode_AndWhatIsPrinted(t *testing.T) {
	for _, c := range []struct {
		err  error
		code int
		text string // printed
	}{
		{nil, 0, ""},
		{errors.New("broke"), 1, "mediamesh: broke\n"},
		{Failed(errors.New("broke"), "repair it"), 1, "mediamesh: broke\nNext: repair it\n"},
		{Usage("look it up", "no %q", "x"), 2, "mediamesh: no \"x\"\nNext: look it up\n"},
		{Findings(), 100, ""},
		{context.Canceled, 130, ""},
		{Failed(fmt.Errorf("reading: %w", context.Canceled), ""), 130, ""},
		{errors.Join(context.Canceled, errors.New("broke")), 130, ""},
		{errors.Join(context.Canceled, ErrTerminated, errors.New("broke")), 143, ""},
		{fmt.Errorf("write: %w", syscall.EPIPE), 141, ""},
	} {
		var out strings.Builder
		if c.err != nil {
			PrintError(&out, FormatText, c.err)
		}
		if code := ExitCode(c.err); code != c.code || out.String() != c.text {
			t.Errorf("%v: got %d, %q, want %d, %q", c.err, code, out.String(), c.code, c.text)
		}
	}
}
