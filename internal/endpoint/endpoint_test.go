package endpoint_test

import (
	"compress/gzip"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/mediamesh/events/internal/endpoint"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const secret = "Zzyzx-hunter2"

func TestRedact(t *testing.T) {
	for text, want := range map[string]string{
		"https://h:8081/apis?token=" + secret:    "https://h:8081/apis?[redacted]",
		"https://h#" + secret:                    "https://h#[redacted]",
		"https://u:" + secret + "@h/path":        "https://[redacted]@h/path",
		"https://" + secret + "@h":               "https://[redacted]@h",
		"http://u:" + secret + "?x@h":            "http://[redacted]",
		"http://u:1/" + secret + "@h":            "http://[redacted]",
		"http://u:1?" + secret + "@h":            "http://[redacted]",
		"https://h:port/?" + secret:              "https://[redacted]",
		"https://h/?":                            "https://h/?[redacted]",
		"https://h/a%20b":                        "https://h/a%20b",
		"u:" + secret + "@h:9092":                "[redacted]@h:9092",
		"u:" + secret + "@" + secret + "@h:9092": "[redacted]@h:9092",
		"h:9092/?token=" + secret:                "h:9092/?[redacted]",
		"h:9092":                                 "h:9092",
		"":                                       "",
	} {
		if got := endpoint.Redact(text); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestParse(t *testing.T) {
	u, err := endpoint.Parse("HTTPS://ada:" + secret + "@h:8081/apis?token=" + secret + "#" + secret)
	if err != nil || u.Base != "https://h:8081/apis" || u.User != "ada" || u.Password != secret {
		t.Errorf("%+v, %v", u, err)
	}
	for _, text := range []string{"", "h:8081", "ftp://h", "https://", "https://u:" + secret + "@h:port", "https://:8081", secret + ":x@h"} {
		if _, err := endpoint.Parse(text); err != endpoint.ErrNoURL {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestProtect(t *testing.T) {
	for text, private := range map[string]bool{
		"https://u:p@h": true, "http://h": true, "http://u:p@localhost": true, "http://u:p@LOCALHOST:1": true,
		"http://u:p@127.0.0.1": true, "http://u:p@127.9.9.9": true, "http://u:p@[::1]:8081": true,
		"http://u:p@h": false, "http://u@h": false, "http://h/?token=x": false, "http://:p@10.0.0.1": false,
		"http://u:p@localhost.example.com": false, "http://u:p@127.0.0.1.example.com": false, "http://u:p@0.0.0.0": false,
	} {
		u, err := endpoint.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		err = u.Protect()
		if _, plain := errors.AsType[*endpoint.PlainTextError](err); plain == private {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// ask asks a server, as the user of a URL with a token, and returns the answer's body.
func ask(t *testing.T, base *http.Client, handler http.HandlerFunc) (body string, status int, err error) {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	u, err := endpoint.Parse(server.URL + "/?token=" + secret)
	if err != nil {
		t.Fatal(err)
	}
	if base == nil {
		base = server.Client()
	}
	answer, err := u.Client(base, endpoint.Limits{Answer: 1 << 20, Timeout: time.Minute}).Get(u.Base + "subjects?deleted=true")
	if err != nil {
		return "", 0, err
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	return string(data), answer.StatusCode, err
}

func TestClient_SendsQueryOfURL(t *testing.T) {
	body, _, err := ask(t, nil, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.URL) })
	if want := "/subjects?token=" + secret + "&deleted=true"; err != nil || body != want {
		t.Errorf("%s, %v, want %s", body, err, want)
	}
}

func TestClient_LimitsAnswers(t *testing.T) {
	const limit = 1 << 20
	for _, c := range []struct {
		name   string
		answer http.HandlerFunc
		large  bool
		size   int
	}{
		{"of the limit", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, limit)) }, false, limit},
		{"a byte more", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, limit+1)) }, true, 0},
		{"announced", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Length", "99999999999") }, true, 0},
		{"compressed", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			_, _ = z.Write(make([]byte, 4*limit))
			_ = z.Close()
		}, true, 0},
		{"of a failure", func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusInternalServerError)
			_, _ = w.Write(make([]byte, 4*limit))
		}, false, 64 << 10},
	} {
		body, _, err := ask(t, nil, c.answer)
		large, ok := errors.AsType[*endpoint.TooLargeError](err)
		if ok != c.large || !ok && err != nil || len(body) != c.size {
			t.Errorf("%s: %d bytes, %v", c.name, len(body), err)
		}
		if ok && (large.Limit != limit || !strings.HasSuffix(large.Error(), " answers with more than 1 MiB, the most that is read")) {
			t.Errorf("%s: %v", c.name, large)
		}
	}
}

