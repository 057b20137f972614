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
