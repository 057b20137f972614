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
# Unused imports: what is used in any way is not one of them.
printf '(import-from coalton/queue push!)\n(define-macro (add q x) (push! x q))\n' > macro.smt
printf '(package helper (export helped))\n(define-class (Helped :a) (helped (:a -> String)))\n(define-instance (Helped Integer) (define (helped _) "yes"))\n' > helper.smt
printf '(import helper)\n(println "for its instances")\n' > effects.smt
printf '(import (coalton/list as l))\n(println (show (l:sort (make-list 2 1))))\n' > nickname.smt
printf '(package again (import coalton/queue) (export Queue))\n' > again.smt
for file in macro effects nickname again; do
  run "$SMT" check --strict $file.smt
  ok "every import is used: $file" both status_is 0 -- quiet
done
printf '(import coalton/queue)\n(println "a")\n' > unused.smt
run "$SMT" check --strict unused.smt
ok "one that is not" both status_is 65 -- err_has '^unused.smt:1:9: error\[W0009\]'
# Neither the parameters of an instance's method nor what a loop goes through is a choice that a warning could change.
cat > unused.smt <<'EOT'
(define-class (Shape :a) (corners (:a -> Integer -> Integer)))
(define-instance (Shape String) (define (corners name scale) 4))
(define (main)
  (for (Tuple a b) in (make-list (Tuple 1 2)) (print "y"))
  (println (show (the (List Integer) [1 :for z :below 3])))
  (println (show (corners "square" 2))))
EOT
run "$SMT" check --strict unused.smt
ok "methods and loops need not use their variables" both status_is 0 -- quiet
