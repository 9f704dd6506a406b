package connect

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/sasl"
	"github.com/twmb/franz-go/pkg/sasl/oauth"
	"github.com/twmb/franz-go/pkg/sasl/plain"
	"github.com/twmb/franz-go/pkg/sasl/scram"

	"github.com/mediamesh/events/kafka/cluster"
)

// mechanism returns the client's SASL mechanism. It reads passwords and tokens for each
// authentication: when connecting, and when the broker requires reauthentication.
func mechanism(s cluster.Security) sasl.Mechanism {
	switch s.Mechanism {
	case cluster.MechanismPlain:
		return &credentials{user: s.User, Mechanism: plain.Plain(func(context.Context) (plain.Auth, error) {
			password, err := secretOf(s.Password, s.PasswordFile)
			return plain.Auth{User: s.User, Pass: password}, err
		})}
	case cluster.MechanismScramSHA256, cluster.MechanismScramSHA512:
		with := scram.Sha256
		if s.Mechanism == cluster.MechanismScramSHA512 {
			with = scram.Sha512
		}
		return &credentials{user: s.User, Mechanism: with(func(context.Context) (scram.Auth, error) {
			password, err := secretOf(s.Password, s.PasswordFile)
			return scram.Auth{User: s.User, Pass: password}, err
		})}
	}
	token := tokens(s)
	return &credentials{Mechanism: oauth.Oauth(func(ctx context.Context) (oauth.Auth, error) {
		text, err := token(ctx)
		return oauth.Auth{Token: text, Extensions: s.Extensions}, err
	})}
}

// credentials is a mechanism that can describe its user in errors.
type credentials struct {
	sasl.Mechanism
	user string // "" for a token
}

func (c *credentials) String() string {
	if c.user == "" {
		return fmt.Sprintf("the token, by %s", c.Name())
	}
	return fmt.Sprintf("user %s, by %s", c.user, c.Name())
}

// Authenticate implements [sasl.Mechanism].
func (c *credentials) Authenticate(ctx context.Context, addr string) (sasl.Session, []byte, error) {
	session, first, err := c.Mechanism.Authenticate(ctx, addr)
	if err != nil {
		var denied *cluster.SecurityError
		if errors.As(err, &denied) {
			located := *denied
			located.Broker = addr
			return nil, nil, &located
		}
		return nil, nil, fmt.Errorf("making ready to authenticate: %w", err)
	}
	if c.Name() == string(cluster.MechanismOAuthBearer) {
		session = &tokenSession{Session: session, addr: addr, sent: string(first)}
	}
	return session, first, nil
}

// tokenSession turns the answer to a rejected token into an error. The broker sends a JSON text
// with the reason, not an error code.
type tokenSession struct {
	sasl.Session
	addr string
	sent string // the client's first message, with the token
}

// Challenge implements [sasl.Session].
func (s *tokenSession) Challenge(answer []byte) (bool, []byte, error) {
	if len(answer) == 0 {
		return s.Session.Challenge(answer)
	}
	denied := &cluster.SecurityError{Broker: s.addr, Fault: cluster.FaultCredentials, Detail: "the token, by OAUTHBEARER", Err: kerr.SaslAuthenticationFailed}
	var why struct {
		Status string `json:"status"`
	}
	if json.Unmarshal(answer, &why) == nil && plainWord(why.Status) && !strings.Contains(s.sent, why.Status) {
		denied.Detail += ", as " + why.Status
	}
	return false, nil, denied
}

// plainWord reports whether s is a short word like "invalid_token".
func plainWord(s string) bool {
	return s != "" && len(s) <= 40 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz_") == ""
}

// secretOf returns the secret, or the content of file if one is set.
func secretOf(secret cluster.Secret, file string) (string, error) {
	if file == "" {
		return secret.Reveal(), nil
	}
	read, err := cluster.SecretFromFile(file)
	return read.Reveal(), err
}
