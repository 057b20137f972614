# smt explain: every code that the compiler can report has an entry, and the examples in it do what it says.
run "$SMT" explain
ok "the list" both status_is 0 -- out_has '^E0101  a name that is not bound$'
list=$(printf '%s\n' "$out" | grep -c '^[EW][0-9]* ')
ok "every code once" test "$list" -eq "$(grep -c '^DIAG(' "$TOP/base/diags.def")"
run "$SMT" explain e101
ok "short" both out_has '^E0101: ' -- out_has 'did you mean|misspelt'
run "$SMT" explain E9999
ok "an unknown code" both status_is 2 -- err_has 'E9999'
run "$SMT" explain -h
ok "help" both status_is 0 -- out_has 'explain'

codes_of() { jq -r .code < "$1" | LC_ALL=C sort -u | tr '\n' ' '; }

# Part N of the examples of a code as files: CODE.wrong.smt, CODE.right.smt, and others that they import.
sed -n 's/^DIAG(\([A-Z0-9_]*\), *"\([EW][0-9]*\)".*/\1 \2/p' "$TOP/base/diags.def" > rows
while read -r name code; do
  run "$SMT" explain "$code"
  ok "$code has an entry" both status_is 0 -- out_has "^$code: "
  ok "$code stands in the manual once" test "$(grep -c "^## $code: " "$TOP/docs/errors.md")" -eq 1
  # A form that is not there yet has no example, and what nothing reports cannot be shown.
  [ "$name" != UNSUPPORTED ] || continue
  grep -r -q -w "DIAG_$name" "$TOP/frontend" "$TOP/typecheck" "$TOP/driver" --include='*.c' --include='*.re' || continue
  mkdir "$code"
  (
    cd "$code" || exit 1
    awk -v code="$code" '
      /^## / { on = index($0, "## " code ":") == 1 }
      on && /^```[a-z]+ / { file = $2 == "wrong" || $2 == "right" ? $2 "." ($1 == "```sh" ? "sh" : "smt") : substr($2, 6); next }
      /^```$/ { file = ""; next }
      file { print > file }' "$TOP/docs/errors.md"
    [ ! -f wrong.sh ] || sh wrong.sh > wrong.smt
    timeout 60 "$SMT" check --diagnostics=json wrong.smt 2> wrong.err
    timeout 60 "$SMT" check --diagnostics=json right.smt 2> right.err
  )
  ok "$code: the wrong example gives it and nothing else ($(codes_of "$code/wrong.err"))" test "$(codes_of "$code/wrong.err")" = "$code "
  ok "$code: the right example gives nothing" test ! -s "$code/right.err"
  err=$(cat "$code/right.err")
done < rows
