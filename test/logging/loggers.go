// Package logging holds the test that personal data does not reach the logs of zap and
// zerolog. It is a module of its own, so that the library does not require them.
package logging
