//go:build unix

package security

import (
	"bytes"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// consume connects to the brokers.
func consume(t *testing.T, args ...string) outcome {
	t.Helper()
	return mediamesh(t, t.TempDir(), append([]string{"consume", "--group", "g", "--timeout", "5s"}, args...)...)
}

// Credentials in the address of a broker are not printed, however they are given.
func TestBrokers_Credentials(t *testing.T) {
	for name, brokers := range map[string]string{
		"user and password": "ada:" + secret + "@kafka:9092", "password with a comma": "ada:" + secret + ",x@kafka:9092",
		"password with a quotation mark": `ada:"` + secret + `@kafka:9092`, "URL": "kafka://ada:" + secret + "@kafka:9092", "token": "kafka:9092/?token=" + secret,
	} {
		for _, format := range []string{"text", "json"} {
			byFlag := consume(t, "--brokers", brokers, "--format", format)
			t.Setenv("MEDIAMESH_BROKERS", brokers)
			byVariable := consume(t, "--format", format)
			for _, got := range []outcome{byFlag, byVariable} {
				if got.code != 2 || got.stderr == "" || strings.Contains(got.stdout+got.stderr, secret) {
					t.Errorf("%s: exit code %d\n%s%s\nwant 2, without the secret", name, got.code, got.stdout, got.stderr)
				}
			}
		}
	}
	t.Setenv("MEDIAMESH_BROKERS", "ada:"+secret+"@kafka:9092")
	want := `MEDIAMESH_BROKERS has credentials in "[redacted]@kafka:9092": want host:port, such as 127.0.0.1:9092; put them in MEDIAMESH_SASL_USER and MEDIAMESH_SASL_PASSWORD`
	if got := consume(t); !strings.Contains(got.stderr, want) {
		t.Errorf("%s\nwant %s", got.stderr, want)
	}
}

// tokensFrom has the command authenticate by a token of a URL.
func tokensFrom(t *testing.T, url string) outcome {
	t.Helper()
	cluster, err := kfake.NewCluster(kfake.NumBrokers(1))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cluster.Close)
	cluster.ControlKey(int16(kmsg.SASLHandshake), func(req kmsg.Request) (kmsg.Response, error, bool) {
		cluster.KeepControl()
		return req.ResponseKind(), nil, true // any mechanism will do
	})
	t.Setenv("MEDIAMESH_SASL_MECHANISM", "OAUTHBEARER")
	t.Setenv("MEDIAMESH_SASL_CLIENT_ID", "svc")
	t.Setenv("MEDIAMESH_SASL_CLIENT_SECRET", secret)
	t.Setenv("MEDIAMESH_SASL_TOKEN_URL", url)
	got := consume(t, "--brokers", cluster.ListenAddrs()[0])
	if strings.Contains(got.stdout+got.stderr, secret) {
		t.Errorf("%s%s\nhas the secret", got.stdout, got.stderr)
	}
	return got
}

func TestTokenURL_EndlessAnswer(t *testing.T) {
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
	got := tokensFrom(t, url+"/?key="+secret)
	if want := url + "/ answers with more than 256 KiB, the most that is read"; got.code != 1 || !strings.Contains(got.stderr, want) {
		t.Errorf("exit code %d\n%s\nwant 1 and %q", got.code, got.stderr, want)
	}
	if n := most.Load(); n > 64<<20 || got.memory > 256<<20 {
		t.Errorf("the endpoint could write %d bytes; the command took %d MiB", n, got.memory>>20)
	}
}

func TestTokenURL_Redirect(t *testing.T) {
	var reached atomic.Int32
	other := lying(t, func(http.ResponseWriter, *http.Request) { reached.Add(1) })
	url := lying(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other+"/?key="+secret, http.StatusPermanentRedirect)
	})
	got := tokensFrom(t, url)
	want := url + " answers 308 Permanent Redirect to " + other + "/?[redacted]: redirects are not followed; set the final URL"
	if got.code != 1 || !strings.Contains(got.stderr, want) || reached.Load() != 0 {
		t.Errorf("exit code %d, the other endpoint was asked %d times\n%s\nwant 1, 0 and %q", got.code, reached.Load(), got.stderr, want)
	}
}

func TestTokenURL_PlainHTTP(t *testing.T) {
	for url, want := range map[string]string{
		"http://id.invalid/?key=" + secret:           "MEDIAMESH_SASL_TOKEN_URL begins with http: want https",
		"https://svc:" + secret + "@id.invalid/":     "MEDIAMESH_SASL_TOKEN_URL has credentials in it",
		"https://svc:" + secret + "@id.invalid:port": "MEDIAMESH_SASL_TOKEN_URL is not a URL",
	} {
		if got := tokensFrom(t, url); got.code != 2 || !strings.Contains(got.stderr, want) {
			t.Errorf("exit code %d\n%s\nwant 2 and %q", got.code, got.stderr, want)
		}
	}
}