func TestClient_FollowsNoRedirects(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		_, _, err := ask(t, nil, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/subjects" {
				t.Errorf("%d: followed to %s", status, r.URL)
			}
			w.Header().Set("Location", "/elsewhere?token="+secret)
			w.WriteHeader(status)
		})
		redirect, ok := errors.AsType[*endpoint.RedirectError](err)
		if !ok || redirect.Status != status || !strings.HasSuffix(redirect.Location, "/elsewhere?[redacted]") || strings.Contains(err.Error(), secret) {
			t.Errorf("%d: %v", status, err)
		}
	}
}

// An endpoint may send a secret back wherever it chooses a text.
func TestClient_ErrorsHaveNoSecretOfTheRequest(t *testing.T) {
	const password = `Zzyzx "hunter/2"`
	for name, location := range map[string]string{
		"in the path":             "/v2/" + url.PathEscape(password) + "/subjects",
		"with other encodings":    "/v2/%5azyzx%20%22hunter/2%22",
		"as a host":               "https://" + url.QueryEscape(password) + ".example.com/",
		"encoded":                 "/v2/" + base64.RawURLEncoding.EncodeToString([]byte(password)),
		"credentials":             "/v2/" + base64.StdEncoding.EncodeToString([]byte("ada:"+password)),
		"credentials of a client": "/v2/" + base64.StdEncoding.EncodeToString([]byte("ada:"+url.QueryEscape(password))),
		"of the query":            "/v2/" + secret,
		"that is not a URL":       "http://[" + password,
	} {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Location", location+"\u202e"+strings.Repeat("x", 5000))
				w.WriteHeader(http.StatusFound)
			}))
			t.Cleanup(server.Close)
			u, err := endpoint.Parse(server.URL + "/?token=" + secret)
			if err != nil {
				t.Fatal(err)
			}
			u.User, u.Password = "ada", password
			_, err = u.Client(server.Client(), endpoint.Limits{Answer: 1 << 20, Timeout: time.Minute}).Get(u.Base)
			redirect, ok := errors.AsType[*endpoint.RedirectError](err)
			if !ok || len(redirect.Location) > 300 || !strings.Contains(redirect.Location, "[redacted]") {
				t.Fatalf("%v", err)
			}
			if plain, _ := url.PathUnescape(redirect.Location); strings.Contains(plain, "unter") || strings.Contains(plain, "enp5") || strings.Contains(redirect.Location, "\u202e") {
				t.Errorf("%s", redirect.Location)
			}
		})
	}
}

func TestURL_Status(t *testing.T) {
	u := &endpoint.URL{Password: secret, User: "ada"}
	got := u.Status(&http.Response{Status: "400 \x1b[31mno " + secret + " " + strings.Repeat("B", 5000)})
	if want := `400 \x1b[31mno [redacted] ` + strings.Repeat("B", 200-len("400 \x1b[31mno [redacted] ")) + "…"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

type transport func(*http.Request) (*http.Response, error)

func (f transport) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// A transport of its own may quote the request. The client that has it is not changed.
func TestClient_KeepsClientAndRedactsItsErrors(t *testing.T) {
	base := &http.Client{Timeout: time.Hour, Transport: transport(func(r *http.Request) (*http.Response, error) {
		return nil, &url.Error{Op: "Get", URL: r.URL.String(), Err: io.ErrUnexpectedEOF}
	})}
	_, _, err := ask(t, base, nil)
	if err == nil || strings.Contains(err.Error(), secret) || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("%v, want the error without the token", err)
	}
	if base.CheckRedirect != nil || base.Timeout != time.Hour {
		t.Errorf("the client was changed: %+v", base)
	}
}

func TestText(t *testing.T) {
	u := &endpoint.URL{Password: secret, User: "ada"}
	got := u.Text("no \x1b[31m" + secret + "\nAuthorization: Basic YWRhOlp6eXp4LWh1bnRlcjI= " + strings.Repeat("x", 2000))
	if !strings.HasPrefix(got, `no \x1b[31m[redacted]\nAuthorization: Basic [redacted] xxx`) || len(got) > 1100 || !strings.HasSuffix(got, "x…") {
		t.Errorf("%s", got)
	}
}

