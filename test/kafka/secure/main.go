// Command secure makes what the secured listeners of a cluster for tests need,
// and its clients: certificates, passwords, tokens, users. All of it is made on
// the spot, and is of use to nobody beyond that cluster.
//
// Its tests connect to these listeners in every way that package kafka knows.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"time"
)

func main() {
	var c testCluster
	flag.StringVar(&c.dir, "dir", "", "`FOLDER` for all of it")
	flag.StringVar(&c.sasl, "sasl", "", "`ADDRESSES` of the listener for SASL")
	flag.StringVar(&c.mutual, "mutual", "", "`ADDRESSES` of the listener for mutual TLS")
	users := flag.String("users", "", "instead, make SCRAM's users at `BROKERS` that ask for nothing")
	flag.Parse()
	var err error
	if *users == "" {
		err = c.make()
	} else {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		err = c.addUsers(ctx, *users)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
