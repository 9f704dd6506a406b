package typescript

import (
	"os"
	"strings"
	"testing"
)

// The library under the declarations is what they say, and its own code is
// sound under every strict option; a service's compiles, and what is wrong with
// it does not. TypeScript 5 is what most services still have.
func TestCompile(t *testing.T) {
	requireNode(t)
	for _, c := range []struct{ compiler, project string }{
		{"typescript", "library.tsconfig.json"},
		{"typescript", "types.tsconfig.json"},
		{"typescript5", "types.tsconfig.json"},
		{"typescript5", "service.tsconfig.json"},
	} {
		t.Run(c.compiler+" "+c.project, func(t *testing.T) {
			run(t, nil, "node", "node_modules/"+c.compiler+"/lib/tsc.js", "-p", c.project)
		})
	}
}

// The compiler would say so if something that must not compile did, or the
// other way round: one line less, and it does.
func TestCompilerIsAsked(t *testing.T) {
	requireNode(t)
	source, err := os.ReadFile("types.ts")
	if err != nil {
		t.Fatal(err)
	}
	const line = "// @ts-expect-error no such role\n"
	without := strings.Replace(string(source), line, "", 1)
	if without == string(source) {
		t.Fatal("types.ts has no such line")
	}
	const name = "node_modules/types-without-a-line.ts"
	if err := os.WriteFile(name, []byte(without), 0o644); err != nil {
		t.Fatal(err)
	}
	defer os.Remove(name)
	out := runFailing(t, "node", "node_modules/typescript/lib/tsc.js", "--noEmit", "--strict", "--module", "nodenext", "--target", "es2022",
		"--types", "node", name)
	if !strings.Contains(out, `Type '"ROOT"' is not assignable to type 'UserRole'`) {
		t.Errorf("the compiler says\n%s", out)
	}
}

// What the package does beyond the golden vectors.
func TestBehaviour(t *testing.T) {
	runNode(t, nil, "--test", "behaviour.test.mjs")
}

// TestScan tests what the package finds in a document's text: repeated names,
// what JavaScript cannot hold, and the size.
func TestScan(t *testing.T) {
	runNode(t, nil, "--test", "scan.test.mjs")
}
