# --diagnostics=json: one object a line, that any JSON parser reads; every form of message and of text in it.
cat > 'odd "name" \1.smt' <<'EOX'
(define (greet name) (<> "λ	" nmae))
(define (used _) "a\"b")
(println (used 1
  3))
EOX
fields() { jq -r "$1" < err; }
json_is() { [ "$(fields "$1")" = "$2" ]; }
run "$SMT" check --diagnostics=json 'odd "name" \1.smt'
ok "the exit status is the same" both status_is 65 -- out_is ''
ok "every line is an object" json_is 'type' "$(printf 'object\nobject')"
ok "the version" json_is '.version' "$(printf '1\n1')"
ok "severity, code and title" json_is '.severity + .code + .title' \
  "$(printf 'errorE0101a name that is not bound\nerrorE0303more arguments than a function takes')"
ok "the path, escaped" json_is 'select(.code == "E0101") | .span.file' 'odd "name" \1.smt'
ok "columns count characters, bytes count bytes" json_is 'select(.code == "E0101") | .span | [.start[], .end[]] | tostring' \
  '[1,31,31,1,35,35]'
ok "a span of two lines" json_is 'select(.code == "E0303") | .span | [.start.line, .start.column, .end.line, .end.column] | tostring' '[3,10,4,5]'
ok "hints" json_is 'select(.code == "E0101") | .hints[0]' 'did you mean `name`?'
ok "an edit" json_is 'select(.code == "E0101") | .edits[0] | .replacement + (.span.start.byte | tostring)' 'name31'
ok "a note has a place" json_is 'select(.code == "E0303") | .notes[0].span.start | tostring' '{"line":2,"column":10,"byte":47}'

printf '(define x (<> "a" 1))\n(define (f y)\n  1)\n' > plain.smt
run "$SMT" check --diagnostics=json plain.smt
python3 - > out 2>&1 <<'EOP'
import json
for line in open("err"):
    o = json.loads(line)
    assert set(o) == {"version", "severity", "code", "title", "message", "span", "expected", "found", "notes", "hints", "edits"}, o
    print(o["severity"], o["code"])
EOP
out=$(cat out)
ok "a second parser; warnings beside errors" out_is "$(printf 'error E0301\nwarning W0003')"
printf '(println "\377")\n' > bytes.smt
run "$SMT" check --diagnostics=json bytes.smt
ok "a source that is not UTF-8" json_is '.code' E0009
run "$SMT" check --diagnostics=json missing.smt
ok "a file that is not there" json_is '[.severity, .code, .span] | tostring' '["error",null,null]'
run "$SMT" eval --diagnostics=json '(+ 1'
ok "eval" json_is '.span.file + .code' '<eval>E0001'
run "$SMT" build --diagnostics=json plain.smt
ok "build" json_is '.code' "$(printf 'E0301\nW0003')"
run "$SMT" check --diagnostics=yaml plain.smt
ok "another format" status_is 2

# A warm start tells its warnings as asked.
printf '(define (f y) 1)\n(println "ran")\n' > warns.smt
run "$SMT" run --tier=cc warns.smt
run "$SMT" run --tier=auto --diagnostics=json warns.smt
ok "a warm start" both json_is '.code' W0003 -- out_is ran
run "$SMT" run --tier=auto --diagnostics=json --strict warns.smt
ok "--strict" both json_is '.severity' error -- status_is 65
