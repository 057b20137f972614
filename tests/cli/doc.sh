# smt doc: what the library has, in the terminal.
run "$SMT" doc
ok "the packages" both out_has '^  coalton/list +persistent lists' -- status_is 0
run "$SMT" doc coalton/seq
ok "a package" both out_has '^  push : Seq :a -> :a -> Seq :a$' -- out_has '^      The empty sequence'
run "$SMT" doc coalton-library/seq
ok "by its old name" out_has '^coalton/seq -- '
run "$SMT" doc take
ok "a function" both out_has '^  take : UFix -> List :a -> List :a$' -- out_has 'coalton-list.smt:[0-9]+'
run "$SMT" doc iter:take!
ok "of a package by its nickname" out_has 'Iterator :a -> Iterator :a'
run "$SMT" doc Ord
ok "a class: superclass, methods, instances" both out_has '^  Eq :a => Ord :a$' -- out_has '^    Ord :a => Ord \(List :a\)$'
run "$SMT" doc Result
ok "a type: constructors, classes" both out_has '^    Err : :a -> Result :a :b$' -- out_has '^  Instance of .*, Show'
run "$SMT" doc Tuple
ok "a struct: fields, in its own type variables" both out_has '^    .first : :a$' -- out_has '^    .second : :b$'
run "$SMT" doc match
ok "a special form" both out_has '^  \(match e \(pattern' -- out_has 'the first pattern that fits'
run "$SMT" doc tske
ok "a near name" both status_is 1 -- err_has 'did you mean `take`'
run "$SMT" doc list:tske
ok "a near name in a package" both status_is 1 -- err_has '`coalton/list` has no `tske`; did you mean `take`'
run "$SMT" doc lsit:take
ok "a near package" both status_is 1 -- err_has 'has no `lsit`'
run "$SMT" doc --table
ok "for programs" both out_has "^coalton/list	function	take	UFix -> List :a -> List :a		coalton/list	library/" -- status_is 0

# Every word of forms.def is one that the compiler knows.
for word in $("$SMT" doc --table | awk -F'\t' '$2 == "special form" { print $3 }'); do
  printf '(%s)\n' "$word" > form.smt
  "$SMT" check form.smt > err 2>&1
  status=$? out='' err=$(cat err)
  if err_has "unbound name .$word."; then ok "the compiler knows $word" false; fi
done
ok "the compiler knows every word of the language that smt doc shows" true

# The pages that make docs writes.
mkdir pages
"$SMT" doc --table | "$SMT" run "${SMT%/*}/tools/make-docs.smt" pages > out 2> err
status=$? out=$(cat pages/coalton-list.md) err=$(cat err)
ok "a page for a package" both status_is 0 -- out_has '^take : UFix -> List :a -> List :a$'
out=$(cat pages/index.md)
ok "an index" out_has '^\| \[coalton/seq\]\(coalton-seq.md\) \| persistent sequences'
# Nothing is exported without a word about it.
out=$("$SMT" doc --table | awk -F'\t' 'NR > 1 && $2 != "instance" && $8 == "" { print $1 ":" $3 }')
ok "everything has a doc string" out_is ''
