# Which program is run: always the one that the files say now.
hello
for dir in a b; do
  mkdir $dir
  cp hello.smt $dir
  printf '(import util)\n(println util:name)\n' > $dir/main.smt
  printf '(package util (export name))\n(define name "%s 1")\n' $dir > $dir/util.smt
done
cc() { run "$SMT" --tier=cc "$@"; }

cc a/main.smt
ok "an import" out_is 'a 1'
cc b/main.smt
ok "the same script elsewhere" out_is 'b 1'
cd a
cc main.smt
ok "the same path in another directory: a" out_is 'a 1'
cd ../b
cc main.smt
ok "the same path in another directory: b" out_is 'b 1'
cd ..

sed -i 's/a 1/a 2/' a/util.smt
cc a/main.smt
ok "an import that changed" out_is 'a 2'
sed -i 's/a 2/a 3/' a/util.smt
cc a/main.smt
ok "and again, within the same second" out_is 'a 3'
cp -p a/util.smt saved
sed -i 's/a 3/a 4/' a/util.smt
touch -r saved a/util.smt
cc a/main.smt
ok "an import that changed with its old time and size" out_is 'a 4'
sleep 3
cc a/main.smt
touch a/util.smt
before=$(find "$SMT_CACHE_DIR" -name 'tmp-*' -o -name '*.x' -newer a/util.smt)
cc a/main.smt
ok "an import that was only touched" out_is 'a 4'
mv a/util.smt a/util.coal
cc a/main.smt
ok "an import under another suffix" out_is 'a 4'
printf '(package util (export name))\n(define name "a 5")\n' > a/util.smt
cc a/main.smt
ok "a file that comes first appears" out_is 'a 5'
rm a/util.smt a/util.coal
cc a/main.smt
ok "an import that has gone" both status_is 65 -- err_has util

ln -s ../b/main.smt a/link.smt
printf '(package util (export name))\n(define name "a 6")\n' > a/util.smt
cc a/link.smt
ok "a symbolic link imports from where it stands" out_is 'a 6'

printf '(println "one")\n' > edit.smt
cc edit.smt
printf '(println "two")\n' > edit.smt
cc edit.smt
ok "a script that was edited" out_is two
printf '(println "one")\n' > edit.smt
cc edit.smt
ok "and back" out_is one
cc hello.smt
printf '#!/bin/sh\nexec cc "$@"\n' > mycc
chmod +x mycc
run env CC="$PWD/mycc" "$SMT" --tier=cc hello.smt
ok "another C compiler, another entry" out_is hello
n=$(entries)
printf '#!/bin/sh\nexec  cc "$@"\n' > mycc
run env CC="$PWD/mycc" "$SMT" --tier=cc hello.smt
ok "a changed C compiler too" test "$(entries)" -eq $((n + 1))
input=hello.smt run "$SMT" --tier=cc -
ok "standard input has an entry too" out_is hello
n=$(entries)
input=hello.smt run "$SMT" --tier=cc -
ok "and uses it" both out_is hello -- test "$(entries)" -eq "$n"
mkdir p q
printf '(package util (export name))\n(define name "p")\n' > p/util.smt
printf '(package util (export name))\n(define name "q")\n' > q/util.smt
printf '(import util)\n(println util:name)\n' > path.smt
run env SMT_PATH="$PWD/p:$PWD/q" "$SMT" --tier=cc path.smt
ok "SMT_PATH" out_is p
run env SMT_PATH="$PWD/q:$PWD/p" "$SMT" --tier=cc path.smt
ok "another SMT_PATH" out_is q

# Every path that leads to a script in its directory shares an entry; messages have the path as given.
"$SMT" cache clear > /dev/null
mkdir -p share
cat > share/fails.smt << 'EOT'
(import help)
(define (f x) (match x ((Some y) y)))
(help:fail-at (f (Some 1)))
EOT
cat > share/help.smt << 'EOT'
(package help (import coalton-prelude smelter coalton/math/integral) (export fail-at))
(declare fail-at (Integer -> Unit))
(define (fail-at n) (println (show (quot n 0))))
(define (g x) (match x ((Some y) y)))
EOT
(cd share && ln -s fails.smt link)
cat > as_given << 'EOT'
case $1 in */*) dir=${1%/*}/ ;; *) dir= ;; esac
"$SMT" --tier=$2 "$1" > out 2> err
[ $? -eq 1 ] && grep -q "^${1/#-/<stdin>}:2:[0-9]*: warning" err && grep -q "^${dir}help.smt:3:[0-9]*: error: division by zero" err
EOT
for tier in tcc cc; do
  for path in share/fails.smt ./share/fails.smt "$PWD/share/fails.smt" share/../share/fails.smt share/link; do
    ok "$tier: messages have the path as given: $path" bash as_given "$path" $tier
  done
  (cd share && bash ../as_given fails.smt $tier)
  ok "$tier: without a directory" test $? -eq 0
  ok "$tier: one entry for all of them" test "$("$SMT" cache list | grep -c "$([ $tier = cc ] && echo optimised || echo quick)")" -eq 1
done
cd share
input=fails.smt run "$SMT" --tier=cc -
ok "standard input too" both err_has '^<stdin>:2:[0-9]*: warning' -- err_has '^help.smt:3:[0-9]*: error: division'
ok "with the same entry" test "$(entries)" -eq 2
cd ..
mv share moved
mkdir share
cp moved/fails.smt share
sed 's/quot n 0/quot n 1/' moved/help.smt > share/help.smt
cc share/fails.smt
ok "another directory under the old path" out_is 1
cc moved/fails.smt
ok "the old directory under another path" err_has '^moved/help.smt:3:'
