package main

//go:generate go run ./internal/peergen
//go:generate go tool easyjson -all -no_std_marshalers -output_filename internal/peer/easyjson.go internal/peer/types.go
