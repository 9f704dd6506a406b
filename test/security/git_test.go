//go:build unix

package security

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const catalog = "title: Shop\ngo: {dir: ../out, package: example.com/shop/out}\ndomains: [{name: shop}]\n"

// placed is an event with the given properties.
func placed(properties string) string {
	return "type: shop.placed\nversion: 1.0.0\nname: Placed\nconstant: SHOP_PLACED\npayload:\n  type: object\n  properties: {" + properties + "}\n"
}

const (
	published = "orderId: {type: string, minLength: 1}, note: {type: string}"
	proposed  = "orderId: {type: string, minLength: 1}, note: {type: integer}"
)

// commitAll makes a repository of a folder.
func commitAll(t *testing.T, dir string) {
	t.Helper()
	if _, err := os.Stat(filepath.Join(dir, ".git")); err != nil {
		run(t, dir, "git", "init", "-q", "-b", "main")
	}
	run(t, dir, "git", "add", "-A")
	run(t, dir, "git", "-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "-q", "-m", "x")
}

// A pull request adds files to the contract's folder that look like a repository.
// Its configuration names commands, and its main is the pull request's own contract.
func TestGit_RepositoryWithinTheContract(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Fatal("git is needed: ", err)
	}
	for name, at := range map[string]string{"from the repository": "", "from the contract's folder": "contract", "from within": "contract/shop"} {
		t.Run(name, func(t *testing.T) {
			repo, evil := t.TempDir(), t.TempDir()
			write(t, repo, map[string]string{"contract/catalog.yaml": catalog, "contract/shop/placed.yaml": placed(published)})
			commitAll(t, repo)

			// The attack: another repository's insides, whose main is the proposal.
			write(t, evil, map[string]string{"catalog.yaml": catalog, "shop/placed.yaml": placed(proposed), "contract/catalog.yaml": catalog, "contract/shop/placed.yaml": placed(proposed)})
			commitAll(t, evil)
			mark := filepath.Join(t.TempDir(), "executed")
			contract := filepath.Join(repo, "contract")
			for _, part := range []string{"HEAD", "objects", "refs"} {
				run(t, evil, "cp", "-r", filepath.Join(".git", part), contract)
			}
			execute := "touch " + mark + "; cat"
			write(t, contract, map[string]string{
				"shop/placed.yaml": placed(proposed),
				"config": "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n\tfsmonitor = \"" + execute + "\"\n\thooksPath = hooks\n\tpager = \"" + execute + "\"\n" +
					"[tar \"zip\"]\n\tcommand = \"" + execute + "\"\n[filter \"x\"]\n\tsmudge = \"" + execute + "\"\n[diff]\n\texternal = \"" + execute + "\"\n",
				".gitattributes": "* filter=x diff=x export-subst\n",
			})
			commitAll(t, repo)
			run(t, repo, "git", "checkout", "-q", "--detach") // as in a review: main is behind
			run(t, repo, "git", "branch", "-q", "-f", "main", "main~1")

			for _, against := range []string{"git#branch=main", ".git#branch=main", "git#commit=main"} {
				to, err := filepath.Rel(filepath.Join(repo, at), contract)
				if err != nil {
					t.Fatal(err)
				}
				got := mediamesh(t, filepath.Join(repo, at), "breaking", "--against", against, "--contract", to)
				if got.code != 100 || !strings.Contains(got.stdout, "TYPE_CHANGED: shop.placed /payload/note is an integer, was a string") {
					t.Errorf("%s: exit code %d\n%s%s\nwant 100 and TYPE_CHANGED", against, got.code, got.stdout, got.stderr)
				}
			}
			if _, err := os.Stat(mark); err == nil {
				t.Error("a command of the pull request was executed")
			}
		})
	}
}

// Variables of the environment and replaced objects name no other repository.
func TestGit_NoOtherRepository(t *testing.T) {
	repo, evil := t.TempDir(), t.TempDir()
	write(t, repo, map[string]string{"contract/catalog.yaml": catalog, "contract/shop/placed.yaml": placed(published)})
	commitAll(t, repo)
	write(t, evil, map[string]string{"contract/catalog.yaml": catalog, "contract/shop/placed.yaml": placed(proposed)})
	commitAll(t, evil)
	write(t, repo, map[string]string{"contract/shop/placed.yaml": placed(proposed)})
	t.Setenv("GIT_DIR", filepath.Join(evil, ".git"))
	t.Setenv("GIT_WORK_TREE", evil)
	got := mediamesh(t, repo, "breaking", "--against", "git#branch=main", "--contract", "contract")
	if got.code != 100 {
		t.Errorf("exit code %d\n%s%s\nwant 100", got.code, got.stdout, got.stderr)
	}
}

// What was committed as a symbolic link is not read as a file of the contract.
func TestGit_SymbolicLink(t *testing.T) {
	repo := t.TempDir()
	write(t, repo, map[string]string{"contract/catalog.yaml": catalog, "contract/shop/placed.yaml": placed(published)})
	if err := os.Symlink("/etc/passwd", filepath.Join(repo, "contract/shop/passwd.yaml")); err != nil {
		t.Fatal(err)
	}
	commitAll(t, repo)
	if err := os.Remove(filepath.Join(repo, "contract/shop/passwd.yaml")); err != nil {
		t.Fatal(err)
	}
	got := mediamesh(t, repo, "breaking", "--against", "git#branch=main", "--contract", "contract")
	if want := "shop/passwd.yaml is not a regular file"; got.code != 1 || !strings.Contains(got.stderr, want) {
		t.Errorf("exit code %d\n%s%s\nwant 1 and %q", got.code, got.stdout, got.stderr, want)
	}
}

