package cluster

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mediamesh/events/internal/endpoint"
)

// mechanisms are those that there are.
var mechanisms = []Mechanism{MechanismPlain, MechanismScramSHA256, MechanismScramSHA512, MechanismOAuthBearer}

// fieldNames gives a field of [Security] the name that its user knows it by.
type fieldNames func(field string) string

func (n fieldNames) wrong(field, format string, args ...any) error {
	return &ConfigError{Field: n(field), Problem: fmt.Sprintf(format, args...)}
}

// verify says what is wrong, in the fields' names. It reads all files, so that
// a service with a wrong path does not start.
func (s Security) verify(names fieldNames) error {
	if err := s.verifyTLS(names); err != nil {
		return err
	}
	switch s.Mechanism {
	case MechanismNone:
		return s.verifyNone(names)
	case MechanismPlain, MechanismScramSHA256, MechanismScramSHA512:
		return s.verifyPassword(names)
	case MechanismOAuthBearer:
		return s.verifyToken(names)
	}
	return names.wrong("Mechanism", "is %q: want %s", s.Mechanism, mechanismList())
}

func mechanismList() string {
	var list []string
	for _, m := range mechanisms {
		list = append(list, string(m))
	}
	last := len(list) - 1
	return strings.Join(list[:last], ", ") + " or " + list[last]
}

func (s Security) verifyTLS(names fieldNames) error {
	switch {
	case s.CertFile != "" && s.KeyFile == "":
		return names.wrong("KeyFile", "is missing, although %s is set: name the file with the certificate's key", names("CertFile"))
	case s.KeyFile != "" && s.CertFile == "":
		return names.wrong("CertFile", "is missing, although %s is set: name the file with the key's certificate", names("KeyFile"))
	case s.InsecureSkipVerify && len(s.CAFiles) > 0:
		return names.wrong("InsecureSkipVerify", "is set, and so is %s, which would not be looked at: unset one", names("CAFiles"))
	}
	if !s.UsesTLS() {
		return nil
	}
	_, err := s.tlsConfig(names)
	return err
}

// verifyNone finds credentials that would not be used.
func (s Security) verifyNone(names fieldNames) error {
	for _, f := range append(s.passwordFields(), s.tokenFields()...) {
		if f.set {
			return names.wrong("Mechanism", "is missing, although %s is set: want %s", names(f.name), mechanismList())
		}
	}
	return nil
}

// field is one that may be set.
type field struct {
	name string
	set  bool
}

func (s Security) passwordFields() []field {
	return []field{{"User", s.User != ""}, {"Password", !s.Password.Empty()}, {"PasswordFile", s.PasswordFile != ""}}
}

func (s Security) tokenFields() []field {
	return []field{
		{"Token", s.Token != nil}, {"AccessToken", !s.AccessToken.Empty()}, {"TokenFile", s.TokenFile != ""},
		{"TokenURL", !s.TokenURL.Empty()}, {"ClientID", s.ClientID != ""}, {"ClientSecret", !s.ClientSecret.Empty()},
		{"ClientSecretFile", s.ClientSecretFile != ""}, {"Scopes", len(s.Scopes) > 0}, {"Extensions", len(s.Extensions) > 0},
	}
}

// unused finds a field that the mechanism does not look at.
func (s Security) unused(names fieldNames, fields []field) error {
	for _, f := range fields {
		if f.set {
			return names.wrong(f.name, "is set, but %s is %s, which has no use for it: unset one", names("Mechanism"), s.Mechanism)
		}
	}
	return nil
}

func (s Security) verifyPassword(names fieldNames) error {
	if err := s.unused(names, s.tokenFields()); err != nil {
		return err
	}
	if s.User == "" {
		return names.wrong("User", "is missing: %s authenticates a user", s.Mechanism)
	}
	return verifySecret(names, "Password", s.Password, "PasswordFile", s.PasswordFile)
}

// verifySecret wants a secret in one of two fields.
func verifySecret(names fieldNames, field string, secret Secret, fileField, file string) error {
	switch {
	case secret.Empty() && file == "":
		return names.wrong(field, "is missing: set it, or name a file that holds it in %s", names(fileField))
	case !secret.Empty() && file != "":
		return names.wrong(fileField, "is set, and so is %s: unset one", names(field))
	case file == "":
		return nil
	}
	if _, err := SecretFromFile(file); err != nil {
		return &ConfigError{Field: names(fileField), Problem: "cannot be used: " + err.Error(), Err: err}
	}
	return nil
}

func (s Security) verifyToken(names fieldNames) error {
	if err := s.unused(names, s.passwordFields()); err != nil {
		return err
	}
	var from []string
	for _, f := range s.tokenFields()[:4] {
		if f.set {
			from = append(from, names(f.name))
		}
	}
	switch {
	case len(from) == 0:
		return names.wrong("AccessToken", "is missing: set it, %s or %s, since %s authenticates by a token", names("TokenFile"), names("TokenURL"), s.Mechanism)
	case len(from) > 1:
		return names.wrong("Mechanism", "is %s, which takes one token, and there are %s: unset all but one", s.Mechanism, strings.Join(from, " and "))
	case !s.TokenURL.Empty():
		return s.verifyClient(names)
	}
	if err := s.unusedClient(names); err != nil {
		return err
	}
	if s.TokenFile != "" {
		if _, err := SecretFromFile(s.TokenFile); err != nil {
			return &ConfigError{Field: names("TokenFile"), Problem: "cannot be used: " + err.Error(), Err: err}
		}
	}
	return nil
}

func (s Security) unusedClient(names fieldNames) error {
	for _, f := range s.tokenFields()[4:8] {
		if f.set {
			return names.wrong(f.name, "is set, but not %s, where it would be used", names("TokenURL"))
		}
	}
	return nil
}

func (s Security) verifyClient(names fieldNames) error {
	u, err := endpoint.Parse(s.TokenURL.Reveal())
	switch {
	case err != nil:
		return names.wrong("TokenURL", "is not a URL: want https://host/path")
	case u.User != "" || u.Password != "":
		return names.wrong("TokenURL", "has credentials in it: put them in %s and %s", names("ClientID"), names("ClientSecret"))
	case !u.Private():
		return names.wrong("TokenURL", "begins with http: want https, since the client's secret is sent there")
	case s.ClientID == "":
		return names.wrong("ClientID", "is missing: %s gives tokens to a client", names("TokenURL"))
	}
	return verifySecret(names, "ClientSecret", s.ClientSecret, "ClientSecretFile", s.ClientSecretFile)
}

// parseMechanism reads a mechanism as people write it.
func parseMechanism(text string) (Mechanism, bool) {
	m := Mechanism(strings.ToUpper(text))
	return m, m == MechanismNone || slices.Contains(mechanisms, m)
}
