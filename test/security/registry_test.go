//go:build unix

package security

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path"
	"strings"
	"sync/atomic"
	"testing"
)

// secret is a password or token that no output may have.
const secret = "Zzyzx-hunter2"

// shop is a folder with a contract.
func shop(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, map[string]string{"contract/catalog.yaml": catalog, "contract/shop/placed.yaml": placed(published)})
	return dir
}

// lying is a registry that answers as it likes.
func lying(t *testing.T, answer http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(answer)
	t.Cleanup(server.Close)
	return server.URL
}

// askRegistry runs each command that asks a registry, and checks its outcome.
func askRegistry(t *testing.T, url string, code int, want, next string, flags ...string) {
	t.Helper()
	dir := shop(t)
	for name, args := range map[string][]string{
		"breaking": {"breaking", "--against", url},
		"check":    {"registry", "check", "--registry", url},
		"register": {"registry", "register", "--registry", url},
		"pull":     {"registry", "pull", "released", "--registry", url},
	} {
		for _, format := range []string{"text", "json"} {
			got := mediamesh(t, dir, append(append(args, "--contract", "contract", "--format", format), flags...)...)
			all := got.stdout + got.stderr
			if got.code != code || !strings.Contains(all, want) || !strings.Contains(all, next) || strings.Contains(all, secret) || strings.ContainsRune(all, '\x1b') {
				t.Errorf("%s --format %s: exit code %d\n%.2000s\nwant %d, %q and %q, without the secret", name, format, got.code, all, code, want, next)
			}
			if got.memory > 256<<20 {
				t.Errorf("%s: %d MiB of memory", name, got.memory>>20)
			}
		}
	}
}

// An answer without an end does not fill the memory.
func TestRegistry_EndlessAnswer(t *testing.T) {
	var most atomic.Int64
	url := lying(t, func(w http.ResponseWriter, _ *http.Request) {
		written := int64(0)
		for chunk := bytes.Repeat([]byte(" "), 64<<10); ; {
			n, err := w.Write(chunk)
			if written += int64(n); err != nil {
				most.Store(max(most.Load(), written))
				return
			}
		}
	})
	askRegistry(t, url, 1, url+" answers with more than 8 MiB, the most that is read", "check the URL: the server may not be a schema registry")
	if n := most.Load(); n > 8<<20+64<<20 { // what is not read lies in buffers of the connection
		t.Errorf("the registry could write %d bytes", n)
	}
}

// Nor do schemas without an end, each of them small enough.
func TestRegistry_EndlessSchemas(t *testing.T) {
	text := schemaOf(t)
	url := lying(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/subjects":
			var names []string
			for i := range 1000 {
				names = append(names, fmt.Sprintf("shop.placed%d", i))
			}
			_ = json.NewEncoder(w).Encode(names)
		case path.Base(r.URL.Path) == "versions":
			_, _ = w.Write([]byte("[1]"))
		default:
			name := strings.Split(r.URL.Path, "/")[2]
			one := strings.ReplaceAll(text, "shop.placed", name)
			one = strings.TrimSuffix(strings.TrimSpace(one), "}") + strings.Repeat(" ", 4<<20) + "}"
			_ = json.NewEncoder(w).Encode(map[string]any{"subject": name, "version": 1, "id": 1, "schemaType": "JSON", "schema": one})
		}
	})
	got := mediamesh(t, shop(t), "registry", "pull", "released", "--registry", url, "--contract", "contract")
	if want := url + " answers with more than 64 MiB of schemas, the most that is read"; got.code != 1 || !strings.Contains(got.stderr, want) {
		t.Errorf("exit code %d\n%.2000s%.2000s\nwant 1 and %q", got.code, got.stdout, got.stderr, want)
	}
	if got.memory > 512<<20 {
		t.Errorf("%d MiB of memory", got.memory>>20)
	}
}

// schemaOf is the published schema of the contract's event.
func schemaOf(t *testing.T) string {
	t.Helper()
	got := mediamesh(t, shop(t), "schema", "shop.placed", "--contract", "contract")
	if got.code != 0 {
		t.Fatalf("%s%s", got.stdout, got.stderr)
	}
	return got.stdout
}

