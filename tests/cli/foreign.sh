# C from Smelter: what goes wrong is told at the form that it is about; how such programs are built and kept.

# explains NAME SCRIPT REGEX...: the script is not compiled, the first line of the messages and the others have a match, and
# nobody sees generated C or a temporary file.
explains() {
  local name=$1 regex
  printf '%s\n' "$2" > "$name.smt"
  shift 2
  run "$SMT" run "$name.smt"
  ok "$name: is the script's fault" status_is 65
  for regex; do ok "$name: says $regex" err_has "$regex"; done
  ok "$name: shows nothing of ours" shows_nothing_of_ours
}
shows_nothing_of_ours() { ! err_has 'tmp-|/tmp/|script\.c|foreign:|internal error'; }

explains header_missing '
(declare f (F64 -> F64))
(define-foreign f "cbrt" (:header "math.h" "no-such-header.h"))
(println (show (f 1)))' '^header_missing.smt:3:44: error\[E0603\]: there is no header `no-such-header.h`' 'note: the C compiler: '

explains symbol_missing '
(declare f (F64 -> F64))
(define-foreign f "no_such_function")
(println (show (f 1)))' '^symbol_missing.smt:3:19: error\[E0603\]: `no_such_function` is in none' 'hint: name the library'

explains undeclared '
(declare f (F64 -> F64))
(define-foreign f "no_such_function" (:header "math.h"))
(println (show (f 1)))' '^undeclared.smt:3:1: error\[E0603\]: C does not have `no_such_function` as it is declared' 'note: .*implicit declaration'

explains type_does_not_fit '
(declare f (F64 -> F64))
(define-foreign f "abs" (:header "stdlib.h"))
(declare g (I32 -> String))
(define-foreign g "abs" (:header "stdlib.h"))
(declare h (I32 -> I32 -> I32))
(define-foreign h "abs" (:header "stdlib.h"))
(define (main) (println (show (f 1))) (println (g 1)) (println (show (h 1 1))))' \
  '^type_does_not_fit.smt:3:1: error\[E0603\]: C does not have `abs`' 'note: .*double' '^type_does_not_fit.smt:5:1: error' \
  'note: .*pointer' '^type_does_not_fit.smt:7:1: error' 'note: .*too many arguments'

explains library_missing '
(declare f (F64 -> F64))
(define-foreign f "cbrt" (:header "math.h") (:library "no-such-library"))
(println (show (f 1)))' '^library_missing.smt:3:55: error\[E0603\]: the linker finds no library `no-such-library`'

explains package_missing '
(declare f (F64 -> F64))
(define-foreign f "cbrt" (:pkg-config "no-such-package"))
(println (show (f 1)))' '^package_missing.smt:3:39: error\[E0603\]: pkg-config knows of no `no-such-package`' 'note: pkg-config: '