// A pull request makes the contract a link to a folder that is on main already, or a
// submodule: what it would be compared with is then the author's choice.
func TestGit_ContractThatLeadsElsewhere(t *testing.T) {
	t.Run("link", func(t *testing.T) {
		repo := t.TempDir()
		write(t, repo, map[string]string{
			"contract/catalog.yaml": catalog, "contract/shop/placed.yaml": placed(published),
			"example/catalog.yaml": catalog, "example/shop/placed.yaml": placed(proposed),
		})
		commitAll(t, repo)
		if err := os.RemoveAll(filepath.Join(repo, "contract")); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink("example", filepath.Join(repo, "contract")); err != nil {
			t.Fatal(err)
		}
		for dir, contract := range map[string]string{repo: "contract", filepath.Join(repo, "example"): "../contract"} {
			got := mediamesh(t, dir, "breaking", "--contract", contract, "--against", "git#branch=main")
			if want := contract + " is or goes through a symbolic link within the repository"; got.code != 1 || !strings.Contains(got.stderr, want) {
				t.Errorf("in %s: exit code %d\n%s%s", dir, got.code, got.stdout, got.stderr)
			}
		}
		// The folder itself, and a link from elsewhere, can be compared.
		outside := filepath.Join(t.TempDir(), "link")
		if err := os.Symlink(filepath.Join(repo, "example"), outside); err != nil {
			t.Fatal(err)
		}
		for _, contract := range []string{"example", outside} {
			if got := mediamesh(t, repo, "breaking", "--contract", contract, "--against", "git#branch=main"); got.code != 0 {
				t.Errorf("%s: exit code %d\n%s%s", contract, got.code, got.stdout, got.stderr)
			}
		}
	})
	t.Run("submodule", func(t *testing.T) {
		evil, repo := t.TempDir(), t.TempDir()
		write(t, evil, map[string]string{"catalog.yaml": catalog, "shop/placed.yaml": placed(proposed)})
		commitAll(t, evil)
		write(t, repo, map[string]string{"README": "x"})
		commitAll(t, repo)
		run(t, repo, "git", "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", evil, "contract")
		got := mediamesh(t, filepath.Join(repo, "contract"), "breaking", "--contract", ".", "--against", "git#branch=main")
		if got.code != 1 || !strings.Contains(got.stderr, ". is a submodule, so its own branches do not describe the repository around it") {
			t.Errorf("exit code %d\n%s%s", got.code, got.stdout, got.stderr)
		}
		if got := mediamesh(t, evil, "breaking", "--contract", ".", "--against", "git#branch=main"); got.code != 0 {
			t.Errorf("in a clone of its own: exit code %d\n%s%s", got.code, got.stdout, got.stderr)
		}
	})
	// The submodule is around the contract, as git checks it out now, or with a .git of its own.
	for _, kind := range []string{"submodule around", "submodule with a folder .git", "submodule of a linked working tree", "submodule of a submodule"} {
		t.Run(kind, func(t *testing.T) {
			evil, repo := t.TempDir(), t.TempDir()
			write(t, evil, map[string]string{"contract/catalog.yaml": catalog, "contract/shop/placed.yaml": placed(proposed)})
			commitAll(t, evil)
			write(t, repo, map[string]string{"services/contract/catalog.yaml": catalog, "services/contract/shop/placed.yaml": placed(published)})
			commitAll(t, repo)
			submodule := func(dir, from, name string) {
				run(t, dir, "git", "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", from, name)
				run(t, dir, "git", "-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "-q", "-m", "a submodule")
			}
			run(t, repo, "git", "checkout", "-q", "-b", "proposal")
			run(t, repo, "git", "rm", "-rq", "services")
			run(t, repo, "git", "-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "-q", "-m", "none")
			services := filepath.Join(repo, "services")
			switch kind {
			case "submodule with a folder .git":
				run(t, repo, "git", "clone", "-q", evil, "services")
				submodule(repo, "./services", "services")
			case "submodule of a linked working tree":
				linked := filepath.Join(t.TempDir(), "linked")
				run(t, repo, "git", "worktree", "add", "-q", linked, "-b", "linked")
				submodule(linked, evil, "services")
				services = filepath.Join(linked, "services")
			case "submodule of a submodule":
				between := t.TempDir()
				write(t, between, map[string]string{"README": "x"})
				commitAll(t, between)
				submodule(between, evil, "inner")
				submodule(repo, between, "services")
				run(t, repo, "git", "-c", "protocol.file.allow=always", "submodule", "--quiet", "update", "--init", "--recursive")
				services = filepath.Join(services, "inner")
			default:
				submodule(repo, evil, "services")
			}
			for dir, contract := range map[string]string{
				services: "contract", filepath.Join(services, "contract"): ".", filepath.Join(services, "contract", "shop"): "..",
				t.TempDir(): filepath.Join(services, "contract"),
			} {
				got := mediamesh(t, dir, "breaking", "--contract", contract, "--against", "git#branch=main")
				if want := contract + " is in a submodule, so its own branches do not describe the repository around it, "; got.code != 1 || !strings.Contains(got.stderr, want) {
					t.Errorf("%s in %s: exit code %d\n%s%s", contract, dir, got.code, got.stdout, got.stderr)
				}
			}
		})
	}
}
