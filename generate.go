package events

//go:generate go run ./cmd/mediamesh generate
