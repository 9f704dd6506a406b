package archive

import (
	"os"
	"path/filepath"
	"testing"
)

func TestCase_UpdateWritesWhatIsWanted(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.txtar")
	if err := os.WriteFile(file, []byte("-- old/a.yaml --\na: 1\n-- want.txt --\nwrong\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	c := Open(t, file)[0]
	if files := c.Files("old"); len(files) != 1 || string(files["a.yaml"].Data) != "a: 1\n" || len(c.Files("")) != 2 {
		t.Errorf("files %v", files)
	}
	c.Want(t, "want.txt", "right\n", true)
	c.Want(t, "more.txt", "new\n", true)
	data, err := os.ReadFile(file)
	if want := "-- old/a.yaml --\na: 1\n-- want.txt --\nright\n-- more.txt --\nnew\n"; err != nil || string(data) != want {
		t.Errorf("%s, %v, want %s", data, err, want)
	}
	Open(t, file)[0].Want(t, "want.txt", "right\n", false)
}
