# What a first, a second and a later run do, and the switches.
hello

run "$SMT" hello.smt
ok "the first run" out_is hello
ok "keeps its machine code" test "$(entries)" -eq 1
ok "optimises nothing" test "$(optimised)" -eq 0
run env SMT_BG=0 "$SMT" hello.smt
ok "the second run" out_is hello
run "$SMT" hello.smt
ok "the third run" out_is hello
ok "optimises in the background" await has_optimised 1
run "$SMT" hello.smt
ok "the last run uses what was built" out_is hello
ok "one entry" test "$(entries)" -eq 1
clean() { [ -z "$(find "$SMT_CACHE_DIR" -name 'tmp-*')" ]; }
ok "nothing is left of the build" await clean

# What is in the cache is run by one process that reads the script, the entry and nothing else of ours.
for kind in optimised quick; do
  SMT_BG=0 run strace -f -e trace=execve,execveat,openat,clone,clone3,vfork,fork -o trace "$SMT" hello.smt
  [ "$status" -eq 127 ] && break
  ok "$kind: one process, one program" test "$(grep -c -E 'exec|clone|fork' trace)" -eq 1
  ok "$kind: script, cache and entry are opened" test "$(grep -c openat trace)" -eq 3
  "$SMT" cache clear > /dev/null
  "$SMT" hello.smt > /dev/null
done
"$SMT" --tier=cc hello.smt > /dev/null
run "$SMT" cache info
ok "cache info" both out_has "^directory  $SMT_CACHE_DIR\$" -- out_has '^programs   1$'
run "$SMT" cache list
ok "cache list" out_has '  hello.smt$'
run "$SMT" cache path
ok "cache path" out_is "$SMT_CACHE_DIR"
run "$SMT" cache clear
ok "cache clear" both out_is 'removed 1 program' -- test "$(entries)" -eq 0
ok "leaves an empty directory" test -z "$(ls "$SMT_CACHE_DIR")"
run "$SMT" cache clear
ok "twice is fine" both status_is 0 -- out_is 'removed 0 programs'

run env SMT_BG=0 "$SMT" hello.smt
run env SMT_BG=0 "$SMT" hello.smt
sleep 1
ok "SMT_BG=0: nothing in the background" test "$(optimised)" -eq 0
run "$SMT" --tier=cc hello.smt
ok "--tier=cc builds at once" both out_is hello -- test "$(optimised)" -eq 1
run env SMT_CACHE=ro "$SMT" --tier=cc hello.smt
ok "SMT_CACHE=ro uses it" out_is hello
printf '(println "other")\n' > other.smt
before=$(ls "$SMT_CACHE_DIR")
run env SMT_CACHE=ro "$SMT" --tier=cc other.smt
ok "SMT_CACHE=ro runs what is not in it" out_is other
run env SMT_CACHE=ro "$SMT" other.smt
run env SMT_CACHE=off "$SMT" other.smt
run "$SMT" --no-cache other.smt
ok "--no-cache" out_is other
run "$SMT" --no-cache --tier=cc other.smt
ok "--no-cache --tier=cc" out_is other
ok "none of these writes" test "$before" = "$(ls "$SMT_CACHE_DIR")"
run "$SMT" --tier=cc --rebuild hello.smt
ok "--rebuild" both out_is hello -- test "$(optimised)" -eq 1
run env SMT_TIER=tcc "$SMT" hello.smt
ok "--tier=tcc has an entry of its own" both out_is hello -- test "$(entries)" -eq 2
run env SMT_TIER=tcc "$SMT" --rebuild hello.smt
ok "and builds it anew" both out_is hello -- test "$(entries)" -eq 2

# A first run that takes long is worth optimising at its end.
printf '(declare f (I64 -> I64))\n(define (f n) (if (== n 0) 0 (f (- n 1))))\n(println (show (f 1000000000)))\n' > long.smt
run "$SMT" long.smt
ok "a long first run" out_is 0
ok "is optimised" await eval '"$SMT" cache list | grep -q " optimised .*long.smt"'

# Warnings come with every run, also from the cache.
printf '(define (f x) (match x ((Some y) y)))\n(println (f (Some "w")))\n' > warns.smt
run "$SMT" --tier=tcc warns.smt
first=$err
run "$SMT" --tier=cc warns.smt
ok "warnings of a build" both out_is w -- err_is "$first"
run "$SMT" --tier=cc warns.smt
ok "warnings from the cache" both out_is w -- err_is "$first"
run "$SMT" --color=always warns.smt
ok "in colour" err_has "$(printf '\033')\\["

# An error on the way there must not be cached.
printf '(println "x"\n' > broken.smt
for i in 1 2 3; do run "$SMT" broken.smt; done
ok "errors are told each time" both status_is 65 -- err_has 'broken.smt:1'

# Background work holds neither the terminal nor pipes nor other open files.
printf '(println "detached")\n' > detached.smt
"$SMT" detached.smt > out 2> err
start=$SECONDS
got=$( (exec 7>&1; "$SMT" detached.smt) | cat)
ok "a pipe ends with the script" both test "$got" = detached -- test $((SECONDS - start)) -le 1
await has_optimised 3

# The process has the script's name in every tier, as if it were executed itself.
printf '(match (read-line) ((Some line) (println line)) ((None) Unit))\n' > waits.smt
mkfifo fifo
for tier in tcc cc cc; do
  "$SMT" --tier=$tier waits.smt < fifo > out &
  pid=$!
  exec 8> fifo
  await grep -q -x waits.smt /proc/$pid/comm
  ok "$tier: the name of the process" grep -q -x waits.smt /proc/$pid/comm
  exec 8>&-
  wait $pid
done

# The builder is nobody's child: while a script runs on, no ended process waits for it.
if [ -e /proc/self/task/$$/children ]; then
  "$SMT" cache clear > /dev/null
  for i in 1 2; do echo | SMT_BG=0 "$SMT" waits.smt > out; done
  "$SMT" waits.smt < fifo > out &
  pid=$!
  exec 8> fifo
  ok "a script that runs on is optimised" await has_optimised 1
  ok "no process that has ended waits for it" test -z "$(cat /proc/$pid/task/$pid/children)"
  exec 8>&-
  wait $pid
fi

# A failing C compiler is not tried for ever, and nobody hears of it.
printf '#!/bin/sh\necho ran >> "%s/ccruns"\nexit 1\n' "$PWD" > badcc
chmod +x badcc
for i in 1 2 3 4 5 6 7 8; do
  run env CC="$PWD/badcc" "$SMT" hello.smt
  sleep 0.3
done
ok "a broken CC does not show" both out_is hello -- err_is ''
ok "and is given up" test "$(wc -l < ccruns)" -le 9
