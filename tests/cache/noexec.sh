# Where no memory can be made executable, the program is executed as a file.
hello
printf '(define xs (map show (range 1 1000)))\n(define (main args) (progn (for a in args (println a)) (println (show (length xs))) 3))\n' > values.smt
if ! cc -O1 -static -o no_exec_memory "$TOP/tests/cache/no_exec_memory.c" 2> log || ! ./no_exec_memory "$SMT" --version > /dev/null 2>> log; then
  echo "    skipped: $(tail -n 1 log)"
fi
if [ -x no_exec_memory ]; then
  for tier in tcc cc; do
    if [ $tier = cc ]; then # which cannot be run like that
      "$SMT" --tier=cc hello.smt > /dev/null
      "$SMT" --tier=cc values.smt > /dev/null
    fi
    for i in 1 2; do
      run ./no_exec_memory "$SMT" --tier=$tier hello.smt
      ok "$tier: run $i" both out_is hello -- err_is ''
      run ./no_exec_memory "$SMT" --tier=$tier values.smt a
      ok "$tier: run $i, with values" both status_is 3 -- out_is "$(printf 'a\n1000')"
      ok "$tier: run $i, says nothing" err_is ''
    done
  done
  run ./no_exec_memory "$SMT" --no-cache hello.smt
  ok "without a cache" both out_is hello -- err_is ''
fi
ok "without such a rule" both test "$("$SMT" hello.smt)" = hello -- true
