# smt build --lib: Smelter libraries in C programs.
cp "$TOP"/examples/library/* .
run make -s SMT="$SMT"
ok "the example is built" both status_is 0 -- err_is ''
for program in stats-demo stats-demo-shared; do
  run ./$program
  ok "$program: does what it should" both status_is 0 -- out_is "$(cat main.out)"
done
run make SMT="$SMT"
ok "a second make does nothing" out_has "Nothing to be done"

cp "$TOP"/tests/library/* .
printf '#include <stdint.h>\nint64_t shop_inner(int32_t n);\n' > inner.h
for library in shop other; do
  run "$SMT" build --lib $library.smt
  ok "$library: an archive, by default" both status_is 0 -- test -s lib$library.a
  run "$SMT" build --lib -O0 --strip $library.smt -o ./lib$library.so --header $library.h
done
names=$(nm -g --defined-only libother.a | awk 'NF == 3 { print $3 }' | sort | tr '\n' ' ')
ok "nothing but the exports can be seen" test "$names" = "other_churn other_count other_error other_init other_next other_release other_shutdown "
cc -Wall -Wextra -Werror use.c libshop.a libother.a -lm -lpthread -o use-archive
run ./use-archive
ok "two archives in one program" both status_is 0 -- out_is "$(printf 'ABC\n...')"
cc -static use.c libshop.a libother.a -lm -lpthread -o use-static
run ./use-static
ok "a static one" both status_is 0 -- out_is "$(printf 'ABC\n...')"
cc use.c -L. -lshop -lother -lpthread -Wl,-rpath,"$PWD" -rdynamic -o use-shared
run ./use-shared
ok "two shared libraries" both status_is 0 -- out_is "$(printf 'ABC\n...')"
ok "with their own names" has "$(readelf -d libshop.so)" '[libshop.so]'
ok "and no code that is changed while loading" test -z "$(readelf -d libshop.so | grep TEXTREL)"
printf '#include "shop.h"\nint main() { return shop_answer() == 42 ? 0 : 1; }\nextern "C" int64_t shop_inner(int32_t n) { return n; }\n' > use.cc
if command -v c++ > /dev/null; then
  c++ -Wall -Wextra -pedantic -Werror use.cc libshop.a -lm -o use-cc
  run ./use-cc
  ok "a C++ program" status_is 0
fi
touch -d '2001-01-01' shop.h
"$SMT" build --lib shop.smt
ok "a header that stays the same is not touched" test "$(stat -c %Y shop.h)" -lt 1000000000
ok "what is not for C stands in the header" has "$(cat shop.h)" 'twice : (:a -> :a) -> :a -> :a (its type has variables)'
ok "doc strings do, harmlessly" has "$(cat shop.h)" ' * Not the end: * / done. */'

printf '(define (twice f x) (f (f x)))\n' > poly.smt
run "$SMT" build --lib poly.smt
ok "nothing that C can call" both status_is 1 -- err_has '`twice : .*not, because its type has variables'
run "$SMT" build --lib other.smt -o other
ok "a name that is none of a library" both status_is 2 -- err_has 'libNAME.a or libNAME.so'
run "$SMT" build other.smt --header other.h
ok "--header without --lib" both status_is 2 -- err_has 'needs --lib'
printf '(define x (nope))\n' > wrong.smt
cp libother.a libwrong.a
run "$SMT" build --lib wrong.smt -o libwrong.a
ok "a wrong script leaves library and header alone" both status_is 65 -- test ! -e wrong.h -a -s libwrong.a
