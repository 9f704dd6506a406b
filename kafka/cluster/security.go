package cluster

import (
	"context"
)

// Security says how connections to the cluster are protected, and as whom.
// The zero value is plain text without authentication.
type Security struct {
	// TLS encrypts connections, and checks that the brokers are who they say.
	// Default false, unless another of the TLS fields is set.
	TLS bool
	// CAFiles are PEM files with the certificates of the authorities that the
	// brokers' certificates are signed by. Default: those that the system
	// trusts. Read again for each connection.
	CAFiles []string
	// CertFile and KeyFile are PEM files with the client's own certificate and
	// its key, for mutual TLS. Read again for each connection, so that they can
	// be renewed while the service runs. Default none.
	CertFile, KeyFile string
	// ServerName is the name that all brokers' certificates must have. Default:
	// the host that is connected to.
	ServerName string
	// InsecureSkipVerify trusts any server that answers: anyone between here and the
	// cluster can read and change everything. For a first look at a test
	// cluster. Default false.
	InsecureSkipVerify bool

	// Mechanism is how the client authenticates by SASL. Default [MechanismNone].
	Mechanism Mechanism
	// User is the name to authenticate as, by [MechanismPlain] and SCRAM.
	User string
	// Password is the user's; or PasswordFile holds it, without the line break
	// at its end. The file is read for each authentication.
	Password     Secret
	PasswordFile string

	// Token returns a token for [MechanismOAuthBearer]; it is called for each
	// authentication. In its place there can be one of: AccessToken, a token
	// that never changes; TokenFile, read for each authentication, as
	// Kubernetes renews it; TokenURL.
	Token       func(context.Context) (string, error)
	AccessToken Secret
	TokenFile   string
	// TokenURL returns tokens for OAuth 2.0 client credentials: ClientID, with
	// ClientSecret or the content of ClientSecretFile, for Scopes. Tokens are
	// kept until shortly before they expire. The URL must be https, except on
	// this machine. It is a [Secret], since it may have a token in its query.
	// Redirects are not followed, and an answer may have 256 KiB.
	TokenURL         Secret
	ClientID         string
	ClientSecret     Secret
	ClientSecretFile string
	Scopes           []string
	// Extensions are given to the broker along with the token. Default none.
	Extensions map[string]string
}

// Mechanism is a way to authenticate by SASL.
type Mechanism string

// The mechanisms. A password or a token is sent as it is by [MechanismPlain] and
// [MechanismOAuthBearer], so use them with TLS.
const (
	MechanismNone        Mechanism = ""
	MechanismPlain       Mechanism = "PLAIN"
	MechanismScramSHA256 Mechanism = "SCRAM-SHA-256"
	MechanismScramSHA512 Mechanism = "SCRAM-SHA-512"
	MechanismOAuthBearer Mechanism = "OAUTHBEARER"
)

// check says what is wrong with the configuration, which is the field of that
// name in another.
func (s Security) check(field string) error {
	return s.verify(func(f string) string { return field + "." + f })
}

// UsesTLS reports whether connections are encrypted: TLS is set, or a field that asks for
// it.
func (s Security) UsesTLS() bool {
	return s.TLS || len(s.CAFiles) > 0 || s.CertFile != "" || s.KeyFile != "" || s.ServerName != "" || s.InsecureSkipVerify
}
