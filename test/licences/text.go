package main

// head is the part of the report before the modules.
const head = `# Dependencies

This page lists every Go module that is compiled into a service, the command, the tests or the
benchmarks on linux/amd64, and every folder with npm packages. ` + "`go run ./test/licences`" + ` writes this
page. CI fails if it is out of date, or if the licence of a module is not Apache-2.0, BSD, ISC, MIT
or MPL-2.0.

- **Go modules** are verified with ` + "`go.sum`" + ` on download, and with ` + "`go mod verify`" + ` in CI, in all
  modules of the repository.
- **npm packages** are verified with the hashes in the lock files and installed with
  ` + "`--ignore-scripts`" + `, because install scripts run code of the package's author. The ` + "`.npmrc`" + ` in each
  folder sets this too.
- **Jars** of Kafka and of the schema registry, which tests start, are compared with the SHA-256
  sums in [jars.sha256](../test/kafka/jars.sha256) and
  [apicurio.sha256](../test/registry/apicurio.sha256) before they run, including transitive
  dependencies.

In the column *used by*, *service* stands for programs that import the library, *tests of services*
for those that import ` + "`eventstest`" + ` or ` + "`broker`" + `, and *command* for ` + "`cmd/mediamesh`" + `. *tests* and
*bench* are this repository's own.

## Versions without a release

**` + "`github.com/munnerz/goautoneg`" + `**, from 2019, has no release after that commit. ` + "`prometheus/common`" + `
uses it to choose the format of a scrape from its Accept header. ` + "`prometheus/client_golang`" + ` imports
that, and package ` + "`kafka`" + ` imports client_golang. It is one file that parses one header, and imports
only the standard library. It goes away when prometheus/common replaces it, or if this library
exports metrics without client_golang, for example with OpenTelemetry only.

**` + "`github.com/twmb/franz-go/pkg/kfake`" + `**, the embedded broker, has no tags, unlike the other modules
of franz-go. ` + "`go.mod`" + ` names a commit, which ` + "`go.sum`" + ` pins by its hash. Services do not depend on it.
Only ` + "`broker`" + ` and ` + "`eventstest`" + ` import it, and the command for ` + "`mediamesh broker`" + ` and ` + "`demo`" + `
(` + "`test/arrows`" + ` checks this). The delivery tests run on it and on a real Kafka to detect differences.
Once there is a tag, it replaces the commit. The alternative to kfake is a real Kafka in a container
or a process, as ` + "`test/kafka`" + ` starts it, which requires Docker or Java for every test of a service.

## Go modules

`

// npmHead is the part between the modules and the npm packages.
const npmHead = `
## npm packages

The published package, in ` + "`ts/`" + `, has no dependencies, so services depend on none of these. Licences
are those that the packages declare.

`

// toolsHead is the part between the npm packages and the tools.
const toolsHead = `
## Tools

Go programs that CI and releases run have modules of their own below ` + "`tools/`" + `, so that none of their requirements reaches a build of
users. ` + "`go.sum`" + ` pins them. They are run, and neither linked nor distributed.

`

// foot is the last part.
const foot = `
` + "`hadolint`" + ` (GPL-3.0), which checks the Dockerfile, is installed from PyPI by the hash in ` + "`tools/requirements.txt`" + `. Debian's packages (Node.js, kcat,
Java, Maven, ShellCheck) are verified by apt. Maven's own plugins are pinned by version and not by hash.
`
