package cli_test

import (
	"crypto/tls"
	"encoding/pem"
	"io"
	"net"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/mediamesh/events/internal/cli/clitest"
	"github.com/twmb/franz-go/pkg/kfake"
)

// hunter is a secret that is found wherever it is printed.
const hunter = "Zzyzx-hunter2"

// secured is a cluster with TLS and users, and the file of its authority.
func secured(t *testing.T) (addr, ca string) {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	server.StartTLS()
	t.Cleanup(server.Close)
	target, err := kfake.NewCluster(kfake.NumBrokers(1), kfake.AllowAutoTopicCreation(), kfake.EnableSASL(),
		kfake.Superuser("SCRAM-SHA-512", "ada", hunter), kfake.TLS(&tls.Config{Certificates: server.TLS.Certificates}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(target.Close)
	ca = filepath.Join(t.TempDir(), "ca.pem")
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(ca, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return target.ListenAddrs()[0], ca
}

func TestSecuredCluster_ReadsFlagsAndEnvironment(t *testing.T) {
	addr, ca := secured(t)
	password := filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(password, []byte(hunter+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	right := map[string]string{
		"MEDIAMESH_BROKERS": addr, "MEDIAMESH_TLS_CA": ca,
		"MEDIAMESH_SASL_MECHANISM": "SCRAM-SHA-512", "MEDIAMESH_SASL_USER": "ada", "MEDIAMESH_SASL_PASSWORD": hunter,
	}
	wrong := map[string]string{
		"MEDIAMESH_BROKERS": "127.0.0.1:1", "MEDIAMESH_TLS_CA": "nowhere",
		"MEDIAMESH_SASL_MECHANISM": "PLAIN", "MEDIAMESH_SASL_USER": "bob", "MEDIAMESH_SASL_PASSWORD": "wrong",
	}
	flags := []string{"--brokers", addr, "--tls-ca", ca, "--sasl-mechanism", "scram-sha-512", "--sasl-user", "ada", "--sasl-password-file", password}
	for _, c := range []struct {
		name  string
		env   map[string]string
		flags []string
	}{
		{"by the environment", right, nil},
		{"by flags", nil, flags},
		{"flags win", wrong, flags},
	} {
		topics := []string{"--topic-prefix", strings.ReplaceAll(c.name, " ", "-") + "-"}
		code, stdout, stderr := clitest.RunWith(c.env, append(append([]string{"publish"}, c.flags...), topics...)...)
		if code != 0 || stdout != "" || stderr != "1 event published, 0 invalid\n" {
			t.Errorf("%s: publish: %d, %s, %s", c.name, code, stdout, stderr)
			continue
		}
		code, stdout, stderr = clitest.RunWith(c.env, append(append([]string{"consume", "-e", "-g", c.name}, c.flags...), topics...)...)
		// A busy machine may be slow to connect.
		stderr = strings.TrimPrefix(stderr, "waiting for a broker at "+addr+"\n")
		if code != 0 || stdout != clitest.Event+"\n" || stderr != "" {
			t.Errorf("%s: consume: %d, %s, %s", c.name, code, stdout, stderr)
		}
	}
	if code, _, stderr := clitest.RunWith(right, "demo"); code != 0 || !strings.HasPrefix(stderr, "3,201 films by a cluster on "+addr) {
		t.Errorf("demo: %d, %s", code, stderr)
	}
}

// An error of connecting says what to do, with flags of the command line.
func TestSecuredCluster_RefusalsNameTheFlag(t *testing.T) {
	addr, ca := secured(t)
	for _, c := range []struct {
		args []string
		code int
		text string // in the error
		next string
	}{
		{nil, 1, "broker " + addr + " requires TLS, but the client connected without it", "enable TLS: --tls, or --tls-ca FILE"},
		{[]string{"--tls"}, 1, "broker " + addr + " has a certificate that no known authority has signed", "trust the authority that signed the brokers' certificates: --tls-ca FILE"},
		{[]string{"--tls-ca", ca, "--tls-server-name", "db.test"}, 1, "broker " + addr + " has a certificate for other names: certificate is valid for example.com", "set the name in the brokers' certificates: --tls-server-name NAME"},
		{[]string{"--tls-ca", ca}, 1, "broker " + addr + " wants clients to authenticate", "authenticate with --sasl-mechanism and --sasl-user; see mediamesh help environment"},
		{[]string{"--tls-ca", ca, "--sasl-mechanism", "SCRAM-SHA-512", "--sasl-user", "bob"}, 1, "broker " + addr + " refuses the credentials: user bob, by SCRAM-SHA-512", "check the user and password, or the token; see mediamesh help environment"},
		{[]string{"--tls-cert", ca}, 2, "MEDIAMESH_TLS_KEY is missing, although --tls-cert is set", "correct --tls-key or MEDIAMESH_TLS_KEY; see mediamesh help environment"},
		{[]string{"--sasl-mechanism", "GSSAPI"}, 2, `mediamesh: --sasl-mechanism is "GSSAPI": want PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or OAUTHBEARER`, "correct --sasl-mechanism or MEDIAMESH_SASL_MECHANISM; see mediamesh help environment"},
		{[]string{"--sasl-mechanism", "PLAIN"}, 2, "MEDIAMESH_SASL_USER is missing: PLAIN authenticates a user", "correct --sasl-user or MEDIAMESH_SASL_USER; see mediamesh help environment"},
		{[]string{"--sasl-password=" + hunter}, 2, "unknown flag: --sasl-password", " --help"},
	} {
		env := map[string]string{}
		if strings.Contains(strings.Join(c.args, " "), "SCRAM") {
			env["MEDIAMESH_SASL_PASSWORD"] = "wrong-" + hunter
		}
		for command, more := range needed {
			args := slices.Concat(strings.Fields(command), more, []string{"--brokers", addr, "--timeout", "1m"}, c.args)
			code, stdout, stderr := clitest.RunWith(env, args...)
			if code != c.code || stdout != "" || !strings.Contains(stderr, c.text) || !strings.HasSuffix(stderr, c.next+"\n") || strings.Contains(stderr, hunter) {
				t.Errorf("%v: %d, %s, %s\nwant %s\nNext: %s", args, code, stdout, stderr, c.text, c.next)
			}
		}
	}
}

// echo is a broken broker: it sends back what it gets.
func echo(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var open sync.WaitGroup
	open.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			open.Go(func() {
				defer conn.Close()
				_, _ = io.Copy(conn, conn)
			})
		}
	})
	t.Cleanup(func() {
		listener.Close()
		open.Wait()
	})
	return listener.Addr().String()
}

// commands lists all that there are, those below others as well.
func commands(t *testing.T) [][]string {
	t.Helper()
	list := below(t, nil)
	if len(list) < 17 {
		t.Fatalf("commands %v", list)
	}
	return list
}

func below(t *testing.T, path []string) [][]string {
	t.Helper()
	_, out, _ := clitest.RunWith(nil, slices.Concat([]string{"__complete"}, path, []string{""})...)
	var list [][]string
	for line := range strings.Lines(out) {
		name, _, ok := strings.Cut(line, "\t")
		if !ok {
			continue
		}
		command := slices.Concat(path, []string{name})
		list = append(list, command)
		if strings.Contains(help(t, command), "\nAvailable Commands:\n") {
			list = append(list, below(t, command)...)
		}
	}
	return list
}

func help(t *testing.T, command []string) string {
	t.Helper()
	code, out, stderr := clitest.RunWith(nil, slices.Concat(command, []string{"--help"})...)
	if code != 0 {
		t.Fatalf("%v --help: %d, %s", command, code, stderr)
	}
	return out
}

// needed are the arguments without which a command that connects does not.
var needed = map[string][]string{
	"demo": nil, "publish": nil, "consume": {"--group", "g"}, "replay": {"--topic", "content.events"},
	"dlq list": nil, "dlq show": {"content.events.dlq/0/17"}, "dlq redrive": {"--topic", "content.events.dlq", "--yes"},
	"dlq discard": {"content.events.dlq/0/17", "--message", "m", "--yes"},
	"breaking":    {"--events", "content.events", "--contract", "../../contract"},
}

// connects reports whether a command has a cluster to connect to.
func connects(t *testing.T, command []string) bool {
	t.Helper()
	if !strings.Contains(help(t, command), "--brokers host:port ") {
		return false
	}
	if _, ok := needed[strings.Join(command, " ")]; !ok {
		t.Errorf("%v connects: say here what arguments it needs", command)
	}
	return true
}

// Each command that connects has the same flags, and the topic of help has
// them as well.
func TestConnectionFlags_AreTheSameOnEachCommand(t *testing.T) {
	_, topic, _ := clitest.RunWith(nil, "help", "environment")
	_, publish, _ := clitest.RunWith(nil, "publish", "--help")
	var flags []string
	for line := range strings.Lines(publish) {
		for _, prefix := range []string{"--tls", "--sasl", "--timeout", "--brokers"} {
			if at := strings.Index(line, prefix); at >= 0 && at < 10 {
				flags = append(flags, strings.Fields(line[at:])[0])
			}
		}
	}
	if len(flags) != 17 {
		t.Errorf("%d flags: %v", len(flags), flags)
	}
	found := 0
	for _, command := range commands(t) {
		if !connects(t, command) {
			continue
		}
		found++
		text := help(t, command)
		for _, flag := range flags {
			if !strings.Contains(text, " "+flag+" ") {
				t.Errorf("%v has no %s", command, flag)
			}
		}
	}
	if found != len(needed) {
		t.Errorf("%d commands connect, want %d", found, len(needed))
	}
	for _, flag := range flags {
		variable := "MEDIAMESH_" + strings.ToUpper(strings.ReplaceAll(strings.TrimPrefix(flag, "--"), "-", "_"))
		if !strings.Contains(topic, variable) || !strings.Contains(topic, " "+flag+"\n") {
			t.Errorf("the topic has no %s", flag)
		}
	}
	for _, variable := range []string{"MEDIAMESH_SASL_PASSWORD ", "MEDIAMESH_SASL_TOKEN ", "MEDIAMESH_SASL_CLIENT_SECRET "} {
		if !strings.Contains(topic, variable) {
			t.Errorf("the topic has no %s", variable)
		}
	}
}

func TestCommands_PrintNoSecret(t *testing.T) {
	addr, ca := secured(t)
	broken := echo(t)
	password := map[string]string{"MEDIAMESH_SASL_USER": "bob", "MEDIAMESH_SASL_PASSWORD": hunter + "!"}
	token := map[string]string{"MEDIAMESH_SASL_MECHANISM": "OAUTHBEARER", "MEDIAMESH_SASL_TOKEN": hunter}
	client := map[string]string{
		"MEDIAMESH_SASL_MECHANISM": "OAUTHBEARER", "MEDIAMESH_SASL_TOKEN_URL": "http://" + broken + "/",
		"MEDIAMESH_SASL_CLIENT_ID": "svc", "MEDIAMESH_SASL_CLIENT_SECRET": hunter,
	}
	confused := map[string]string{ // everything at once, and in places where it does not belong
		"MEDIAMESH_SASL_MECHANISM": "PLAIN", "MEDIAMESH_SASL_USER": "bob", "MEDIAMESH_SASL_PASSWORD": hunter, "MEDIAMESH_SASL_TOKEN": hunter,
		"MEDIAMESH_SASL_CLIENT_SECRET": hunter, "MEDIAMESH_SASL_TOKEN_URL": "https://svc:" + hunter + "@id.test/", "MEDIAMESH_SASL_EXTENSIONS": hunter,
	}
	with := func(env map[string]string, mechanism string) map[string]string {
		changed := map[string]string{"MEDIAMESH_TIMEOUT": "1s", "MEDIAMESH_TOPIC_PREFIX": "t-"}
		for k, v := range env {
			changed[k] = v
		}
		if mechanism != "" {
			changed["MEDIAMESH_SASL_MECHANISM"] = mechanism
		}
		return changed
	}
	environments := []map[string]string{
		with(password, "PLAIN"), with(password, "SCRAM-SHA-512"), with(password, "GSSAPI"), with(password, ""),
		with(token, ""), with(client, ""), with(confused, ""),
	}
	clean := func(env map[string]string, args ...string) {
		_, stdout, stderr := clitest.RunWith(env, args...)
		if all := stdout + stderr; strings.Contains(all, hunter) {
			t.Errorf("%v prints a secret: %s", args, all)
		}
	}
	var running sync.WaitGroup
	defer running.Wait()
	for _, command := range commands(t) {
		for _, env := range environments {
			clean(env, slices.Concat(command, []string{"--help"})...)
			clean(env, slices.Concat(command, []string{"--no-such-flag"})...)
			clean(env, slices.Concat([]string{"__complete"}, command, []string{"--"})...)
		}
		if !connects(t, command) {
			continue
		}
		args := slices.Concat(command, needed[strings.Join(command, " ")])
		for i, env := range environments {
			for j, where := range [][]string{
				{"--brokers", addr}, {"--brokers", addr, "--tls-ca", ca}, {"--brokers", broken}, {"--brokers", broken, "--tls-ca", ca}, {"--brokers", "127.0.0.1:1"},
			} {
				format := []string{"text", "json"}[(i+j)%2]
				// They mostly wait, so there may be more than processors.
				running.Go(func() { clean(env, slices.Concat(args, where, []string{"--format", format})...) })
			}
		}
	}
}
