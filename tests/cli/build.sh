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
run "$SMT" build hello.smt -o small
run nm small
ok "what a program does not use is not in it" both out_has smt_println -- test -z "$(nm small | grep gmpn_mul)"
run env -i ./static
ok "in an empty environment too" out_is hello
mkfifo pipe
run "$SMT" build hello.smt -o pipe
ok "what is no ordinary file stays" both status_is 2 -- err_has 'pipe: is no ordinary file'
ok "as it was" test -p pipe
# The optimiser: what it did, and without one of its passes.
cat > optimised.smt <<'EOT'
(define-class (Sized :a) (size (:a -> Integer)))
(define-instance (Sized Integer) (define (size n) n))
(declare total (Sized :a => List :a -> Integer))
(define (total xs) (match xs ((Nil) 0) ((Cons x rest) (+ (size x) (total rest)))))
(declare squares (List Integer -> Integer))
(define (squares xs) (fold (fn (sum x) (+ sum (* x x))) 0 xs))
(declare upto (Integer -> Integer))
(define (upto n) (rec loop ((i 0) (sum 0)) (if (> i n) sum (loop (+ i 1) (+ sum (* i i))))))
(declare ever (Integer -> Integer))
(define (ever n) (if (< n 1) 0 (+ 1 (ever (- n (upto 1))))))
(define (main) (println (show (+ (total (make-list 1 2 3)) (+ (squares (make-list 1 2)) (+ (upto 9) (ever 5)))))))
EOT
run "$SMT" build --explain-opt optimised.smt -o unmade
ok "--explain-opt says what was specialised" out_has 'for Sized Integer'
ok "--explain-opt says what became a loop" out_has '`fold-list`: its function is known'
ok "--explain-opt says what could not be inlined" out_has 'calls itself'
ok "--explain-opt says what versions there are" out_has 'a loop for small Integers'
ok "--explain-opt builds nothing" test ! -e unmade
for pass in specialise cases cells sink contify modcons versions ranges specialise,cases,cells,versions; do
  "$SMT" build --without=$pass optimised.smt -o less
  run ./less
  ok "--without=$pass: the same result" out_is 301
done
run "$SMT" build --without=versions,match optimised.smt -o less
ok "--without: a pass that is needed" both status_is 2 -- err_has 'not `match`'
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
