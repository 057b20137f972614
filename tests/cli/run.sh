# smt run: a script is run as if it were a program.
hello
cat > args.smt <<'EOT'
(define (main args)
  (for a in args (println a)))
EOT
cat > status.smt <<'EOT'
(define (main) 42)
EOT
cat > wrong.smt <<'EOT'
(define x (+ 1 "two"))
EOT
cat > cat.smt <<'EOT'
(define (copy)
  (match (read-line)
    ((Some line) (progn (println line) (copy)))
    ((None) Unit)))
(copy)
EOT
cat > fails.smt <<'EOT'
(println "before")
(error "this went wrong")
EOT

for tier in tcc cc; do
  run "$SMT" run --tier=$tier hello.smt
  ok "$tier: hello" both out_is hello -- err_is ''
  run "$SMT" --tier=$tier hello.smt
  ok "$tier: the word run may be left out" out_is hello
  run "$SMT" --tier=$tier args.smt -x --help -- 'two words' '' --tier=cc
  ok "$tier: everything after FILE is the script's" out_is "$(printf '%s\n' -x --help -- 'two words' '' --tier=cc)"
  run "$SMT" run --tier=$tier status.smt
  ok "$tier: the exit status is the script's" both status_is 42 -- quiet
  run "$SMT" run --tier=$tier wrong.smt
  ok "$tier: 65 when it does not compile" both status_is 65 -- err_has '^wrong.smt:1:'
  ok "$tier: and nothing on standard output" out_is ''
  printf 'one\ntwo' > lines
  input=lines run "$SMT" --tier=$tier cat.smt
  ok "$tier: standard input" out_is "$(printf 'one\ntwo')"
  run "$SMT" --tier=$tier fails.smt
  ok "$tier: 1 for an uncaught error" both status_is 1 -- out_is before
  ok "$tier: which is told with its place" both err_has 'this went wrong' -- err_has 'fails.smt:2:'
  input=hello.smt run "$SMT" --tier=$tier -
  ok "$tier: - is the standard input" out_is hello
  input=args.smt run "$SMT" --tier=$tier - a b
  ok "$tier: - with arguments" out_is "$(printf 'a\nb')"
  input=wrong.smt run "$SMT" --tier=$tier -
  ok "$tier: the standard input has a name" both status_is 65 -- err_has '^<stdin>:1:'

  # The pipe is closed after the first line.
  cat > many.smt <<'EOT'
(define (go n) (progn (println "line") (go (+ n 1))))
(go 0)
EOT
  run bash -c "timeout 20 '$SMT' --tier=$tier many.smt | head -n 1; echo \${PIPESTATUS[0]}"
  ok "$tier: a closed pipe ends it quietly" both out_is "$(printf 'line\n141')" -- err_is ''

  # A signal ends it as it would end any program.
  cat > forever.smt <<'EOT'
(define (go n) (go (+ n 1)))
(println "started")
(go 0)
EOT
  "$SMT" --tier=$tier forever.smt > out 2> err &
  pid=$!
  sleep 0.5
  kill -TERM $pid
  wait $pid 2> /dev/null
  status=$?
  ok "$tier: killed by a signal" status_is 143
done

printf '#!%s\n(println "by its name")\n' "$SMT" > script
chmod +x script
run ./script
ok "a script that is executed" both out_is 'by its name' -- err_is ''
mkdir bin
ln -s "$SMT" bin/smt
ln -s "$SMT" 'bin/smt run'
printf '#!/usr/bin/env smt\n(define (main args) (for a in args (println a)))\n' > script
run env PATH="$PWD/bin:$PATH" ./script a --help
ok "#!/usr/bin/env smt" out_is "$(printf 'a\n--help')"
printf '#!/usr/bin/env smt run\n(println "two words")\n' > script
run env PATH="$PWD/bin:$PATH" ./script
ok "#!/usr/bin/env smt run" out_is 'two words'
mkfifo pipe
cat hello.smt > pipe &
run "$SMT" pipe
ok "a script from a pipe" out_is hello
cp hello.smt -- '-dash.smt'
run "$SMT" -- -dash.smt
ok "-- ends the options" out_is hello
cp hello.smt 'a name with spaces'
run "$SMT" './a name with spaces'
ok "any name will do" out_is hello

run "$SMT" missing.smt
ok "a missing file: 127" both status_is 127 -- err_is 'smt: missing.smt: there is no such file'
run "$SMT" hello.smt/x.smt
ok "a file below a file: 127" status_is 127
mkdir dir.smt
run "$SMT" dir.smt
ok "a directory: 126" both status_is 126 -- err_is 'smt: dir.smt: is a directory, not a script'
if [ "$(id -u)" -ne 0 ]; then
  cp hello.smt secret.smt
  chmod 0 secret.smt
  run "$SMT" secret.smt
  ok "no permission: 126" both status_is 126 -- err_has 'permission denied'
fi
run env CC=no-such-compiler "$SMT" --tier=cc hello.smt
ok "no C compiler: 69" both status_is 69 -- err_has 'no-such-compiler'
run env CC=no-such-compiler "$SMT" hello.smt
ok "and without --tier=cc none is needed" out_is hello
run env CC='env cc' "$SMT" --tier=cc hello.smt
ok "CC may be several words" out_is hello

printf '(define (f x) (match x ((Some y) y)))\n(println (f (Some "w")))\n' > warns.smt
run "$SMT" warns.smt
ok "a warning does not stop it" both out_is w -- err_has 'warning'
run "$SMT" --strict warns.smt
ok "--strict makes it an error" both status_is 65 -- out_is ''
run "$SMT" --color=always warns.smt
ok "--color=always" err_has "$(printf '\033')\\["
run "$SMT" --color=never warns.smt
ok "--color=never" test "$(printf '%s' "$err" | grep -c "$(printf '\033')")" -eq 0
run env CLICOLOR_FORCE=1 "$SMT" warns.smt
ok "CLICOLOR_FORCE" err_has "$(printf '\033')\\["
run env CLICOLOR_FORCE=1 NO_COLOR=1 "$SMT" warns.smt
ok "NO_COLOR" test "$(printf '%s' "$err" | grep -c "$(printf '\033')")" -eq 0
# --timings: every stage, on standard error.
run "$SMT" run --no-cache --timings hello.smt
ok "--timings leaves the output alone" out_is hello
ok "and shows the stages" test "$(awk '{print $2}' err | tr '\n' ' ')" = 'start read look check emit compile keep run all '
