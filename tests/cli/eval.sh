# smt eval: the value of an expression, or its type.
run "$SMT" eval '(+ 2 3)'
ok "a number" both out_is 5 -- status_is 0
run "$SMT" eval '(Cons 1 Nil)'
ok "a list" both status_is 0 -- out_has '1'
run "$SMT" eval '"text"'
ok "a string prints as one would write it" out_is '"text"'
run "$SMT" eval '(println "side")'
ok "Unit prints nothing of its own" out_is side
run "$SMT" eval -7
ok "a negative number is no option" out_is -7
run "$SMT" eval '(define x 20)' '(+ x 1)'
ok "several expressions" out_is 21
run "$SMT" eval -t '(Cons True Nil)'
ok "-t" both out_is 'List Boolean' -- status_is 0
run "$SMT" eval --type '(fn (x) (println x))'
ok "--type" out_is 'String -> Unit'
run "$SMT" eval '(+ 1'
ok "an unclosed form" both status_is 65 -- err_has '^<eval>:1:'
run "$SMT" eval -t '(nope)'
ok "-t of an error" both status_is 65 -- out_is ''
run "$SMT" eval '(error "out")'
ok "an uncaught error" both status_is 1 -- err_has out
run "$SMT" eval ''
ok "nothing" both status_is 0 -- quiet
