// Package clitest owns what the tests of several groups of commands share: running a command
// line without a process, a broker with dead letters, a schema registry, and the check that
// output commands neither a terminal nor a build server.
//
// Only tests import it.
package clitest
