# shellcheck shell=bash
# How nodes are run as processes of Java; sourced by kafka. What the other
# runner has too: check_tools, ports, prepare, launch, state, signal, pause,
# resume, pid, show_log, erase.

# shellcheck disable=SC2154 # set by kafka
jars=$dir/jars/$version
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

check_tools() {
  local missing=()
  java_is_recent || {
    say "$java is not Java 17 or newer, which runs the brokers${JAVA_HOME:+; JAVA_HOME chose it}"
    missing+=(openjdk-17-jre-headless)
  }
  [ -f "$jars/kafka-tools-$version.jar" ] || command -v mvn >/dev/null || {
    say "there is no mvn, which fetches the brokers' jars before the first start"
    missing+=(maven)
  }
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    fail "try: apt-get install -y ${missing[*]}  (a newer Java does too)"
  fi
  fail "install them (Debian's packages: ${missing[*]}; a newer Java does too), or start Docker"
}

java_is_recent() {
  local major
  command -v "$java" >/dev/null || return 1
  major=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
  [ "${major:-0}" -ge 17 ]
}

home() { echo "$dir/node-$1"; }

controller() { echo "127.0.0.1:$((port + 100 + $1 - 1))"; }

ports() {
  local n
  for n in $(all_nodes); do
    echo "$((port + n - 1))" "$((port + 100 + n - 1))"
  done
}

prepare() {
  local n formatting=() pid
  fetch_jars
  for n in $(all_nodes); do
    configure "$n"
    format "$n" &
    formatting+=($!)
  done
  for pid in "${formatting[@]}"; do
    wait "$pid" || fail "formatting failed: see $(home '*')/kafka.log"
  done
}

# fetch_jars fetches the jars of the brokers and of Kafka's shell tools, once.
fetch_jars() {
  [ ! -f "$jars/kafka-tools-$version.jar" ] || return 0
  command -v mvn >/dev/null || fail "there is no mvn, which fetches Kafka's jars (Debian's package maven)"
  say "fetching the jars of Kafka $version with Maven"
  rm -rf "$jars.part"
  mvn --batch-mode --quiet -f "$here/pom.xml" -Dkafka.version="$version" \
    dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$jars.part" >&2 ||
    fail "Maven could not fetch the jars: is its repository reached from here? (~/.m2/settings.xml names a mirror)"
  verify_jars
  rm -rf "$jars"
  mv "$jars.part" "$jars"
}

# verify_jars compares what Maven fetched, with all that it depends on, with the list
# in the repository.
verify_jars() {
  if [ "$version" != "$(pinned_version)" ]; then
    say "the jars of Kafka $version are not verified: jars.sha256 is for $(pinned_version)"
    return
  fi
  "$here/checksums" "$here/jars.sha256" "$jars.part" ||
    fail "these are not the jars that were pinned; if the version was changed: test/kafka/checksums test/kafka/jars.sha256 $jars.part --write"
}

configure() {
  mkdir -p "$(home "$1")"
  # There may be a password in it.
  (umask 077 && settings "$1" >"$(home "$1")/server.properties")
}

settings() {
  cat "$here/server.properties" - <<EOF

node.id=$1
log.dirs=$(home "$1")/data
listeners=CLIENT://$(address "$1"),CONTROLLER://$(controller "$1")$(secure_listeners "$1")
listener.security.protocol.map=CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL:SASL_SSL,MUTUAL:SSL
inter.broker.listener.name=CLIENT
controller.quorum.voters=$(voters)
default.replication.factor=$(replication)
min.insync.replicas=$(min_isr)
offsets.topic.replication.factor=$(replication)
transaction.state.log.replication.factor=$(replication)
transaction.state.log.min.isr=$(min_isr)
share.coordinator.state.topic.replication.factor=$(replication)
share.coordinator.state.topic.min.isr=$(min_isr)
$(secure_settings)
EOF
}

secure_listeners() {
  ! is_secure || echo ",SASL://127.0.0.1:$(sasl_port "$1"),MUTUAL://127.0.0.1:$(mutual_port "$1")"
}

voters() {
  local n list=()
  for n in $(all_nodes); do list+=("$n@$(controller "$n")"); done
  (IFS=, && echo "${list[*]}")
}

format() {
  # shellcheck disable=SC2154
  run_java "$1" kafka.tools.StorageTool format \
    --cluster-id "$cluster_id" --config "$(home "$1")/server.properties"
}

# run_java becomes Java, so it is for the background, with a node's log for its
# output. Java leaves signals alone that are ignored when it starts: Ctrl-C in
# the terminal of `up` is not for the node.
run_java() {
  local n=$1 options=()
  shift
  ! is_secure || options+=("$(secure_options)")
  trap '' INT HUP
  # shellcheck disable=SC2154,SC2086 # several options
  exec "$java" $heap $performance -XX:+ExitOnOutOfMemoryError \
    -Dlog4j2.configurationFile="$here/log4j2.properties" -Dkafka.log.level="$log_level" "${options[@]}" \
    -cp "$jars/*" "$@" </dev/null >>"$(home "$n")/kafka.log" 2>&1
}

launch() {
  run_java "$1" kafka.Kafka "$(home "$1")/server.properties" &
  echo $! >"$(home "$1")/pid"
}

# pid fails unless the process is the node: numbers are used again.
pid() {
  local pid
  pid=$(cat "$(home "$1")/pid" 2>/dev/null) || return 1
  case $(ps -ww -o args= -p "$pid") in
    *"kafka.Kafka $(home "$1")/server.properties") echo "$pid" ;;
    *) return 1 ;;
  esac
}

state() {
  local pid
  pid=$(pid "$1") || {
    echo down
    return
  }
  case $(ps -o state= -p "$pid") in
    T*) echo paused ;;
    *) echo running ;;
  esac
}

signal() {
  local pid
  pid=$(pid "$2") || return 0
  kill -s "$1" "$pid" 2>/dev/null || true
  # A process that is stopped takes no other signal than SIGKILL.
  [ "$1" != TERM ] || resume "$2"
}

pause() { signal STOP "$1"; }

resume() { signal CONT "$1"; }

show_log() { tail -n 20 "$(home "$1")/kafka.log" >&2; }

erase() { :; }
