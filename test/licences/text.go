package main

// head is the part of the report before the modules.
const head = `# Dependencies

Every Go module that is compiled into a service, the command, the tests or the benchmarks on linux/amd64, and every folder with npm
packages.
` + "`go run ./test/licences`" + ` writes this page; CI fails if it is not up to date, or if a module has another licence than Apache-2.0, BSD,
ISC, MIT or MPL-2.0.

- **Go modules** are verified by ` + "`go.sum`" + ` when they are fetched, and by ` + "`go mod verify`" + ` in CI, in all modules of the repository.
- **npm packages** are verified by the hashes in the lock files and installed with ` + "`--ignore-scripts`" + `: an install script is code of a
  package's author that would run on the machine. Each folder's ` + "`.npmrc`" + ` says so too.
- **Jars** of the real Kafka and the real schema registry, which tests start, are compared with the SHA-256 sums in
  [jars.sha256](../test/kafka/jars.sha256) and [apicurio.sha256](../test/registry/apicurio.sha256) before they run: all of them, with
  what Maven adds as a dependency of a dependency.

Who gets a module: *service* is a program that imports the library; *tests of services* are those that import ` + "`eventstest`" + ` or
` + "`broker`" + `; *command* is ` + "`cmd/mediamesh`" + `; *tests* and *bench* are this repository's own.

## Two versions that need an explanation

**` + "`github.com/munnerz/goautoneg`" + `**, of 2019, has no release after that commit. ` + "`prometheus/common`" + ` imports it to choose the format of a scrape
by its Accept header; ` + "`prometheus/client_golang`" + ` imports that, and package ` + "`kafka`" + ` imports client_golang. It is one file that parses one
header, and imports the standard library only. It goes when prometheus/common replaces it, or if this library exports metrics
without client_golang, for example by OpenTelemetry alone.

**` + "`github.com/twmb/franz-go/pkg/kfake`" + `**, the embedded broker, has no tags, unlike the client and the other modules of
franz-go. ` + "`go.mod`" + ` names a commit, which ` + "`go.sum`" + ` pins by its hash. Services do not get it: only ` + "`broker`" + ` and ` + "`eventstest`" + ` import it, and the command
for ` + "`mediamesh broker`" + ` and ` + "`demo`" + ` (` + "`test/arrows`" + ` fails otherwise). The delivery suites run on it and on a real Kafka, so that a
difference is found. A tag replaces the commit when there is one. Without kfake, a real Kafka in a container or in a process, as
` + "`test/kafka`" + ` starts it, would replace it, at the price of Docker or Java for every test of a service.

## Go modules

`

// npmHead is the part between the modules and the npm packages.
const npmHead = `
## npm packages

The published package, in ` + "`ts/`" + `, has no dependencies: a service gets none of these. Licences are those that the packages declare.

`

// foot is the last part.
const foot = `
## Tools

CI runs ` + "`staticcheck`" + ` by version, ` + "`go run honnef.co/go/tools/cmd/staticcheck@…`" + ` in ` + "`.ci/run`" + `, verified by Go's checksum database. Debian's
packages (Node.js, kcat, Java, Maven) are verified by apt. Maven's own plugins are pinned by version and not by hash.
`
