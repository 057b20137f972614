# The one file smt, in a tree that has nothing else: no C compiler, no headers, no libraries, no shell, no /proc, no /tmp.
if [ "$(id -u)" -ne 0 ] || ! chroot / true 2> /dev/null; then
  echo "    skipped: only root may chroot"
  ok "smt runs" "$SMT" --version > /dev/null
  return 0
fi
mkdir -p root/home
cp "$SMT" root/smt
printf '#!/smt\n(define (main args) (progn (println "hello") (for a in args (println a)) 3))\n' > root/hello.smt
printf '(import shapes)\n(println (show (shapes:area 3)))\n' > root/imports.smt
printf '(package shapes (import coalton-prelude) (export area))\n(declare area (Integer -> Integer))\n(define (area n) (* n n))\n' > root/shapes.smt
chmod +x root/hello.smt
inside() { run env -i HOME=/home "$(command -v chroot)" root "$@"; }

for i in 1 2 3; do
  inside /smt hello.smt a 'b c'
  ok "run $i" both status_is 3 -- out_is "$(printf 'hello\na\nb c')"
  ok "run $i says nothing else" err_is ''
done
ok "the machine code is kept" test "$(find root/home -name '*.x' | wc -l)" -eq 1
inside /hello.smt
ok "as a program" both status_is 3 -- out_is hello
inside /smt eval '(+ 2 3)'
ok "eval" both out_is 5 -- err_is ''
for i in 1 2; do
  inside /smt imports.smt
  ok "imports, run $i" both out_is 9 -- err_is ''
done
inside /smt --tier=cc hello.smt
ok "--tier=cc: 69" both status_is 69 -- err_has 'needs a C compiler'
inside /smt build hello.smt -o app
ok "build" status_is 0
ok "build says that it does not optimise" err_is 'smt: no C compiler was found, so app is not optimised'
rm root/smt
inside /app x
ok "what was built needs nothing at all" both status_is 3 -- out_is "$(printf 'hello\nx')"
run root/app x
ok "and runs elsewhere" both status_is 3 -- out_is "$(printf 'hello\nx')"
ok "nothing is left behind" test "$(ls root | sort | tr '\n' ' ')" = "app hello.smt home imports.smt shapes.smt "
