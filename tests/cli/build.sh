# smt build: a program of its own.
hello
printf '(define (main args) (progn (for a in args (println a)) 3))\n' > args.smt
run "$SMT" build hello.smt
ok "the program has the script's name" both status_is 0 -- quiet
run ./hello
ok "and runs" out_is hello
for level in 0 2 s; do
  run "$SMT" build -O$level args.smt -o app
  ok "-O$level" both status_is 0 -- quiet
  run ./app a 'b c'
  ok "-O$level: arguments and status" both status_is 3 -- out_is "$(printf 'a\nb c')"
done
run "$SMT" build --static --strip hello.smt --output=static
ok "--static --strip" status_is 0
run ./static
ok "a static program runs" out_is hello
ok "and is static" has "$(file -b static 2> /dev/null || echo statically)" statically
run env -i ./static
ok "in an empty environment too" out_is hello
# Tail calls are proper at every level.
printf '(define (f n) (if (== n 0) "done" (g (- n 1))))\n(define (g n) (f n))\n(println (f 3000000))\n' > tail.smt
for level in 0 2 s; do
  "$SMT" build -O$level tail.smt -o tail
  run ./tail
  ok "-O$level: tail calls in constant stack" out_is 'done'
done
run "$SMT" build hello.smt -o no/such/dir/app
ok "a place that cannot be written" both status_is 1 -- err_has '^smt: no/such/dir/app: '
run "$SMT" build missing.smt
ok "a missing script: 66" both status_is 66 -- err_is 'smt: missing.smt: there is no such file'
printf '(nope)\n' > wrong.smt
cp hello kept
run "$SMT" build wrong.smt -o kept
ok "an error leaves the old program alone" both status_is 65 -- test -x kept
cp hello.smt plain
run "$SMT" build plain
ok "the script is never overwritten" both status_is 2 -- err_has 'the script itself'
run env CC=none "$SMT" build hello.smt -o app2
ok "no C compiler: 69" both status_is 69 -- err_has 'cannot be found'
"$SMT" build hello.smt -o one
"$SMT" build hello.smt -o two
ok "the same script gives the same program" cmp one two
ok "nothing is left behind" test "$(ls | grep -c tmp)" -eq 0
