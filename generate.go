package events

//go:generate go run ./internal/gen/generate contract
//go:generate go run ./internal/gen/typed contract events_test typed_list_test.go judge test/differential/internal/judge/typed_list.go
//go:generate go test -count=1 -run=^TestVectorsAreUpToDate$ . -update
