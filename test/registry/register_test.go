package registry_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mediamesh/events/catalog"
	"github.com/twmb/franz-go/pkg/sr"
)

// note adds an optional field to content.created, in version 1.1.0.
var note = []string{
	"version: 1.0.0", "version: 1.1.0", "eventVersion: 1.0.0", "eventVersion: 1.1.0",
	"    title:\n", "    note:\n      type: string\n      description: A remark.\n    title:\n",
}

// TestRegisterAgainstARegistryThatChecks has the registry check each subject by
// itself. It calls a new optional field incompatible; told not to judge, it takes it.
func TestRegisterAgainstARegistryThatChecks(t *testing.T) {
	url, _ := real(t)
	c := client(t, url)
	empty(t, c)
	env, all := map[string]string{"MEDIAMESH_REGISTRY": url}, len(catalog.Types())
	run := func(wantCode int, wants []string, args ...string) {
		t.Helper()
		code, stdout, stderr := mediamesh(env, append([]string{"registry"}, args...)...)
		if code != wantCode {
			t.Fatalf("%v: code %d\n%s%s", args, code, stdout, stderr)
		}
		for _, want := range wants {
			if !strings.Contains(stdout+stderr, want) {
				t.Errorf("%v: no %q in\n%s%s", args, want, stdout, stderr)
			}
		}
	}
	run(0, []string{fmt.Sprintf("%d schemas registered, 0 unchanged", all)}, "register", "--contract", "../../contract", "--compatibility", "keep")
	run(0, []string{fmt.Sprintf("0 schemas registered, %d unchanged", all)}, "register", "--contract", "../../contract", "--compatibility", "keep")
	minor := changed(t, "content/created.yaml", note...)
	for _, level := range []sr.CompatibilityLevel{sr.CompatBackward, sr.CompatFull} {
		for _, r := range c.SetCompatibility(t.Context(), sr.SetCompatibility{Level: level}, "content.created") {
			if r.Err != nil {
				t.Fatal(r.Err)
			}
		}
		run(100, []string{
			"SCHEMA_REFUSED: content.created 1.1.0 would be refused by the registry: ", "OBJECT_TYPE_PROPERTY_SCHEMAS_NARROWED",
			"SUBJECT_LEVEL: content.created is checked by the registry itself, level " + level.String() + " of content.created",
		}, "check", "--contract", minor)
		run(1, []string{"subject content.created of the schema registry: it answers 409: ", "--compatibility none"},
			"register", "--contract", minor, "--compatibility", "keep")
	}
	run(0, []string{"content.created: content.created 1.1.0 registered, version 2, id ", ", its level is now NONE", fmt.Sprintf("1 schema registered, %d unchanged", all-1)},
		"register", "--contract", minor)
	run(0, []string{fmt.Sprintf("the registry has the schemas of all %d events", all)}, "check", "--contract", minor)
	// The older version is still there, for services that were built with it.
	run(0, []string{fmt.Sprintf("the registry has the schemas of all %d events", all)}, "check", "--contract", "../../contract")

	// What breaks is refused by us, whatever the registry says.
	longer := changed(t, "types/Title.yaml", "maxLength: 200", "maxLength: 300")
	run(100, []string{"MAX_LENGTH_RAISED: content.created /payload/title", "nothing was registered"}, "register", "--contract", longer)
}
