# make install, and that the one file that it installs is all there is.
hello
run env -u MAKEFLAGS -u MAKELEVEL make -s -C "$TOP" install DESTDIR="$PWD/root" PREFIX=/usr
ok "make install" both status_is 0 -- test -x root/usr/bin/smt
run root/usr/bin/smt --version
ok "what it installs runs" out_has '^smt '
cp root/usr/bin/smt alone
for tier in tcc cc; do
  run env -i PATH=/usr/bin:/bin ./alone --tier=$tier hello.smt
  ok "$tier: copied elsewhere, in an empty environment" both out_is hello -- err_is ''
done
run ./root/usr/bin/smt\ run hello.smt
ok "the link for #!/usr/bin/env smt run" out_is hello
ok "examples are installed" test -f root/usr/share/doc/smelter/examples/hello.smt
ok "without what is for debuggers" test "$(nm root/usr/bin/smt 2> /dev/null | wc -l)" -eq 0
run env -u MAKEFLAGS -u MAKELEVEL make -s -C "$TOP" uninstall DESTDIR="$PWD/root" PREFIX=/usr
ok "make uninstall leaves nothing" both status_is 0 -- test -z "$(find root -type f -o -type l)"
