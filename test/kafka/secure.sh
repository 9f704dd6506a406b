# shellcheck shell=bash
# A cluster's secured listeners, beside the plain one; sourced by kafka. What
# they need is in a folder of its own, made anew with each cluster by
# secure/.

# shellcheck disable=SC2154 # set by kafka
secrets=$dir/secure

is_secure() { [ "$secure" = 1 ]; }

sasl_port() { echo $((port + 200 + $1 - 1)); }
mutual_port() { echo $((port + 300 + $1 - 1)); }

secure_ports() {
  local n
  is_secure || return 0
  for n in $(all_nodes); do echo "$(sasl_port "$n") $(mutual_port "$n")"; done
}

# on_all lists all nodes' addresses, whose ports a function tells.
on_all() {
  local n list=()
  for n in $(all_nodes); do list+=("127.0.0.1:$("$1" "$n")"); done
  (IFS=, && echo "${list[*]}")
}

make_secrets() {
  is_secure || return 0
  # shellcheck disable=SC2154
  go build -C "$root" -o "$dir/secure-tool" ./test/kafka/secure &&
    "$dir/secure-tool" -dir "$secrets" -sasl "$(on_all sasl_port)" -mutual "$(on_all mutual_port)"
}

make_users() {
  ! is_secure || "$dir/secure-tool" -dir "$secrets" -sasl "$(on_all sasl_port)" -users "$(addresses)"
}

secrets() {
  is_secure || fail "the cluster has no secured listeners: make kafka-down, then make kafka-up SECURE=1"
  echo "$secrets"
}

# secure_options are for Java: it reads keys from no file that it is not told of.
secure_options() { ! is_secure || echo "-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls=file://$secrets/jwks.json"; }

secure_settings() { ! is_secure || cat "$secrets/listeners.properties"; }
