package cluster

import (
	"strings"
)

// SecurityError reports that the client could not establish a secure or authenticated
// connection to a broker. Retrying does not help: the configuration of one of them must be
// changed. Use errors.As to find it in a *[ConnectError] or in the *kafka.PublishError of a
// publisher that has never connected.
type SecurityError struct {
	Broker string // "host:port"
	Fault  Fault
	Detail string // details from the broker or its certificate; may be empty
	Err    error  // may be nil
}

// Fault is the kind of a [SecurityError].
type Fault string

// The kinds of SecurityError.
const (
	FaultUntrusted      Fault = "untrusted-certificate"       // the broker's certificate is not signed by a trusted authority
	FaultExpired        Fault = "expired-certificate"         // the broker's certificate has expired or is not yet valid
	FaultName           Fault = "certificate-of-another-name" // the broker's certificate is for another host name
	FaultClient         Fault = "client-certificate"          // the client certificate is missing or rejected by the broker
	FaultTLSWanted      Fault = "tls-wanted"                  // the broker requires TLS, but the client does not use it
	FaultTLSUnwanted    Fault = "tls-unwanted"                // the client uses TLS, but the broker does not
	FaultTLSVersion     Fault = "tls-version"                 // broker and client support no common TLS version
	FaultCredentials    Fault = "credentials"                 // the broker rejects the user, password or token
	FaultMechanism      Fault = "mechanism"                   // the broker does not support the SASL mechanism
	FaultSASLWanted     Fault = "sasl-wanted"                 // the broker requires authentication
	FaultSASLUnwanted   Fault = "sasl-unwanted"               // the broker does not authenticate clients
	FaultTokenRefused   Fault = "token-refused"               // the token endpoint rejects the client
	FaultTokenMalformed Fault = "token-malformed"             // the token is malformed
)

// faultTexts say what is wrong, and what to do.
var faultTexts = map[Fault][2]string{
	FaultUntrusted:      {"has a certificate that no known authority has signed", "name the file with the authority's certificate in Security.CAFiles (MEDIAMESH_TLS_CA)"},
	FaultExpired:        {"has a certificate that is not valid at this time", "have it renewed, or correct this machine's clock"},
	FaultName:           {"has a certificate for other names", "connect by one of its names, or set Security.ServerName (MEDIAMESH_TLS_SERVER_NAME) to one"},
	FaultClient:         {"wants a client certificate that it trusts", "set Security.CertFile and KeyFile (MEDIAMESH_TLS_CERT, MEDIAMESH_TLS_KEY) to one that is current and signed by an authority that the cluster knows"},
	FaultTLSWanted:      {"requires TLS, but the client connected without it", "set Security.TLS (MEDIAMESH_TLS=true), or use the cluster's port for plain text"},
	FaultTLSUnwanted:    {"does not speak TLS", "use the cluster's port for TLS, or take TLS out of Security (MEDIAMESH_TLS…)"},
	FaultTLSVersion:     {"and this client have no TLS version or cipher in common", "see which ones the broker allows: this client takes TLS 1.2 and 1.3"},
	FaultCredentials:    {"refuses the credentials", "check what is set in Security (MEDIAMESH_SASL_…)"},
	FaultMechanism:      {"does not offer the SASL mechanism", "set Security.Mechanism (MEDIAMESH_SASL_MECHANISM) to one that it does"},
	FaultSASLWanted:     {"wants clients to authenticate", "set Security.Mechanism (MEDIAMESH_SASL_MECHANISM) and its credentials"},
	FaultSASLUnwanted:   {"does not authenticate clients on this port", "use the cluster's port for SASL, or unset Security.Mechanism (MEDIAMESH_SASL_MECHANISM)"},
	FaultTokenRefused:   {"was not contacted: Security.TokenURL issues no token to this client", "check Security.ClientID, ClientSecret and Scopes (MEDIAMESH_SASL_CLIENT_ID, …_SECRET, …_SCOPES)"},
	FaultTokenMalformed: {"was not contacted: the token is malformed", "check what Security.AccessToken, TokenFile or Token give"},
}

func (e *SecurityError) Error() string {
	text := faultTexts[e.Fault]
	var b strings.Builder
	b.WriteString("broker " + e.Broker + " " + text[0])
	if e.Detail != "" {
		b.WriteString(": " + e.Detail)
	}
	return b.String() + "; " + text[1]
}

func (e *SecurityError) Unwrap() error { return e.Err }
