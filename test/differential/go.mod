module github.com/mediamesh/events/test/differential

go 1.26.0

require (
	github.com/go-json-experiment/json v1.27.2
	github.com/mediamesh/events v0.0.0
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3
)

require (
	go.yaml.in/yaml/v4 v4.0.0 // indirect
	golang.org/x/mod v0.43.0 // indirect
	golang.org/x/text v0.42.0 // indirect
)

replace github.com/mediamesh/events => ../..
