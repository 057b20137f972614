# Input that is no script: one clear message each, and quickly.
quick() { [ "$seconds" -le 10 ]; }
try() {
  local start=$SECONDS
  run timeout 60 "$SMT" "$@"
  seconds=$((SECONDS - start))
}
lines() { printf '%s\n' "$err" | grep -c -E ': (error|warning)'; }

printf '' > empty.smt
try empty.smt
ok "an empty file is an empty program" both status_is 0 -- quiet
printf '\n\n  ; nothing\n' > blank.smt
try blank.smt
ok "so is one with comments only" both status_is 0 -- quiet
printf '(println "a\377b")\n' > latin1.smt
try latin1.smt
ok "not UTF-8" both status_is 65 -- err_has 'latin1.smt:1:.*UTF-8'
head -c 100000 /dev/urandom > noise.smt
try noise.smt
ok "noise" both status_is 65 -- quick
ok "noise: the messages are few" test "$(lines)" -le 21
cp "$SMT" program.smt
try program.smt
ok "a program" both status_is 65 -- quick
printf '(println "never closed"\n' > open.smt
try open.smt
ok "an unclosed form" both status_is 65 -- err_has 'open.smt:1:1: error'
ok "is one message" test "$(lines)" -eq 1
printf '(println "closed"))\n' > closed.smt
try closed.smt
ok "a stray closer" both status_is 65 -- err_has 'closed.smt:1:19: error'
printf '(println "x\n' > string.smt
try string.smt
ok "an unclosed string" both status_is 65 -- err_has 'string.smt:1:10: error'
{ head -c 100000 /dev/zero | tr '\0' '('; } > deep.smt
try deep.smt
ok "100,000 openers" both status_is 65 -- quick
{ printf '(println (show '; for i in $(seq 1000); do printf '(+ 1 %.0s' 1 2 3 4 5 6 7 8 9 10; done; printf 0; head -c 10000 /dev/zero | tr '\0' ')'; printf '))\n'; } > nested.smt
try nested.smt
ok "10,000-deep nesting works or is refused" both quick -- test "$status" -eq 0 -o "$status" -eq 65
{ head -c 100000 /dev/zero | tr '\0' '('; printf 1; head -c 100000 /dev/zero | tr '\0' ')'; } > deep2.smt
try deep2.smt
ok "100,000-deep nesting" both status_is 65 -- quick
ok "is few messages" test "$(lines)" -le 3
{ printf '(println "'; head -c 10000000 /dev/zero | tr '\0' a; printf '")\n'; } > long.smt
try long.smt
ok "a line of 10 MB" both status_is 0 -- test "${#out}" -eq 10000000
{ printf '; '; head -c 10000000 /dev/zero | tr '\0' a; printf '\n(nope)\n'; } > long2.smt
try long2.smt
ok "an error after a line of 10 MB" both status_is 65 -- err_has 'long2.smt:2:2: error'
{ printf '(nope '; head -c 10000000 /dev/zero | tr '\0' 1; printf ')\n'; } > long3.smt
try long3.smt
ok "an error in a line of 10 MB" both status_is 65 -- quick
ok "is not shown in full" test "${#err}" -le 4000
printf '(package a (import b))\n(import b)\n(define x 1)\n' > a.smt
printf '(package b (import a))\n(define y 1)\n' > b.smt
try a.smt
ok "packages that import each other" both status_is 65 -- err_has 'a.smt|b.smt'
printf '(import no-such-package)\n' > import.smt
try import.smt
ok "a package that is not there" both status_is 65 -- err_has 'import.smt:1:.*no-such-package'
printf '(println "nul \0 inside")\n' > nul.smt
try nul.smt
ok "a NUL" both quick -- test "$status" -eq 0 -o "$status" -eq 65
printf '\357\273\277(println "bom")\n' > bom.smt
try bom.smt
ok "a byte order mark" test "$status" -eq 0 -o "$status" -eq 65
printf '(println "dos")\r\n(println "lines")\r\n' > dos.smt
try dos.smt
ok "DOS line ends" out_is "$(printf 'dos\nlines')"
