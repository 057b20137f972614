# smt repl, without a terminal and with one.
enter() { printf '%s\n' "$@" > typed; input=typed run "$SMT" repl; }

enter '(+ 2 3)' '"a"' '(fn (x) x)' 'Unit' '(println "hi")'
ok "values with their types" out_is '5 : Integer
"a" : String
#<value> : :a -> :a
hi'
enter '(define x 3)' '(define (twice f) (fn (v) (f (f v))))' '((twice (* x)) 5)'
ok "definitions are told with their types and stay" out_is 'x : Integer
twice : (:a -> :a) -> :a -> :a
45 : Integer'
enter '(define (f)' '  1)' '' '(f)' '#| a comment' 'of two lines |# 7'
ok "inputs of several lines" out_is 'f : Num :a => Unit -> :a
1 : Integer
7 : Integer'
enter '(derive Eq)' '(define-type Color Red Green)' '(declare next (Color -> Color))' \
  '(define (next c) (if (== c Red) Green Red))' '(== (next Red) Green)'
ok "attributes and declarations wait for their definition" out_is 'type Color
next : Color -> Color
True : Boolean'
enter '(define x 1)' '(define (get) x)' '(define x "new")' '(get)' 'x'
ok "a new definition leaves the users of the old one alone" out_is 'x : Integer
get : Unit -> Integer
x : String
1 : Integer
"new" : String'
enter '(define-class (Shape :a) (area (:a -> Integer)))' '(define-type Sq (Sq Integer))' \
  '(define-instance (Shape Sq) (define (area (Sq n)) (* n n)))' '(area (Sq 4))'
ok "classes and instances" out_has '^16 : Integer'
enter '(define-instance (Num String) (define (+ a b) oops))' '(define-type W (W Integer))' \
  '(define-instance (Eq W) (define (== (W a) (W b)) (oops a b)))' \
  '(define-instance (Eq W) (define (== (W a) (W b)) (== a b)))' '(== (W 1) (W 1))'
ok "an instance that failed can be entered again" out_has '^True : Boolean'
enter '(define *level* 1)' '(define (level) *level*)' '(dynamic-bind ((*level* 5)) (level))' '(level)'
ok "dynamic variables" out_is '*level* : Integer
level : Unit -> Integer
5 : Integer
1 : Integer'
enter '(define-exception Broken (Broken Integer))' '(define (go n) (if (== n 0) (throw (Broken 3)) (go (- n 1))))' \
  '(catch (go 2) ((Broken n) n))' '(define (wrong x) x)' '(the Integer (go 2))' '(+ 1 1)'
ok "exceptions of an earlier input" both out_has '^3 : Integer' -- out_has '^2 : Integer'
ok "an uncaught one ends only its input, and says where it was thrown" err_has '^<input 2>:1:29: error: .*Broken 3'
enter '(+ 1 "a")' '(undefined-thing 1)' ')' '(+ 1 1)'
ok "errors of each input by itself" both out_is '2 : Integer' -- err_has '<input 2>:1:2: error'
enter '(import coalton/math)' '(gcd 12 18)' '(define-macro (swap a b) (Tuple b a))' '(swap 1 2)'
ok "imports and macros last" both out_has '^6 : Integer' -- out_has '^\(Tuple 2 1\)'
enter ':type (fn (x) (+ x 1))' ':t "s"' ':nonsense' ':help' ':quit' '(+ 1 1)'
ok ":type, :quit" both out_has '^Num :a => :a -> :a' -- err_has 'no command `:nonsense`'
ok "nothing after :quit" test "$(printf '%s\n' "$out" | grep -c Integer)" -eq 0
enter ':doc coalton/list:reverse' ':d nonsense'
ok ":doc" both out_has 'reverse : List :a -> List :a' -- err_has 'the library has no `nonsense`'
printf '(define (main) (println "called"))\n(println "loaded")\n(+ 1 "a")\n' > loaded.smt
enter ':load loaded.smt' ':load nowhere.smt' '(+ 1 1)'
ok "a file that is wrong" both err_has '^loaded.smt:3:2: error' -- err_has 'nowhere.smt: there is no such file'
printf '(define (main) (println "called"))\n(println "loaded")\n' > loaded.smt
enter ':load loaded.smt' '(main)'
ok "a file is entered as if it were typed" out_is 'main : Unit -> Unit
loaded
called'
enter ':load' ':t' '(+ 1 1)'
ok "commands that lack something" both err_has '`:load` needs something' -- err_has '`:t` needs something'
enter '(exit 4)' '(println "not here")'
ok "exit is the status" both status_is 4 -- out_is ''
enter '(define (f x) (c (-> F64) (x) "x * 2"))' '(f 1.0)' '(+ 1 1)'
ok "calling C is refused, and leaves nothing" both out_is '2 : Integer' -- err_has 'the REPL cannot call C.*|unbound name `f`'
printf '(match (read-line) ((Some l) (println l)) ((None) Unit))\nthe line\n(+ 1 2)\n' > typed
input=typed run "$SMT" repl
ok "programs read from the same input" out_is 'the line
3 : Integer'
enter '(+ 1'
ok "the end in the middle of a form" both status_is 0 -- err_has 'never closed'
input=/dev/null run "$SMT" repl
ok "nothing to do" both status_is 0 -- quiet

# At a terminal.
if command -v script > /dev/null; then
  # Each line when the answer to the one before is there, as a person would.
  type_keys() {
    await grep -q 'smt> ' screen
    printf '(+ 40 2)\r'
    await grep -q '42 : Integer' screen
    printf '(define (f x)\rx)\r'
    await grep -q 'f : ' screen
    printf '(f "t")\r'
    await grep -q '"t" : String' screen
    printf '(define longish 7)\r'
    await grep -q 'longish : Integer' screen
    printf '(+ longi\t (into (list:len\t (make-list 2 3))))\r'
    await grep -q '9 : Integer' screen
    printf 'string:s\t'
    await grep -q 'string:split .*string:split-at' screen
    printf '\r'
    await grep -q 'unbound name `string:s`' screen
    printf '\004'
    await test -e state/smelter/history
  }
  : > screen
  type_keys |
    TERM=xterm XDG_STATE_HOME=$PWD/state timeout 100 script -qfec "$SMT repl" /dev/null > screen 2>&1
  ok "a prompt and a second one" both grep -q 'smt> ' screen -- grep -q '\.\.\.> ' screen
  ok "answers at the terminal" both grep -q '42 : Integer' screen -- grep -q '"t" : String' screen
  ok "Tab completes names" grep -q '9 : Integer' screen
  ok "and lists those that there are" grep -q 'string:split .*string:split-at' screen
  ok "the history is kept, and is private" test "$(stat -c %a state/smelter/history)" = 600
fi
