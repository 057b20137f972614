# Killed at random moments, in front or in the background, $FAULTS times: the next run is right and says nothing, and nothing
# is left in the cache but what belongs there. (make check-faults does it 10,000 times.)
faults=${FAULTS:-150}
for n in 0 1 2 3 4 5 6; do printf '(println "%s")\n' $n > kill$n.smt; done

# End a process group and whatever still builds for our cache.
end() {
  local process
  kill -9 -- "-$1" 2> /dev/null
  wait "$1" 2> /dev/null
  for process in $(pgrep -x smt); do
    grep -q -z -x "SMT_CACHE_DIR=$SMT_CACHE_DIR" "/proc/$process/environ" 2> /dev/null && kill -9 "$process" 2> /dev/null
  done
}

wrong=0
set -m
for i in $(seq "$faults"); do
  script=kill$((i % 7)).smt
  [ $((i % 11)) -ne 0 ] || "$SMT" cache clear > /dev/null
  case $((i % 5)) in
    0) "$SMT" --tier=cc $script > /dev/null 2>&1 & ;;
    1) "$SMT" --rebuild $script > /dev/null 2>&1 & ;;
    *) { "$SMT" $script; "$SMT" $script; } > /dev/null 2>&1 & ;;
  esac
  pid=$!
  sleep 0.0$((RANDOM % 10))$((RANDOM % 10))
  [ $((i % 3)) -ne 0 ] || sleep 0.$((RANDOM % 3))
  end $pid 2> /dev/null
  got=$("$SMT" $script 2>&1)
  [ "$got" = $((i % 7)) ] || { wrong=$((wrong + 1)); echo "    $i: $got"; }
done
set +m
ok "killed at $faults random moments" test "$wrong" -eq 0

# What killed builds have left goes with the next build.
printf '(println "last")\n' > last.smt
"$SMT" last.smt > /dev/null
"$SMT" last.smt > /dev/null
ok "a build after that" await eval '"$SMT" cache list | grep -q " optimised .*last.smt"'
tidy() { [ -z "$(ls "$SMT_CACHE_DIR" | grep -v -E '^([0-9a-f]{32}\.(x|ran)|trimmed|runtime-[0-9a-f]{32})$')" ]; }
ok "removes what was left" await tidy
ok "the runtime is whole" test "$(ls "$SMT_CACHE_DIR"/runtime-* | tr '\n' ' ')" = "libsmt.a smt.h "
