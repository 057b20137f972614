# smt build --target: what goes wrong before there is a program. tests/run-cross runs programs of other machines.
hello
run "$SMT" build --target nonsense hello.smt
ok "a name that is none of a machine" both status_is 2 -- err_has 'the name of a machine'
run "$SMT" build --target ../../x-y hello.smt
ok "and none that leads elsewhere" status_is 2
run "$SMT" build --target vax-dec-ultrix hello.smt
ok "a machine without a compiler: 69" both status_is 69 -- err_has 'vax-dec-ultrix-gcc'
# A compiler, but no runtime; then one of another smt.
mkdir bin targets targets/vax-dec-ultrix
printf '#!/bin/sh\nexit 1\n' > bin/vax-dec-ultrix-gcc
chmod +x bin/vax-dec-ultrix-gcc
run env PATH="$PWD/bin:$PATH" "$SMT" build --target vax-dec-ultrix hello.smt
ok "a machine without a runtime" both status_is 1 -- err_has 'make CROSS=vax-dec-ultrix'
echo 0123 > targets/vax-dec-ultrix/build-id
run env PATH="$PWD/bin:$PATH" SMT_TARGETS="$PWD/targets" "$SMT" build --target vax-dec-ultrix hello.smt
ok "a runtime of another smt" both status_is 1 -- err_has 'another smt'
ok "no program is left" test ! -e hello
