package cli

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
)

const testCommit = "0123456789abcdef0123456789abcdef01234567"

func TestBuildVersion(t *testing.T) {
	stamped := &debug.BuildInfo{
		Main: debug.Module{Version: "v0.1.1-0.20261201101500-0123456789ab+dirty"},
		Settings: []debug.BuildSetting{
			{Key: "vcs", Value: "git"}, {Key: "vcs.revision", Value: testCommit},
			{Key: "vcs.time", Value: "2026-12-01T10:15:00Z"}, {Key: "vcs.modified", Value: "true"},
		},
	}
	tail := fmt.Sprintf(", contract %s with %d event types, %s %s/%s",
		events.CurrentVersion, len(catalog.Types()), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	for name, c := range map[string]struct {
		info                  *debug.BuildInfo
		release, commit, date string
		want                  string
	}{
		"no build information":       {nil, "", "", "", "mediamesh (devel)"},
		"without version control":    {&debug.BuildInfo{Main: debug.Module{Version: "(devel)"}}, "", "", "", "mediamesh (devel)"},
		"without a version":          {&debug.BuildInfo{}, "", "", "", "mediamesh (devel)"},
		"go install at a version":    {&debug.BuildInfo{Main: debug.Module{Version: "v0.1.0"}}, "", "", "", "mediamesh v0.1.0"},
		"go build in a work tree":    {stamped, "", "", "", "mediamesh v0.1.1-0.20261201101500-0123456789ab+dirty (commit 0123456789ab, 2026-12-01T10:15:00Z, modified)"},
		"release":                    {&debug.BuildInfo{Main: debug.Module{Version: "(devel)"}}, "v0.1.0", testCommit, "2026-12-01T10:15:00Z", "mediamesh v0.1.0 (commit 0123456789ab, 2026-12-01T10:15:00Z)"},
		"release with a short hash":  {nil, "v0.1.0", "0123456", "", "mediamesh v0.1.0 (commit 0123456)"},
		"release over a work tree's": {stamped, "v0.1.0", "fedcba9876543210", "2026-12-02T00:00:00Z", "mediamesh v0.1.0 (commit fedcba987654, 2026-12-02T00:00:00Z, modified)"},
	} {
		t.Run(name, func(t *testing.T) {
			if got, want := buildVersion(c.info, c.release, c.commit, c.date).String(), c.want+tail; got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

// The names that release builds set by the linker exist: the linker ignores others.
func TestVersion_LinkerSetsRelease(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the command")
	}
	bin := filepath.Join(t.TempDir(), "mediamesh.exe")
	const pkg = "-X github.com/mediamesh/events/internal/cli."
	flags := pkg + "releaseVersion=v9.8.7 " + pkg + "releaseCommit=" + testCommit + " " + pkg + "releaseDate=2026-12-01T10:15:00Z"
	build := exec.CommandContext(t.Context(), "go", "build", "-buildvcs=false", "-ldflags", flags, "-o", bin, "github.com/mediamesh/events/cmd/mediamesh")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	out, err := exec.CommandContext(t.Context(), bin, "version", "--format", "json").Output()
	if err != nil {
		t.Fatal(err)
	}
	want := `{"version":"v9.8.7","commit":"` + testCommit + `","date":"2026-12-01T10:15:00Z","go":"go`
	if !strings.HasPrefix(string(out), want) {
		t.Errorf("got %s, want it to begin with %s", out, want)
	}
}
