# smt.mk -- rules of make for Smelter. Include it with:
#
#   include $(shell pkg-config --variable=makefile smt)
#
# tool.c is then made of tool.smt, and again when the script or what it imports changes; tool.o with flags that suit it. Link with
# $(SMT_LIBS).
SMT_PREFIX := $(abspath $(dir $(lastword $(MAKEFILE_LIST)))../..)
SMT        ?= $(SMT_PREFIX)/bin/smt
SMT_CFLAGS ?= -O2 -I. -I$(SMT_PREFIX)/include -foptimize-sibling-calls -fno-omit-frame-pointer -ffp-contract=off
SMT_LIBS   ?= -no-pie $(SMT_PREFIX)/lib/libsmt.a -lm

# emit-c leaves C alone that has not changed; make has to see that it is up to date.
%.c: %.smt $(SMT)
	$(SMT) emit-c $< -o $@ --depfile $@.d && touch $@

$(patsubst %.smt,%.o,$(wildcard *.smt)): CFLAGS += $(SMT_CFLAGS)

.PRECIOUS: %.c
-include $(wildcard *.c.d)
