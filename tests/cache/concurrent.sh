# Many at once, and killed in between.
printf '(define (main args) (for a in args (println a)))\n' > echo.smt

wrong=0
seq 1000 | xargs -P 20 -I{} sh -c 'out=$("$SMT" echo.smt "run {}" 2>&1); [ "$out" = "run {}" ] || echo "{}: $out"' > wrong
ok "1,000 first runs, 20 at a time, in one empty cache" test ! -s wrong
ok "build one program" await has_optimised 1
sleep 0.2
ok "and only one" test "$(entries)" -eq 1

"$SMT" cache clear > /dev/null
seq 40 | xargs -P 20 -I{} sh -c 'out=$("$SMT" --tier=cc echo.smt "cc {}" 2>&1); [ "$out" = "cc {}" ] || echo "{}: $out"' > wrong
ok "40 builds of one program at once" test ! -s wrong

# Kill everything at random moments: in the front, or in the background build.
"$SMT" cache clear > /dev/null
wrong=0
for i in $(seq 150); do
  printf '(println "%s")\n' $((i % 7)) > kill.smt
  case $((i % 3)) in
    0) "$SMT" --tier=cc kill.smt > /dev/null 2>&1 & ;;
    *) "$SMT" kill.smt > /dev/null 2>&1 && "$SMT" kill.smt > /dev/null 2>&1 & ;;
  esac
  pid=$!
  sleep 0.0$((RANDOM % 10))$((RANDOM % 10))
  { kill -9 $pid; wait $pid; } 2> /dev/null
  # The background builds are in sessions of their own: those with our script's cache in their environment.
  for process in $(pgrep -x smt); do
    grep -q -z -x "SMT_CACHE_DIR=$SMT_CACHE_DIR" "/proc/$process/environ" 2> /dev/null && kill -9 "$process" 2> /dev/null
  done
  got=$("$SMT" kill.smt 2>&1)
  [ "$got" = $((i % 7)) ] || { wrong=$((wrong + 1)); echo "    $i: $got"; }
done
ok "killed at 150 random moments" test "$wrong" -eq 0
