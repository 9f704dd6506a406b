package cluster

import (
	"crypto/tls"
	"crypto/x509"
	"os"
)

// tlsConfig reads the files as they are now. The error is a *[ConfigError].
func (s Security) tlsConfig(names fieldNames) (*tls.Config, error) {
	config := &tls.Config{ServerName: s.ServerName, InsecureSkipVerify: s.InsecureSkipVerify}
	for _, file := range s.CAFiles {
		if config.RootCAs == nil {
			config.RootCAs = x509.NewCertPool()
		}
		pem, err := os.ReadFile(file)
		if err != nil {
			return nil, &ConfigError{Field: names("CAFiles"), Problem: "cannot be read: " + err.Error(), Err: err}
		}
		if !config.RootCAs.AppendCertsFromPEM(pem) {
			return nil, names.wrong("CAFiles", "cannot be used: %s has no certificate: want PEM, which begins with -----BEGIN CERTIFICATE-----", file)
		}
	}
	if s.CertFile == "" {
		return config, nil
	}
	// Read apart, so that an error says which of them it is about.
	cert, err := os.ReadFile(s.CertFile)
	if err != nil {
		return nil, &ConfigError{Field: names("CertFile"), Problem: "cannot be read: " + err.Error(), Err: err}
	}
	key, err := os.ReadFile(s.KeyFile)
	if err != nil {
		return nil, &ConfigError{Field: names("KeyFile"), Problem: "cannot be read: " + err.Error(), Err: err}
	}
	pair, err := tls.X509KeyPair(cert, key)
	if err != nil {
		return nil, &ConfigError{Field: names("CertFile"), Problem: "cannot be used with " + names("KeyFile") + ": " + err.Error(), Err: err}
	}
	// Given whichever authorities the broker says it accepts: it can say best
	// why it does not like this one.
	config.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return &pair, nil }
	return config, nil
}

// TLSConfig returns the TLS configuration, with the current content of the files, or nil if
// TLS is not enabled. The error is a *[ConfigError].
func (s Security) TLSConfig() (*tls.Config, error) {
	if !s.UsesTLS() {
		return nil, nil
	}
	return s.tlsConfig(func(f string) string { return "Security." + f })
}
