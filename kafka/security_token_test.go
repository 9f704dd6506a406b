package kafka_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
)

// tokenFault publishes with a token URL, and returns the error of the endpoint.
func tokenFault(t *testing.T, url string) *cluster.SecurityError {
	t.Helper()
	target := startCluster(t)
	acceptTokens(t, target, always("token"))
	p := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs(), Security: cluster.Security{
		Mechanism: cluster.MechanismOAuthBearer, TokenURL: cluster.NewSecret(url), ClientID: "svc", ClientSecret: cluster.NewSecret(hunter),
	}}})
	err := p.Publish(t.Context(), created("c-1"))
	denied, ok := errors.AsType[*cluster.SecurityError](err)
	if !ok || denied.Fault != cluster.FaultTokenRefused || strings.Contains(fmt.Sprintf("%v %+v", err, denied), hunter) {
		t.Fatalf("error %v, want one of the token URL without the secret", err)
	}
	return denied
}

// The secret and the token in the query reach the URL that was configured, and no other.
func TestTokenURL_IsNotRedirected(t *testing.T) {
	var reached, asked atomic.Int32
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	t.Cleanup(other.Close)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.RawQuery == "key="+hunter {
			asked.Add(1)
		}
		http.Redirect(w, r, other.URL+"/?key="+hunter, http.StatusTemporaryRedirect)
	}))
	t.Cleanup(server.Close)
	denied := tokenFault(t, server.URL+"?key="+hunter)
	want := server.URL + " answers 307 Temporary Redirect to " + other.URL + "/?[redacted]: redirects are not followed; set the final URL"
	if denied.Detail != want || reached.Load() != 0 || asked.Load() == 0 {
		t.Errorf("%s\nwant %s\nthe other server was asked %d times, the first %d times with its query", denied.Detail, want, reached.Load(), asked.Load())
	}
}

// The endpoint chooses the text of its status.
func TestTokenURL_StatusIsRedacted(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close()
		fmt.Fprintf(conn, "HTTP/1.1 400 \x1b[31mno %s %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", hunter, strings.Repeat("B", 100_000))
	}))
	t.Cleanup(server.Close)
	denied := tokenFault(t, server.URL)
	if !strings.HasPrefix(denied.Detail, `it answers 400 \x1b[31mno [redacted] BBBB`) || len(denied.Detail) > 250 {
		t.Errorf("%q", denied.Detail)
	}
}

func TestTokenURL_AnswerIsLimited(t *testing.T) {
	var written atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		for chunk := []byte(strings.Repeat(" ", 64<<10)); ; {
			n, err := w.Write(chunk)
			if written.Add(int64(n)); err != nil {
				return
			}
		}
	}))
	t.Cleanup(server.Close)
	denied := tokenFault(t, server.URL)
	if want := server.URL + " answers with more than 256 KiB, the most that is read"; denied.Detail != want {
		t.Errorf("%s\nwant %s", denied.Detail, want)
	}
	server.Close() // waits for the handlers
	// What the client does not read lies in buffers of the two ends of a connection.
	if n := written.Load(); n > 64<<20 {
		t.Errorf("the server could write %d bytes", n)
	}
}

// Only the URL's host and path are in the error of a connection.
func TestTokenURL_ErrorHasNoQuery(t *testing.T) {
	server := httptest.NewServer(nil)
	server.Close()
	target := startCluster(t)
	acceptTokens(t, target, always("token"))
	_, err := dlq.Find(t.Context(), dlq.Config{Cluster: cluster.Config{Brokers: target.ListenAddrs(), ConnectTimeout: time.Second, Security: cluster.Security{
		Mechanism: cluster.MechanismOAuthBearer, TokenURL: cluster.NewSecret(server.URL + "/?key=" + hunter), ClientID: "svc", ClientSecret: cluster.NewSecret(hunter),
	}}}, cluster.Position{Topic: "t.dlq"})
	if err == nil || strings.Contains(err.Error(), hunter) || !strings.Contains(err.Error(), `asking Security.TokenURL for a token: Post "`+server.URL+`/": dial tcp`) {
		t.Errorf("error %v, want that of the connection, without the query", err)
	}
}

func TestTokenURL_DoesNotPrint(t *testing.T) {
	type hidden struct{ inside cluster.Security }
	security := cluster.Security{Mechanism: cluster.MechanismOAuthBearer, TokenURL: cluster.NewSecret("https://u:" + hunter + "@h/?token=" + hunter)}
	for _, value := range []any{security, &security, hidden{security}, kafka.ConsumerConfig{Cluster: cluster.Config{Security: security}}, kafka.PublisherConfig{Cluster: cluster.Config{Security: security}}, cluster.Config{Security: security}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
			if text := fmt.Sprintf(verb, value); strings.Contains(text, hunter) || strings.Contains(text, fmt.Sprintf("%x", hunter)) {
				t.Errorf("%s of %T: %s", verb, value, text)
			}
		}
	}
	if text, err := json.Marshal(struct{ URL cluster.Secret }{security.TokenURL}); err != nil || string(text) != `{"URL":"[redacted]"}` {
		t.Errorf("%s, %v", text, err)
	}
}

// A configuration's addresses do not print with credentials either.
func TestBrokers_RefuseCredentials(t *testing.T) {
	for address, want := range map[string]string{
		"ada:" + hunter + "@a:9092":         `has credentials in "[redacted]@a:9092": want host:port, such as 127.0.0.1:9092; put them in %.Cluster.Security.User and Password`,
		hunter + "@a:9092":                  `has credentials in "[redacted]@a:9092": want host:port, such as 127.0.0.1:9092; put them in %.Cluster.Security.User and Password`,
		"kafka://ada:" + hunter + "@a:9092": `has credentials in "kafka://[redacted]@a:9092": want host:port, such as 127.0.0.1:9092; put them in %.Cluster.Security.User and Password`,
		"a:9092/?token=" + hunter:           `has "a:9092/?[redacted]": want host:port, such as 127.0.0.1:9092`,
		"https://a/?token=" + hunter:        `has "https://a/?[redacted]": want host:port, such as 127.0.0.1:9092`,
	} {
		_, publisher := kafka.NewPublisher(kafka.PublisherConfig{Cluster: cluster.Config{Brokers: []string{"b:9092", address}}})
		_, consumer := kafka.NewConsumer(kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: []string{address}}})
		for kind, err := range map[string]error{"PublisherConfig": publisher, "ConsumerConfig": consumer} {
			text := "kafka: " + kind + ".Cluster.Brokers " + strings.ReplaceAll(want, "%", kind)
			if wrong, ok := errors.AsType[*cluster.ConfigError](err); !ok || wrong.Error() != text {
				t.Errorf("%v\nwant %s", err, text)
			}
		}
	}
	for _, address := range []string{"kafka", "kafka:9092", "::1", "[::1]:9092", "10.0.0.1"} {
		p, err := kafka.NewPublisher(kafka.PublisherConfig{Cluster: cluster.Config{Brokers: []string{address}}})
		if err != nil {
			t.Errorf("%s: %v", address, err)
			continue
		}
		_ = p.Close(t.Context())
	}
}
