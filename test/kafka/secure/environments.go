package main

import (
	"fmt"
	"strings"
)

// makeEnvironments writes a file for each way to connect: what a service, or a
// command, is given by its environment.
func (c testCluster) makeEnvironments() error {
	for name, variables := range c.environments() {
		var b strings.Builder
		for _, v := range variables {
			fmt.Fprintf(&b, "MEDIAMESH_%s='%s'\n", v[0], v[1])
		}
		if err := c.write(name+".env", b.String()); err != nil {
			return err
		}
	}
	return nil
}

func (c testCluster) environments() map[string][][2]string {
	sasl := [][2]string{{"BROKERS", c.sasl}, {"TLS_CA", c.path("ca.pem")}}
	ways := map[string][][2]string{
		"mutual": {
			{"BROKERS", c.mutual}, {"TLS_CA", c.path("ca.pem")},
			{"TLS_CERT", c.path("client.pem")}, {"TLS_KEY", c.path("client.key")},
		},
		"oauthbearer": append(sasl[:2:2], [2]string{"SASL_MECHANISM", "OAUTHBEARER"}, [2]string{"SASL_TOKEN_FILE", c.path("token")}),
	}
	for _, m := range passwords {
		ways[strings.ToLower(m)] = append(sasl[:2:2], [2]string{"SASL_MECHANISM", m},
			[2]string{"SASL_USER", user}, [2]string{"SASL_PASSWORD_FILE", c.path(passwordFile(m))})
	}
	return ways
}
