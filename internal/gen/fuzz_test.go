package gen_test

import (
	"go/parser"
	"go/token"
	"maps"
	"path"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/gen"
)

// Whatever stands in a contract: it is refused, or what is generated of it is Go and
// JSON, in files within its folders.
func FuzzGenerate(f *testing.F) {
	files := fstest.MapFS{}
	for _, dir := range []string{"testdata/golden/kinds/contract", "testdata/golden/evolution/contract", "testdata/documents/odd/contract"} {
		one, err := readFolder(dir)
		if err != nil {
			f.Fatal(err)
		}
		narrow(one)
		names := slices.Sorted(maps.Keys(one))
		if len(files) == 0 {
			files = one
		}
		for i, name := range names {
			if _, ok := files[name]; ok {
				f.Add(i, string(one[name].Data))
			}
		}
	}
	names := slices.Sorted(maps.Keys(files))
	f.Fuzz(func(t *testing.T, which int, text string) {
		changed := maps.Clone(files)
		changed[names[uint(which)%uint(len(names))]] = &fstest.MapFile{Data: []byte(text)}
		c, err := contract.ReadFS(changed)
		if err != nil {
			return
		}
		targets, err := gen.Targets(c, "")
		if err != nil {
			if err.Error() == "" {
				t.Error("an error without a text")
			}
			return
		}
		for _, target := range targets {
			for _, file := range target.Files {
				if path.IsAbs(file.Path) || path.Clean(file.Path) != file.Path || file.Path == ".." || len(file.Path) > 3 && file.Path[:3] == "../" {
					t.Errorf("file %q leads out of its folder", file.Path)
				}
				if path.Ext(file.Path) == ".go" {
					if _, err := parser.ParseFile(token.NewFileSet(), file.Path, file.Data, parser.SkipObjectResolution); err != nil {
						t.Errorf("%s is not Go: %v", file.Path, err)
					}
				}
				_ = skeleton(t, file)
			}
		}
	})
}