// A redirect carries no password, to another host or on the same one.
func TestRegistry_Redirect(t *testing.T) {
	t.Setenv("MEDIAMESH_REGISTRY_PASSWORD", secret)
	var reached atomic.Int32
	other := lying(t, func(http.ResponseWriter, *http.Request) { reached.Add(1) })
	for _, to := range []string{other + "/subjects?token=" + secret, "/elsewhere?token=" + secret} {
		url := lying(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/elsewhere" {
				reached.Add(1)
			}
			w.Header().Set("Location", to)
			w.WriteHeader(http.StatusPermanentRedirect)
		})
		askRegistry(t, url, 1, "?[redacted]: redirects are not followed; set the final URL", "use the final URL of the registry", "--registry-user", "ada")
	}
	if n := reached.Load(); n != 0 {
		t.Errorf("%d requests followed a redirect", n)
	}
}

// Messages of a registry do not command the terminal, and do not repeat the password.
func TestRegistry_Message(t *testing.T) {
	t.Setenv("MEDIAMESH_REGISTRY_PASSWORD", secret)
	url := lying(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusForbidden)
		_, _ = w.Write([]byte(`{"message":"\u001b[2Jwrong: ` + secret + `\nmediamesh: all is well"}`))
	})
	askRegistry(t, url, 1, "wrong: [redacted]", "", "--registry-user", "ada")
}

// A password is not sent over plain HTTP to another machine, unless that is asked for.
func TestRegistry_PlainHTTP(t *testing.T) {
	t.Setenv("MEDIAMESH_REGISTRY_PASSWORD", secret)
	const url = "http://registry.invalid:8081"
	askRegistry(t, url, 2, "credentials would be sent to "+url+" as plain text", "use https, or add --insecure-http", "--registry-user", "ada")
	askRegistry(t, url+"/?token="+secret, 2, "credentials would be sent to "+url+"/ as plain text", "use https, or add --insecure-http")
	// By a proxy, since there is no such host.
	var asked atomic.Int32
	t.Setenv("HTTP_PROXY", lying(t, func(w http.ResponseWriter, r *http.Request) {
		if user, password, _ := r.BasicAuth(); r.Host == "registry.invalid:8081" && user == "ada" && password == secret {
			asked.Add(1)
		}
		w.WriteHeader(http.StatusForbidden)
	}))
	askRegistry(t, url, 2, "credentials would be sent", "--insecure-http", "--registry-user", "ada")
	if n := asked.Load(); n != 0 {
		t.Errorf("the password was sent %d times", n)
	}
	askRegistry(t, url, 1, "it answers 403: ", "", "--registry-user", "ada", "--insecure-http")
	t.Setenv("MEDIAMESH_INSECURE_HTTP", "true")
	askRegistry(t, url, 1, "it answers 403: ", "", "--registry-user", "ada")
	if asked.Load() == 0 {
		t.Error("the password was not sent with --insecure-http")
	}
}

// A token in the URL is sent, and not printed.
func TestRegistry_TokenInURL(t *testing.T) {
	var asked atomic.Int32
	url := lying(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("token") == secret {
			asked.Add(1)
		}
		w.WriteHeader(http.StatusForbidden)
	})
	askRegistry(t, url+"?token="+secret, 1, "it answers 403: ", "")
	if asked.Load() == 0 {
		t.Error("the token was not sent")
	}
	closed := httptest.NewServer(nil)
	closed.Close()
	askRegistry(t, closed.URL+"?token="+secret, 1, "connection refused", "")
	askRegistry(t, "https://ada:"+secret+"@registry.invalid", 2, "contains a user", "")
	askRegistry(t, "https://ada:"+secret+"@registry.invalid:port", 2, "is not a URL", "")
	got := mediamesh(t, shop(t), "breaking", "--against", "htps://ada:"+secret+"@registry.invalid", "--contract", "contract")
	if want := "--against htps://[redacted]@registry.invalid is not the URL of a schema registry"; got.code != 2 || !strings.Contains(got.stderr, want) || strings.Contains(got.stderr, secret) {
		t.Errorf("exit code %d\n%s\nwant 2 and %q", got.code, got.stderr, want)
	}
}
