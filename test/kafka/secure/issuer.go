package main

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"time"
)

// What a token has to say for the brokers to take it, besides whose it is and
// until when it is good.
const (
	issuerName = "https://issuer.test/"
	audience   = "kafka-for-tests"
)

// issuer signs tokens, which are JSON Web Tokens (RFC 7519).
type issuer struct{ key *rsa.PrivateKey }

func newIssuer() (issuer, error) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	return issuer{key}, err
}

// claims are those of a token that is good for some time from now on.
func claims(valid time.Duration) map[string]any {
	now := time.Now()
	return map[string]any{"sub": user, "iss": issuerName, "aud": audience, "iat": now.Add(-time.Hour).Unix(), "exp": now.Add(valid).Unix()}
}

func (i issuer) token(claims map[string]any) (string, error) {
	text, err := json.Marshal(claims)
	if err != nil {
		return "", err
	}
	signed := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"RS256","typ":"JWT","kid":"1"}`)) + "." + base64.RawURLEncoding.EncodeToString(text)
	hash := sha256.Sum256([]byte(signed))
	signature, err := rsa.SignPKCS1v15(nil, i.key, crypto.SHA256, hash[:])
	return signed + "." + base64.RawURLEncoding.EncodeToString(signature), err
}

// keySet is what brokers check tokens with (RFC 7517).
func (i issuer) keySet() string {
	set, err := json.Marshal(map[string]any{"keys": []any{map[string]any{
		"kty": "RSA", "kid": "1", "alg": "RS256", "use": "sig",
		"n": base64.RawURLEncoding.EncodeToString(i.key.N.Bytes()),
		"e": base64.RawURLEncoding.EncodeToString(big.NewInt(int64(i.key.E)).Bytes()),
	}}})
	if err != nil {
		panic(err) // of texts
	}
	return string(set) + "\n"
}

func (i issuer) pem() string { return encodePEM("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(i.key)) }
