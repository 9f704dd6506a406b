package cluster

import (
	"fmt"
	"strconv"
	"strings"
)

// Environment variables that FromEnv reads. Lists are comma-separated.
const (
	EnvBrokers               = "MEDIAMESH_BROKERS"
	EnvTLS                   = "MEDIAMESH_TLS"
	EnvTLSCA                 = "MEDIAMESH_TLS_CA"
	EnvTLSCert               = "MEDIAMESH_TLS_CERT"
	EnvTLSKey                = "MEDIAMESH_TLS_KEY"
	EnvTLSServerName         = "MEDIAMESH_TLS_SERVER_NAME"
	EnvTLSInsecureSkipVerify = "MEDIAMESH_TLS_INSECURE_SKIP_VERIFY"
	EnvSASLMechanism         = "MEDIAMESH_SASL_MECHANISM"
	EnvSASLUser              = "MEDIAMESH_SASL_USER"
	EnvSASLPassword          = "MEDIAMESH_SASL_PASSWORD"
	EnvSASLPasswordFile      = "MEDIAMESH_SASL_PASSWORD_FILE"
	EnvSASLToken             = "MEDIAMESH_SASL_TOKEN"
	EnvSASLTokenFile         = "MEDIAMESH_SASL_TOKEN_FILE"
	EnvSASLTokenURL          = "MEDIAMESH_SASL_TOKEN_URL"
	EnvSASLClientID          = "MEDIAMESH_SASL_CLIENT_ID"
	EnvSASLClientSecret      = "MEDIAMESH_SASL_CLIENT_SECRET"
	EnvSASLClientSecretFile  = "MEDIAMESH_SASL_CLIENT_SECRET_FILE"
	EnvSASLScopes            = "MEDIAMESH_SASL_SCOPES"
	EnvSASLExtensions        = "MEDIAMESH_SASL_EXTENSIONS"
)

// envOf names the variable of a field of [Security].
var envOf = map[string]string{
	"CAFiles": EnvTLSCA, "CertFile": EnvTLSCert, "KeyFile": EnvTLSKey, "ServerName": EnvTLSServerName,
	"InsecureSkipVerify": EnvTLSInsecureSkipVerify,
	"Mechanism":          EnvSASLMechanism, "User": EnvSASLUser, "Password": EnvSASLPassword, "PasswordFile": EnvSASLPasswordFile,
	"AccessToken": EnvSASLToken, "TokenFile": EnvSASLTokenFile, "TokenURL": EnvSASLTokenURL,
	"ClientID": EnvSASLClientID, "ClientSecret": EnvSASLClientSecret, "ClientSecretFile": EnvSASLClientSecretFile,
	"Scopes": EnvSASLScopes, "Extensions": EnvSASLExtensions,
}

// FromEnv reads a Config from environment variables. getenv is usually [os.Getenv]. This
// package never reads the environment otherwise. Variables that are not set keep the
// defaults. The error is a *[ConfigError] whose Field is the variable's name. It never
// contains secrets.
func FromEnv(getenv func(name string) string) (Config, error) {
	c := Config{
		Brokers: List(getenv(EnvBrokers)),
		Security: Security{
			CAFiles:  List(getenv(EnvTLSCA)),
			CertFile: getenv(EnvTLSCert), KeyFile: getenv(EnvTLSKey), ServerName: getenv(EnvTLSServerName),
			User:     getenv(EnvSASLUser),
			Password: NewSecret(getenv(EnvSASLPassword)), PasswordFile: getenv(EnvSASLPasswordFile),
			AccessToken: NewSecret(getenv(EnvSASLToken)), TokenFile: getenv(EnvSASLTokenFile),
			TokenURL: NewSecret(getenv(EnvSASLTokenURL)), ClientID: getenv(EnvSASLClientID),
			ClientSecret: NewSecret(getenv(EnvSASLClientSecret)), ClientSecretFile: getenv(EnvSASLClientSecretFile),
			Scopes: List(getenv(EnvSASLScopes)),
		},
	}
	if problem := credentialsIn(c.Brokers, EnvSASLUser, EnvSASLPassword); problem != "" {
		return Config{}, &ConfigError{Field: EnvBrokers, Problem: problem}
	}
	for _, broker := range c.Brokers {
		if _, problem := completeBroker(broker); problem != "" {
			return Config{}, &ConfigError{Field: EnvBrokers, Problem: problem}
		}
	}
	for _, read := range []func(*Security, func(string) string) error{readSwitches, readMechanism, readExtensions} {
		if err := read(&c.Security, getenv); err != nil {
			return Config{}, err
		}
	}
	if err := c.Security.verify(func(field string) string { return envOf[field] }); err != nil {
		return Config{}, err
	}
	return c, nil
}

func readSwitches(s *Security, getenv func(string) string) error {
	for _, one := range []struct {
		name string
		to   *bool
	}{{EnvTLSInsecureSkipVerify, &s.InsecureSkipVerify}, {EnvTLS, &s.TLS}} {
		text := getenv(one.name)
		if text == "" {
			continue
		}
		var err error
		if *one.to, err = strconv.ParseBool(text); err != nil {
			return &ConfigError{Field: one.name, Problem: fmt.Sprintf("is %q: want true or false", text), Err: err}
		}
	}
	if getenv(EnvTLS) != "" && !s.TLS && s.UsesTLS() {
		return &ConfigError{Field: EnvTLS, Problem: "is false, but other variables ask for TLS (" + EnvTLS + "_…): unset it, or those"}
	}
	return nil
}

func readMechanism(s *Security, getenv func(string) string) error {
	text := getenv(EnvSASLMechanism)
	var ok bool
	if s.Mechanism, ok = parseMechanism(text); !ok {
		return &ConfigError{Field: EnvSASLMechanism, Problem: fmt.Sprintf("is %q: want %s", text, mechanismList())}
	}
	return nil
}

func readExtensions(s *Security, getenv func(string) string) error {
	for _, pair := range List(getenv(EnvSASLExtensions)) {
		key, value, ok := strings.Cut(pair, "=")
		if !ok || key == "" {
			return &ConfigError{Field: EnvSASLExtensions, Problem: "is not a list of pairs: want key=value,key=value"}
		}
		if s.Extensions == nil {
			s.Extensions = make(map[string]string)
		}
		s.Extensions[key] = value
	}
	return nil
}

// List splits text at commas and drops empty elements.
func List(text string) []string {
	var parts []string
	for part := range strings.SplitSeq(text, ",") {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}
