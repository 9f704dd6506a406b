package cluster

import (
	"context"
)

// Security configures how connections are encrypted and how the client authenticates. The
// zero value is plain text without authentication.
type Security struct {
	// TLS encrypts connections and verifies the brokers' certificates. Default false,
	// unless another TLS field is set.
	TLS bool
	// CAFiles are PEM files with the CA certificates to verify the brokers' certificates
	// with. Default: the system's CAs. The files are read again for each connection.
	CAFiles []string
	// CertFile and KeyFile are PEM files with the client's certificate and private key, for
	// mutual TLS. They are read again for each connection, so certificates can be renewed
	// while the service runs. Default none.
	CertFile, KeyFile string
	// ServerName is the name that every broker's certificate must contain. Default: the
	// host name of the connection.
	ServerName string
	// InsecureSkipVerify disables certificate verification: anyone on the network path can
	// read and modify all traffic. Use it only with test clusters. Default false.
	InsecureSkipVerify bool

	// Mechanism is the SASL mechanism with which the client authenticates. Default
	// [MechanismNone].
	Mechanism Mechanism
	// User is the user name for [MechanismPlain] and the SCRAM mechanisms.
	User string
	// Password is the user's password. Alternatively, PasswordFile names a file that
	// contains it; a trailing line break is removed. The file is read for each
	// authentication.
	Password     Secret
	PasswordFile string

	// Token returns a token for [MechanismOAuthBearer] and is called for each
	// authentication. Instead of it, set one of AccessToken, a static token; TokenFile, a
	// file that is read for each authentication, such as one that Kubernetes renews; or
	// TokenURL.
	Token       func(context.Context) (string, error)
	AccessToken Secret
	TokenFile   string
	// TokenURL is an OAuth 2.0 token endpoint. The client requests tokens with the client
	// credentials grant: ClientID, ClientSecret or the content of ClientSecretFile, and
	// Scopes. Tokens are cached until shortly before they expire. The URL must use https,
	// except for localhost. It is a [Secret] because its query may contain a token.
	// Redirects are not followed, and responses are limited to 256 KiB.
	TokenURL         Secret
	ClientID         string
	ClientSecret     Secret
	ClientSecretFile string
	Scopes           []string
	// Extensions are SASL/OAUTHBEARER extensions, sent to the broker with the token.
	// Default none.
	Extensions map[string]string
}

// Mechanism is a SASL authentication mechanism.
type Mechanism string

// Supported mechanisms. [MechanismPlain] and [MechanismOAuthBearer] send the password or
// token in clear text, so use them only with TLS.
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

// UsesTLS reports whether connections are encrypted, that is, whether TLS or another TLS
// field is set.
func (s Security) UsesTLS() bool {
	return s.TLS || len(s.CAFiles) > 0 || s.CertFile != "" || s.KeyFile != "" || s.ServerName != "" || s.InsecureSkipVerify
}