// An endpoint may have logged the request, and quote it in any of the forms in which
// programs write texts.
func TestText_RedactsSecretsInAnyEncoding(t *testing.T) {
	const password = `pä s/w"o<r>d&+1%💾`
	for name, text := range map[string]string{
		"form":                            `p%C3%A4+s%2Fw%22o%3Cr%3Ed%26%2B1%25%F0%9F%92%BE`,
		"form, lower case":                `p%c3%a4+s%2fw%22o%3cr%3ed%26%2b1%25%f0%9f%92%be`,
		"form, mixed case":                `p%c3%A4+s%2fw%22o%3Cr%3ed%26%2b1%25%F0%9f%92%bE`,
		"form, more than need be":         `%70%c3%a4+%73/w%22o<%72>d%26%2b%31%25💾`,
		"form, Latin-1":                   `p%e4+s%2fw%22o%3cr%3ed%26%2b1%25💾`,
		"path, lower case":                `p%c3%a4%20s%2fw%22o%3cr%3ed&+1%25%f0%9f%92%be`,
		"JSON":                            `pä s/w\"o<r>d&+1%💾`,
		"JSON for HTML":                   `pä s/w\"o\u003cr\u003ed\u0026+1%💾`,
		"JSON for HTML, upper case":       `pä s/w\"o\u003Cr\u003Ed\u0026+1%💾`,
		"JSON with slashes escaped":       `pä s\/w\"o<r>d&+1%💾`,
		"JSON in ASCII":                   `p\u00e4 s/w\"o<r>d&+1%\ud83d\udcbe`,
		"JSON in ASCII, upper case":       `p\u00E4 s\/w\u0022o<r>d&+1%\uD83D\uDCBE`,
		"JSON in JSON":                    `{\"p\":\"p\\u00e4 s\\/w\\\"o<r>d&+1%\\ud83d\\udcbe\"}`,
		"quoted as by Go":                 `p\u00e4 s/w\"o<r>d&+1%\U0001f4be`,
		"quoted as by Python":             `b'p\xc3\xa4 s/w"o<r>d&+1%\xf0\x9f\x92\xbe'`,
		"quoted as by JavaScript":         `p\xe4 s/w\"o<r>d&+1%\u{1f4be}`,
		"quoted as by a shell":            `p\303\244 s/w\"o<r>d\&+1%\360\237\222\276`,
		"HTML":                            `pä s/w&quot;o&lt;r&gt;d&amp;+1%💾`,
		"HTML by numbers":                 `p&#228; s&#x2F;w&#34;o&#60;r&#62;d&#x26;&#43;1%&#128190;`,
		"form in JSON in ASCII":           `\u0070%c3%a4+s%2fw%22o%3cr%3ed%26%2b1%25%f0%9f%92%be`,
		"form in a form":                  `p%25c3%25a4%2Bs%252fw%2522o%253cr%253ed%2526%252b1%2525%25f0%259f%2592%25be`,
		"form in a path":                  `p%25c3%25a4+s%252fw%2522o%253cr%253ed%2526%252b1%2525%25f0%259f%2592%25be`,
		"base64 in a form":                strings.NewReplacer("/", "%2f", "+", "%2b", "=", "%3d").Replace(base64.StdEncoding.EncodeToString([]byte("ada:" + password))),
		"base64 in JSON, slashes escaped": strings.ReplaceAll(base64.StdEncoding.EncodeToString([]byte(password)), "/", `\/`),
	} {
		u := &endpoint.URL{User: "ada", Password: password}
		if got := u.Text("denied: " + text); got != "[redacted]" && got != "denied: [redacted]" {
			t.Errorf("%s: %s", name, got)
		}
	}
	u := &endpoint.URL{User: "ada", Password: password}
	for _, text := range []string{
		`no schema %2fa+b\u0041 in C:\temp\100%&lt;&amp;lt;`, `\`, `%`, `\ud83d`, `\ud83d\u0041`, `\uD83D\uD83D`, `\u{110000}`, `\UFFFFFFFF`, `\x`, `\ä`, `\777`, `&#;`,
	} {
		if got := u.Text(text); got != text {
			t.Errorf("%s becomes %s", text, got)
		}
	}
}

// The begin of a long text is printed, and what is decoded of it is limited.
func TestText_RedactsInLongTexts(t *testing.T) {
	u := &endpoint.URL{User: "ada", Password: "a b/c"}
	long := strings.Repeat(`%25&amp;\\`, 1<<20)
	if got := u.Text(strings.Repeat("x", 990) + `a+b%2fc` + long); got != "[redacted]" {
		t.Errorf("%s", got)
	}
	if got := u.Text(long); got != long[:1000]+"…" {
		t.Errorf("%s", got)
	}
}
