# The command line itself: what is wrong with it is said on standard error, with status 2.
hello

run "$SMT"
ok "no arguments: usage" both status_is 2 -- err_has 'no script and no command'
run "$SMT" --help
ok "--help goes to standard output" both status_is 0 -- out_has '^usage: smt '
ok "--help fits a screen" test "$(printf '%s\n' "$out" | wc -l)" -le 40
run "$SMT" help
ok "help is --help" out_has '^usage: smt '
for command in run eval build check explain cache help version; do
  run "$SMT" "$command" --help
  ok "$command --help" both status_is 0 -- out_has "^usage: smt $command"
  first=$out
  run "$SMT" help "$command"
  ok "help $command is the same" out_is "$first"
done
run "$SMT" help biuld
ok "help of an unknown command" both status_is 2 -- err_has 'did you mean `build`'
run "$SMT" --version
ok "--version" both status_is 0 -- out_has '^smt [0-9]+\.[0-9]+\.[0-9]+$'
run "$SMT" version
ok "version says which build" out_has '^build +[0-9a-f]{32}$'

run "$SMT" biuld hello.smt
ok "a mistyped command" both status_is 2 -- err_has 'did you mean `smt build`'
run "$SMT" frobnicate
ok "an unknown word" both status_is 2 -- err_has 'no command and no file is called `frobnicate`'
run "$SMT" --teir=cc hello.smt
ok "a mistyped option" both status_is 2 -- err_has 'unknown option `--teir`; did you mean `--tier`'
run "$SMT" run --tier=gcc hello.smt
ok "a wrong value" both status_is 2 -- err_has 'auto\|tcc\|cc'
run "$SMT" run --tier
ok "a missing value" both status_is 2 -- err_has 'needs a value'
run "$SMT" run --no-cache=1 hello.smt
ok "a value too many" both status_is 2 -- err_has 'takes no value'
run "$SMT" check --tier=cc hello.smt
ok "an option of another command" both status_is 2 -- err_has '`smt check` has no option `--tier`'
run "$SMT" --strip run hello.smt
ok "an option before a command that does not take it" status_is 2
run "$SMT" -Z hello.smt
ok "an unknown letter" both status_is 2 -- err_has 'unknown option `-Z`'
run "$SMT" build
ok "a missing operand" both status_is 2 -- err_has 'usage: smt build'
run "$SMT" build hello.smt other.smt
ok "an operand too many" both status_is 2 -- err_has 'other.smt'
run "$SMT" cache frob
ok "an unknown cache command" both status_is 2 -- err_has 'info, list, clear and path'
run env SMT_TIER=fast "$SMT" hello.smt
ok "a wrong SMT_TIER" both status_is 2 -- err_has 'SMT_TIER'
run env SMT_CACHE=yes "$SMT" hello.smt
ok "a wrong SMT_CACHE" both status_is 2 -- err_has 'SMT_CACHE'
run "$SMT" completions csh
ok "completions for other shells: none" both status_is 2 -- err_has 'bash, zsh and fish'
run "$SMT" init
ok "init wants to know for which tool" both status_is 2 -- err_has '[-]-cmake'
