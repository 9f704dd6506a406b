package kafka_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// hunter is a secret that is found wherever it is printed.
const hunter = "Zzyzx-hunter2"

func TestSecretDoesNotPrint(t *testing.T) {
	type hidden struct{ inside cluster.Security }
	secret := cluster.NewSecret(hunter)
	security := cluster.Security{User: "ada", Password: secret, AccessToken: secret, ClientSecret: secret, TokenURL: cluster.NewSecret("https://u:" + hunter + "@h/?token=" + hunter)}
	publisher := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Security: cluster.Security{Mechanism: cluster.MechanismPlain, User: "ada", Password: secret}}})
	log := new(logs)
	slog.New(slog.NewJSONHandler(log, nil)).Info("x", "secret", secret, "security", security.Password)
	log.logger().Info("x", "secret", secret, "config", kafka.PublisherConfig{Cluster: cluster.Config{Security: security}})
	for i, got := range []string{
		fmt.Sprint(secret), fmt.Sprintf("%v %+v %#v %s %q %x %X %d %t", secret, secret, secret, secret, secret, secret, secret, secret, secret),
		fmt.Sprintf("%v %+v %#v", security, security, security), fmt.Sprintf("%v %+v", &security, &security),
		fmt.Sprintf("%v %+v %#v", hidden{security}, hidden{security}, &hidden{security}),
		fmt.Sprintf("%+v %#v", kafka.ConsumerConfig{Cluster: cluster.Config{Security: security}}, kafka.PublisherConfig{Cluster: cluster.Config{Security: security}}),
		fmt.Sprintf("%+v %#v", publisher, publisher),
		secret.String(), secret.GoString(), fmt.Sprint(secret.LogValue()), log.String(), fmt.Errorf("%v %w", secret, fmt.Errorf("%s", secret)).Error(),
	} {
		if strings.Contains(got, hunter) || strings.Contains(got, fmt.Sprintf("%x", hunter)) {
			t.Errorf("%d: %s", i, got)
		}
	}
	if secret.Reveal() != hunter {
		t.Errorf("it reveals %q", secret.Reveal())
	}
}

func TestSecretText(t *testing.T) {
	for _, c := range []struct {
		secret               cluster.Secret
		text, inGo, document string
	}{
		{cluster.NewSecret(hunter), "[redacted]", `cluster.Secret("[redacted]")`, `{"P":"[redacted]"}`},
		{cluster.Secret{}, "", `cluster.Secret("")`, `{"P":""}`},
		{cluster.NewSecret(""), "", `cluster.Secret("")`, `{"P":""}`},
	} {
		data, err := json.Marshal(struct{ P cluster.Secret }{c.secret})
		if got := fmt.Sprintf("%v", c.secret); err != nil || got != c.text || fmt.Sprintf("%#v", c.secret) != c.inGo || string(data) != c.document {
			t.Errorf("got %s, %#v, %s (%v), want %s, %s, %s", got, c.secret, data, err, c.text, c.inGo, c.document)
		}
	}
	for _, empty := range []cluster.Secret{{}, cluster.NewSecret("")} {
		if text := empty.Reveal(); text != "" || !empty.Empty() {
			t.Errorf("an empty one reveals %q", text)
		}
	}
	if text, err := cluster.NewSecret(hunter).MarshalText(); err != nil || string(text) != "[redacted]" {
		t.Errorf("as text %q, %v", text, err)
	}
	var read struct{ P cluster.Secret }
	if err := json.Unmarshal([]byte(`{"P":"`+hunter+`"}`), &read); err != nil || read.P.Reveal() != hunter {
		t.Errorf("read %q, %v", read.P.Reveal(), err)
	}
}
