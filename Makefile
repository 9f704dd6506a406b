# The usual commands by name. Each is one line that can be typed as well.

.DEFAULT_GOAL := help
.PHONY: help stages lint release image dependencies test test-clients race cover fuzz chaos mutants check generate demo bench kafka-up kafka-down test-kafka test-registry

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

test: ## all tests
	go test ./...

test-clients: ## kcat, kafkajs and NestJS against the embedded broker, or MEDIAMESH_TEST_BROKERS=host:port,…
	go test -count=1 ./test/clients

race: ## all tests, with the race detector
	go test -race ./...

cover: ## what the tests cover of the packages that services run; fails below 85 %
	.ci/coverage

fuzz: ## each fuzz target for FUZZTIME (5m unless given), one after the other
	.ci/fuzz $(or $(FUZZTIME),5m)

chaos: ## faults for a minute, and broken variants that must be caught; see docs/reliability.md
	go run ./test/chaos -seed $(or $(SEED),1) -duration $(or $(DURATION),60s) -control all

mutants: ## COUNT (200) mutants of the code, of which tests must notice 95 %; see test/mutants/README.md
	go run ./test/mutants -count $(or $(COUNT),200) -seed $(or $(SEED),1)

check: ## what CI runs
	.ci/run

stages: ## the stages of CI; .ci/run STAGE... runs some of them
	@.ci/run --list

lint: ## gofmt, go vet for Linux, Windows and macOS, golangci-lint, shellcheck, actionlint
	PLATFORMS='windows darwin' .ci/run format vet lint scripts workflows

release: ## what a tag would release, for all platforms, in build/dist
	.ci/release --all

image: ## the container image's build steps, without a container daemon
	.ci/image

generate: ## everything that is generated, from contract/ and the examples' contracts
	go generate ./...

dependencies: ## docs/dependencies.md, after go.mod or a lock file changed; fails if a licence is not allowed
	go run ./test/licences

demo: ## 3,201 films through an embedded broker
	go run ./cmd/mediamesh demo

bench: ## the codec beside its peers; see bench/README.md
	go -C bench run . -quick

kafka-up: ## a real Kafka, one node or NODES=3, SECURE=1 for SASL and mutual TLS too; prints where it is; see test/kafka/README.md
	test/kafka/kafka up

kafka-down: ## stops it and removes its data
	test/kafka/kafka down

test-registry: ## the schema registry's suite on a real registry and a real Kafka, which are started and removed, or on what is up
	test/registry/suite

test-kafka: ## the delivery suites and all ways to connect on a real Kafka, which is started and removed, or on the one that is up
	test/kafka/suite
