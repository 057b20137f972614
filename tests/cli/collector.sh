# SMT_GC: what the collector does.
printf '(define (main) (progn (sys:gc) (sys:gc) (println "done")))\n' > gc.smt
SMT_GC=stats run "$SMT" gc.smt
ok "sys:gc collects, and the figures say so" both out_is done -- err_has '2 full collections'
SMT_GC=trace run "$SMT" gc.smt
ok "a line for each collection" both err_has 'gc 1: full' -- err_has 'longest pause'
run "$SMT" gc.smt
ok "nothing otherwise" both out_is done -- err_is ''
