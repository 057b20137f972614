# smt emit-c: one C file, as others build it; and what smt build shows of its work.
mkdir -p app
cat > app/greeting.smt <<'EOT'
(package greeting (import coalton-prelude) (export greet))

(declare greet (String -> String))
(define (greet name) (<> "hello, " name))
EOT
printf '(import greeting)\n(define (main) (println (greet "C")))\n' > app/hello.smt
run "$SMT" emit-c app/hello.smt -o hello.c --depfile hello.d
ok "a C file" both status_is 0 -- quiet
ok "which says where it is from" grep -q '^/\* Made by smt' hello.c
printf '%s\n' 'hello.c: \' '  app/hello.smt \' '  app/greeting.smt' '' app/greeting.smt: > expected.d
ok "and what it depends on" cmp expected.d hello.d

# Others compile it, with flags of their own.
for compiler in 'gcc -O0' 'gcc -O2' 'gcc -Os -fPIE -fomit-frame-pointer' 'clang -O2' tcc; do
  $compiler -std=c11 -Wall -Wextra -Werror -I"$TOP/runtime" -c hello.c 2> log && gcc -no-pie hello.o "$TOP/build/libsmt.a" -lm -o hello 2>> log
  run ./hello
  ok "$compiler makes a program of it without a warning" out_is 'hello, C'
  [ "$out" ] || head -5 log
done
# Calls that change no register must not meet what a leaf function keeps below the stack pointer.
cat > leaf.smt <<'EOT'
(declare mix (Integer -> Integer -> Integer -> Integer))
(define (mix a b c)
  (let ((d (* a b)) (e (* b c)) (f (* c a)) (g (+ a b)) (h (+ b c)) (i (+ c a)))
    (+ (+ (* d e) (* f g)) (+ (* h i) (+ (* d g) (* e h))))))
(define (main)
  (println (show (fold + 0 (map (fn (n) (mix (* n 1000000000) (+ n 2000000000) (- n 3000000000))) (range 1 2000))))))
EOT
"$SMT" emit-c leaf.smt -o leaf.c
want=$("$SMT" run --tier=tcc leaf.smt)
for flags in -O1 -O2 '-O3 -march=native'; do
  gcc $flags -I"$TOP/runtime" -no-pie leaf.c "$TOP/build/libsmt.a" -lm -o leaf
  run ./leaf
  ok "$flags, with a red zone" out_is "$want"
done

# Only a change is written.
touch -d 2001-01-01 hello.c hello.d
"$SMT" emit-c app/hello.smt -o hello.c --depfile hello.d
ok "the same C: the file is left alone" test "$(stat -c %y hello.c | cut -c1-4)" = 2001
sed -i 's/hello, /good day, /' app/greeting.smt
"$SMT" emit-c app/hello.smt -o hello.c
ok "other C: it is written" grep -q 'good day' hello.c
cp hello.c before.c
printf '(nope)\n' >> app/greeting.smt
run "$SMT" emit-c app/hello.smt -o hello.c --depfile hello.d
ok "an error in an import: our message" both status_is 65 -- err_has '^app/greeting.smt:5:2: error\['
ok "and nothing is written" cmp before.c hello.c
sed -i '$d' app/greeting.smt
cp -r app elsewhere
run "$SMT" emit-c "$PWD/elsewhere/hello.smt"
ok "the same bytes wherever the script lies; the standard output without -o" test "$out" = "$(cat hello.c)"
ln -s real.c link.c
printf 'old\n' > real.c
"$SMT" emit-c app/hello.smt -o link.c
ok "a link stays a link" both test -h link.c -- cmp real.c hello.c
run "$SMT" emit-c app/hello.smt -o no/such/dir.c
ok "a place that cannot be written" both status_is 1 -- err_has '^smt: no/such/dir.c: cannot be written'
run "$SMT" emit-c app/hello.smt --depfile x.d
ok "a depfile needs the name of what depends" both status_is 2 -- err_has '[-]o'
run "$SMT" emit-c app/hello.smt -o app/hello.smt
ok "the script is never overwritten" both status_is 2 -- err_has 'the script itself'
mkdir 'a b'
printf '(println "odd")\n' > 'a b/c#$d.smt'
"$SMT" emit-c 'a b/c#$d.smt' -o 'a b/odd$.c' --depfile odd.d
ok "odd names are quoted in the depfile" test "$(tr -d '\n' < odd.d)" = 'a\ b/odd$$.c: \  a\ b/c\#$$d.smt'

# smt build: the same program, step by step.
"$SMT" build app/hello.smt -o whole --depfile whole.d
ok "build --depfile" grep -q '^whole: ' whole.d
run "$SMT" build --print-commands app/hello.smt -o steps
ok "--print-commands" both status_is 0 -- test ! -e steps
printf '%s\n' "$out" > commands
PATH=$(dirname "$SMT"):$PATH sh -e commands
run ./steps
ok "the commands make a program" out_is 'good day, C'
run "$SMT" build -v --cc 'env LC_ALL=C gcc' --cflags '-g -DX=1' app/hello.smt -o verbose
ok "-v, --cc, --cflags" both err_has '^env LC_ALL=C gcc .* -g -DX=1 ' -- err_has 'libsmt.a .*-g'
run "$SMT" build --cc 'no-such-cc -x' app/hello.smt
ok "--cc: a compiler that is not there" both status_is 69 -- err_has '`no-such-cc` \(from --cc\)'
run "$SMT" build --cflags -fno-such-flag app/hello.smt
ok "--cflags: what the compiler says of them" both status_is 1 -- err_has 'no-such-flag'
printf '#!/bin/sh\necho run >> log-of-wrapper\nexec "$@"\n' > wrapper
chmod +x wrapper
run env CC="$PWD/wrapper gcc" "$SMT" build app/hello.smt -o wrapped
ok "CC with a wrapper in front" both status_is 0 -- test -s log-of-wrapper

# What is wrong with the script's own C is said where the script has it.
printf '(declare triple (I32 -> I32))\n(define-foreign triple "triple" (:header "missing.h"))\n(define (main) (println (show (triple 1))))\n' > calls.smt
"$SMT" emit-c calls.smt -o calls.c
run gcc -I"$TOP/runtime" -c calls.c
ok "C that is not there" err_has '^calls.smt:2:.*missing.h'
printf '(declare triple (I32 -> I32))\n(define (triple n)\n  (c (-> I32) (n) "n *\n    nonsense"))\n(define (main) (println (show (triple 1))))\n' > inline.smt
"$SMT" emit-c inline.smt -o inline.c
run gcc -I"$TOP/runtime" -c inline.c
ok "inline C" err_has '^inline.smt:4:5: error:.*nonsense'