explains inline_wrong '
(declare f (F64 -> F64))
(define (f x)
  (c (-> F64) (x) "
    x * 2 +
    y"))
(define (g) (c (-> I32) () "strlen(\"a\") + \"b\" * z"))
(println (show (+ (f 1) (f 2))))
(println (show (g)))' '^inline_wrong.smt:6:5: error\[E0603\]: this C does not compile' "note: .*undeclared" \
  '^inline_wrong.smt:7:53: error'

explains inline_wrong_result '
(println (c (-> String) () "42"))' '^inline_wrong_result.smt:2:10: error\[E0603\]: this C does not fit the types'

explains inline_unbalanced '
(println (show (c (-> I32) () "(1 + 2")))' '^inline_unbalanced.smt:2:31: error\[E0603\]: the brackets of this C are not balanced'

explains no_type '
(define-foreign f "cbrt" (:header "math.h"))
(println (show (f 1)))' '^no_type.smt:2:17: error\[E0603\]: the foreign function `f` needs a type' 'hint: write \(declare f'

explains variables_in_types '
(declare f (:a -> F64))
(define-foreign f "f")
(declare g (Num :a => List :a -> F64))
(define-foreign g "g")
(define (h x) (c (-> F64) (x) "x"))' '^variables_in_types.smt:2:12: error\[E0603\]: a type variable has no C type' \
  '^variables_in_types.smt:4:12: error\[E0603\]: the type of a foreign function has no constraints' \
  '^variables_in_types.smt:6:28: error\[E0603\]: a type variable'

explains unsupported_shapes '
(declare f (I32 -> (I32 -> I32) -> (I32 -> I32)))
(define-foreign f "f")
(declare g ((I32 -> String) -> Unit))
(define-foreign g "g")
(declare h (I32 -> Vector F64))
(define-foreign h "h")
(declare i (I32 -> Unit -> I32))
(define-foreign i "i")
(declare j ((Unit -> I32) -> (Unit -> (I32 -> I32) -> I32) -> I32))
(define-foreign j "j")
(declare k (I32 -> I32))
(define-foreign k "k" (:finalizer "free"))' '^unsupported_shapes.smt:4:12: error.*cannot give a String' \
  '^unsupported_shapes.smt:6:12: error.*how long a row' '^unsupported_shapes.smt:8:12: error.*`Unit` is no parameter' \
  '^unsupported_shapes.smt:10:12: error' '^unsupported_shapes.smt:13:1: error.*`:finalizer` is for'

explains malformed '
(define-foreign f "a b")
(define-foreign g "g" (:headers "x.h"))
(define-foreign h "h" (:header "x.h>\n#include <y.h"))
(define-foreign i "i" (:library "-Wl,-z"))
(define (j x?) (c (-> I32) (x?) "1"))
(define (k a-b a_b) (c (-> I32) (a-b a_b) "1"))' '^malformed.smt:2:1: error\[E0201\]: a foreign function is written' \
  '^malformed.smt:3:23: error\[E0201\]: a clause is' '^malformed.smt:4:32: error' '^malformed.smt:5:33: error' \
  '^malformed.smt:6:29: error.*C has no such names' '^malformed.smt:7:38: error.*two variables of this name'

# --- Building, running, keeping ---
cat > good.smt <<'END'
(declare cube-root (F64 -> F64))
(define-foreign cube-root "cbrt" (:header "math.h") (:library "m"))
(define (main) (println (show (cube-root 8))))
END
run "$SMT" check good.smt
ok "check accepts it" both status_is 0 -- quiet
run "$SMT" run --tier=tcc good.smt
ok "it runs when the in-memory tier is asked for" both status_is 0 -- out_is 2.0
before=$(entries)
run "$SMT" run good.smt
ok "it runs" both status_is 0 -- out_is 2.0
ok "its program is kept" [ "$(entries)" -eq $((before + 1)) ]
run env CC=/nonexistent/cc PATH=/nonexistent "$SMT" run good.smt
ok "another compiler is another program" status_is 69
run env PATH=/nonexistent "$SMT" run --no-cache good.smt
ok "without a C compiler it says so" both status_is 69 -- err_has 'a program that calls C needs a C compiler'
run "$SMT" build good.smt -o good
ok "it is built" status_is 0
run ./good
ok "the program runs" out_is 2.0
run "$SMT" build --static good.smt -o good-static
ok "it is built statically" status_is 0
run ./good-static
ok "the static program runs" out_is 2.0
run "$SMT" eval '(c (-> I32) () "6 * 7")'
ok "eval knows C" both status_is 0 -- out_is 42
run "$SMT" eval --type '(c (-> I32) () "6 * 7")'
ok "eval --type knows C" out_is I32
run "$SMT" eval '(c (-> I32) () "6 * x")'
ok "eval explains C" both status_is 65 -- err_has '^<eval>:1:21: error'
run "$SMT" run --dump=c --tier=tcc good.smt
ok "the C shows the wrapper" out_has 'double r = cbrt\(x0\);'

cat > failing.smt <<'END'
(declare f (F64 -> F64))
(define-foreign f "no_such_function")
(println (show (f 1)))
END
run "$SMT" build failing.smt -o failing
ok "build explains, too" both status_is 65 -- err_has '^failing.smt:2:19: error\[E0603\]'
ok "and leaves nothing behind" [ -z "$(ls failing failing.tmp* 2> /dev/null)" ]

# --- A header of one's own ---
mkdir lib
echo 'static int answer(void) { return 41; }' > lib/own.h
cat > lib/own.smt <<'END'
(declare answer (Unit -> I32))
(define-foreign answer "answer" (:header "own.h"))
(println (show (answer)))
END
run "$SMT" run lib/own.smt
ok "a header lies beside the script" out_is 41
echo 'static int answer(void) { return 4002; }' > lib/own.h
run "$SMT" run lib/own.smt
ok "a change of the header is noticed" out_is 4002

# --- pkg-config ---
mkdir pc
cat > pc/own-math.pc <<END
Name: own-math
Description: a test
Version: 1
Cflags: -DOWN_FACTOR=3 -I$PWD/lib
Libs: -lm
END
cat > packaged.smt <<'END'
(declare answer (Unit -> I32))
(define-foreign answer "answer" (:header "own.h") (:pkg-config "own-math"))
(println (show (c (-> I32) () "OWN_FACTOR")))
(println (show (answer)))
END
run env PKG_CONFIG_PATH="$PWD/pc" "$SMT" run packaged.smt
ok "pkg-config says what to compile with" out_is "3
4002"
