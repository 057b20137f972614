# lib.sh -- what the shell tests share. Sourced by tests/cli/*.sh and tests/cache/*.sh, which run in an empty directory of
# their own with SMT (the program to test) and an empty cache.
#
#   run COMMAND...        runs it, for at most 60 seconds; sets $status, $out, $err (texts)
#   ok CLAIM TEST...      one test: the words after the claim are a condition
#   status_is N, out_is TEXT, out_has REGEX, err_is TEXT, err_has REGEX, quiet    conditions on the last run

run() {
  case $(type -t "$1") in
    file) timeout --foreground 60 "$@" ;;
    *) "$@" ;;
  esac > out 2> err < "${input:-/dev/null}"
  status=$?
  out=$(cat out) err=$(cat err)
}

ok() {
  local claim=$1
  shift
  if "$@"; then
    echo "ok $claim"
  else
    echo "FAIL $claim"
    echo "    not so: $*"
    echo "    status $status"
    printf '%s\n' "$out" | head -5 | sed 's/^/    out: /'
    printf '%s\n' "$err" | head -8 | sed 's/^/    err: /'
  fi
}

status_is() { [ "$status" -eq "$1" ]; }
out_is()    { [ "$out" = "$1" ]; }
err_is()    { [ "$err" = "$1" ]; }
out_has()   { printf '%s\n' "$out" | grep -E -q -e "$1"; }
err_has()   { printf '%s\n' "$err" | grep -E -q -e "$1"; }
quiet()     { [ -z "$out$err" ]; }
# Two conditions: both COND ARG... -- COND ARG...
both() {
  local first=()
  while [ "$1" != -- ]; do first+=("$1"); shift; done
  shift
  "${first[@]}" && "$@"
}
has()       { case $1 in *"$2"*) true ;; *) false ;; esac; }

# Entries in the cache now.
entries()   { find "$SMT_CACHE_DIR" -name '*.x' 2> /dev/null | wc -l; }
# Wait until a condition holds, for at most 20 seconds.
await() {
  local i
  for i in $(seq 200); do
    "$@" && return
    sleep 0.1
  done
  return 1
}
# Optimised programs among them.
optimised() { "$SMT" cache list | grep -c ' optimised '; }
has_optimised() { [ "$(optimised)" -ge "$1" ]; }
has_entries() { [ "$(entries)" -ge "$1" ]; }

hello() { printf '(println "hello")\n' > "${1:-hello.smt}"; }
