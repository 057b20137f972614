# smt check: messages, and nothing runs.
hello
printf '(println "ran")\n(define x (+ 1 "two"))\n' > wrong.smt
printf '(define (f x) (match x ((Some y) y)))\n' > warns.smt
run "$SMT" check hello.smt
ok "nothing to say" both status_is 0 -- quiet
run "$SMT" check wrong.smt
ok "an error" both status_is 65 -- err_has '^wrong.smt:2:'
ok "nothing ran" out_is ''
run "$SMT" check warns.smt
ok "a warning" both status_is 0 -- err_has '^warns.smt:1:.*warning'
run "$SMT" check --strict warns.smt
ok "a warning with --strict" status_is 65
run "$SMT" check wrong.smt hello.smt warns.smt missing.smt
ok "several files: all are looked at" both err_has '^wrong.smt:2:' -- err_has '^warns.smt:1:'
ok "a missing one" both status_is 66 -- err_has 'missing.smt: there is no such file'
printf '(define (f x) (+ x 1))\n(println (show (f 1)))\n' > hello.smt
for stage in tokens data types core c; do
  run "$SMT" check --dump=$stage hello.smt
  ok "--dump=$stage" both status_is 0 -- test -n "$out"
  first=$out
  run "$SMT" check --dump=$stage hello.smt
  ok "--dump=$stage is stable" out_is "$first"
done
run "$SMT" check --dump=nonsense hello.smt
ok "--dump of something else" both status_is 2 -- err_has 'tokens'
