# shellcheck shell=bash
# How nodes are run as containers; sourced by kafka. What the functions are for
# is said in java.sh.

check_tools() { :; }

ports() {
  local n
  # shellcheck disable=SC2154 # set by kafka
  for n in $(all_nodes); do echo "$((port + n - 1))"; done
}

container() { echo "mediamesh-kafka-$1"; }

# shellcheck disable=SC2154 # set by kafka
compose() {
  local files=(--file "$here/compose.yaml")
  ! is_secure || files+=(--file "$here/compose.secure.yaml")
  CLUSTER_ID=$cluster_id KAFKA_VERSION=$version KAFKA_LOG_LEVEL=$log_level \
    KAFKA_HEAP_OPTS=$heap KAFKA_JVM_PERFORMANCE_OPTS=$performance \
    VOTERS=$(voters) REPLICATION=$(replication) MIN_ISR=$(min_isr) \
    PORT_1=$port PORT_2=$((port + 1)) PORT_3=$((port + 2)) \
    SECRETS=$secrets SECURE_OPTIONS=$(secure_options) \
    SASL_PORT_1=$(sasl_port 1) SASL_PORT_2=$(sasl_port 2) SASL_PORT_3=$(sasl_port 3) \
    MUTUAL_PORT_1=$(mutual_port 1) MUTUAL_PORT_2=$(mutual_port 2) MUTUAL_PORT_3=$(mutual_port 3) \
    docker compose "${files[@]}" --profile three "$@" >&2
}

voters() {
  local n list=()
  for n in $(all_nodes); do list+=("$n@kafka-$n:9094"); done
  (IFS=, && echo "${list[*]}")
}

# Containers of a cluster that this folder does not know would be taken for it.
prepare() {
  erase
  is_secure || return 0
  cat "$here/server.properties" "$secrets/listeners.properties" >"$secrets/server.properties"
  # The image has a user of its own, who is nobody here.
  (cd "$secrets" && chmod a+r server.properties broker.pem ca.pem jwks.json)
}

# --no-recreate, since a new container would have no data.
launch() { compose up --detach --no-recreate "kafka-$1"; }

inspect() { docker inspect --format "$2" "$(container "$1")" 2>/dev/null; }

pid() { [ "$(state "$1")" != down ] && inspect "$1" '{{.State.Pid}}'; }

state() {
  case $(inspect "$1" '{{.State.Status}}') in
    running) echo running ;;
    paused) echo paused ;;
    *) echo down ;;
  esac
}

signal() {
  [ "$(state "$2")" = down ] || docker kill --signal "$1" "$(container "$2")" >/dev/null
}

pause() { docker pause "$(container "$1")" >/dev/null; }

resume() { docker unpause "$(container "$1")" >/dev/null; }

show_log() { docker logs --tail 20 "$(container "$1")" >&2; }

erase() { compose down --volumes --remove-orphans; }
