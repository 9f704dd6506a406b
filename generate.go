package events

//go:generate go run ./internal/gen/generate contract
