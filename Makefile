# Smelter. Everything built goes to $(BUILD); the program itself is ./smt.
#
#   make                build ./smt (runs ./configure first when that has not been done)
#   make demo           install what is missing, build, run the examples
#   make check          install what is missing, build, run every test
#   make check-faults   10,000 runs that are killed, starved of disk, with altered entries (minutes)
#   make test-performance   how long starting takes, beside other languages; fails when a promise is not kept
#   make build-fast     the smt that is released: optimised, static, stripped, in build/fast/smt
#   make CROSS=aarch64-linux-gnu   besides ./smt what `smt build --target aarch64-linux-gnu` links with, in build/lib/smelter
#   make install, make uninstall    DESTDIR and PREFIX are obeyed
#   make deb            the Debian package
#   make docs           the pages of the standard library: docs/library/index.md
#   make library-coverage  what of the standard library is there, package by package
#   make bench          programs in Smelter beside C and other languages
#   make bench-library  what the structures of the standard library cost, beside other languages
#   make bench-compile  how long each stage of compiling takes for each line (LINES="1000 100000")
#   make format, make clean
#
# smt is built in two stages. Stage 1 is the whole compiler without compiled library code: it turns library/ into C.
# That C becomes library.o, and the same objects plus library.o plus a table of its symbols are ./smt.

BUILD ?= build
MAKEFLAGS += --no-builtin-rules
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j2
endif
.SUFFIXES:
.DELETE_ON_ERROR:
.SECONDARY:

# The goals that need nothing configured; each runs make again for what it builds.
PLAIN = demo check clean format help
.PHONY: all install uninstall deb docs library-coverage bench bench-library bench-compile check-faults test-performance build-fast unit-tests \
        fuzzers fuzz-tools $(PLAIN)

all: smt $(CROSS:%=$(BUILD)/lib/smelter/%/build-id)

demo:
	@tools/install-needed build
	@$(MAKE) --no-print-directory smt
	@tests/run-examples --show

check:
	@tools/install-needed check
	@$(MAKE) --no-print-directory smt
	@tests/run

clean:
	rm -rf build smt

format:
	clang-format -i $$(find base frontend typecheck codegen driver runtime tests bench -name '*.[ch]' -not -path 'tests/golden/*')

help:
	@sed -n '2,/^$$/s/^# \{0,1\}//p' Makefile

ifneq ($(filter-out $(PLAIN),$(or $(MAKECMDGOALS),all)),)

include $(BUILD)/config.mk
$(BUILD)/config.mk $(BUILD)/config.h &: configure VERSION
	@if [ -x $(BUILD)/config.status ]; then $(BUILD)/config.status; else ./configure --build-dir=$(BUILD); fi

# --- Flags -----------------------------------------------------------------------------------------------------------

O = $(BUILD)/obj
G = $(BUILD)/gen

WARN     = -Wall -Wextra
# No absolute path ends up in an object: the build id is a hash over them.
COMMON   = -std=gnu11 -g $(WARN) -fno-pie -fno-omit-frame-pointer -fno-asynchronous-unwind-tables -ffp-contract=off \
           -ffile-prefix-map=$(CURDIR)=. $(MACHINE) $(CONFIGURED_CFLAGS)
CPPFLAGS = -I. -I$(BUILD) -I$(G) $(DEFINES)
CFLAGS   = $(COMMON) $(OPTIMISE) $(SANITIZE)
# Scripts link with the runtime and with the compiled library, so they are made to be taken apart again, they are
# never sanitized, and always optimised: proper tail calls depend on it. They may also become part of a shared library.
RTFLAGS  = $(COMMON) -fPIC -fvisibility=hidden -O2 -ffunction-sections -fdata-sections -foptimize-sibling-calls \
           $(WHOLE_FUNCTIONS) -fno-stack-protector
# Fewer segments, and no system call to protect some of them again: that is 6 % of a warm start.
FEW_PAGES = -Wl,-z,norelro -Wl,-z,noseparate-code $(if $(LINK),-T tools/smt.ld)
LIBS     = $(O)/tcc.o $(GMP_LIB) $(UTF8PROC_LIB) $(ZLIB_LIB) $(EDIT_LIB) -lm $(if $(LINK),,-ldl -lpthread)

# --- What there is ---------------------------------------------------------------------------------------------------

ROOMS    = base frontend typecheck codegen driver
# Linked into the first stage only.
STAGE1_C = driver/stage1.c
# Linked into scripts only: main(), and what C calls.
START_C  = runtime/start.c runtime/library.c

COMPILER_C = $(filter-out $(STAGE1_C),$(wildcard $(ROOMS:%=%/*.c)))
COMPILER_RE = $(wildcard $(ROOMS:%=%/*.re))
RUNTIME_C = $(filter-out $(START_C),$(wildcard runtime/*.c))
RUNTIME_S = $(wildcard runtime/*.S)
LIBRARY_SMT := $(shell find library -name '*.smt' | LC_ALL=C sort)

COMPILER_O = $(COMPILER_C:%.c=$(O)/%.o) $(COMPILER_RE:%.re=$(O)/%.o) $(O)/gen/embed_text.o
RUNTIME_O  = $(RUNTIME_C:%.c=$(O)/%.o) $(RUNTIME_S:%.S=$(O)/%.o)
START_O    = $(patsubst %.c,$(O)/%.o,$(wildcard $(START_C)))
STAGE1_O   = $(STAGE1_C:%.c=$(O)/%.o)
LIBRARY_O  = $(O)/gen/library.o
# What a start from the cache comes through stands first in smt, so that it shares pages: the kernel maps them by 16.
WARM_O     = $(addprefix $(O)/driver/,main.o options.o run.o script.o cache.o manifest.o loadable.o timings.o process.o \
             backend_cc.o compile.o) $(addprefix $(O)/runtime/,run.o io.o exception.o heap.o)
FINAL_O    = $(WARM_O) $(filter-out $(WARM_O),$(COMPILER_O) $(RUNTIME_O)) $(LIBRARY_O) \
             $(O)/gen/symbol_table.o $(O)/gen/embed_files.o $(O)/gen/image.o

SMT = $(if $(filter build,$(BUILD)),smt,$(BUILD)/smt)
ifneq ($(SMT),smt)
smt: $(SMT)
endif

# --- Rules -----------------------------------------------------------------------------------------------------------

quiet = @printf '  %-8s %s\n' '$(1)' '$(2)';

$(O)/runtime/%.o: runtime/%.c $(BUILD)/config.h
	@mkdir -p $(@D)
	$(call quiet,CC,$<) $(CC) $(CPPFLAGS) $(RTFLAGS) -MMD -MP -c -o $@ $<

$(O)/runtime/%.o: runtime/%.S
	@mkdir -p $(@D)
	$(call quiet,AS,$<) $(CC) $(CPPFLAGS) $(RTFLAGS) -MMD -MP -c -o $@ $<

$(O)/%.o: %.c $(BUILD)/config.h
	@mkdir -p $(@D)
	$(call quiet,CC,$<) $(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(G)/%.c: %.re
	@mkdir -p $(@D)
	$(call quiet,RE2C,$<) $(RE2C) -W -Wno-nondeterministic-tags -i --no-generation-date -o $@ $<

$(O)/%.o: $(G)/%.c $(BUILD)/config.h
	@mkdir -p $(@D)
	$(call quiet,CC,$<) $(CC) $(CPPFLAGS) -I$(*D) $(CFLAGS) -MMD -MP -c -o $@ $<

# The sources of the library, inside smt.
$(G)/embed_text.S: tools/embed-text $(LIBRARY_SMT) library
	@mkdir -p $(@D)
	$(call quiet,EMBED,library) tools/embed-text library $@

$(O)/gen/%.o: $(G)/%.c
	@mkdir -p $(@D)
	@$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(O)/gen/%.o: $(G)/%.S
	@mkdir -p $(@D)
	@$(CC) -c -o $@ $<

# libtcc with nothing but its interface visible (its other names clash with ours), without dlopen, which a static
# program cannot use and which in-memory code does not need, and without mprotect, which is not its business.
$(O)/tcc.o: $(TCC_LIB) Makefile
	@mkdir -p $(@D)
	@ld -r -o $@.tmp --whole-archive $< && objcopy -w --keep-global-symbol='tcc_*' \
	  --redefine-sym dlopen=tcc_no_dlopen --redefine-sym dlsym=tcc_no_dlsym --redefine-sym dlclose=tcc_no_dlclose \
	  --redefine-sym mprotect=tcc_no_mprotect \
	  $@.tmp $@ && rm $@.tmp

# Stage 1, and what it is for.
$(BUILD)/smt1: $(COMPILER_O) $(RUNTIME_O) $(STAGE1_O) $(O)/tcc.o
	$(call quiet,LINK,$@) $(CC) $(LINK) -no-pie $(SANITIZE) $(CONFIGURED_LDFLAGS) -o $@ $(filter-out $(O)/tcc.o,$^) $(LIBS)

# Left alone when it comes out the same: compiling it takes most of the time of a build.
$(G)/library.stamp: $(BUILD)/smt1
	$(call quiet,SMT1,library) $(BUILD)/smt1 --build-library -o $(G)/library.new.c
	@cmp -s $(G)/library.new.c $(G)/library.c || mv $(G)/library.new.c $(G)/library.c
	@touch $@
$(G)/library.c: $(G)/library.stamp
	@:

$(LIBRARY_O): $(G)/library.c $(wildcard runtime/smt.h)
	@mkdir -p $(@D)
	$(call quiet,CC,$<) $(CC) -Iruntime $(filter-out $(WARN),$(RTFLAGS)) -c -o $@ $<

# What programs are linked with. Complete: the parts of GMP and utf8proc that the runtime uses are in it.
$(BUILD)/libsmt.a: tools/make-archive $(RUNTIME_O) $(START_O) $(LIBRARY_O)
	$(call quiet,AR,$@) CC='$(CC)' tools/make-archive $@ $(BUILD)/archive.tmp \
	  $(RUNTIME_O) $(START_O) $(LIBRARY_O) -- $(GMP_LIB) $(UTF8PROC_LIB)

$(G)/embed_files.S: tools/embed-files $(BUILD)/libsmt.a runtime/smt.h docs/errors.md
	$(call quiet,EMBED,$(BUILD)/libsmt.a) tools/embed-files runtime/smt.h $(BUILD)/libsmt.a docs/errors.md $@

# The checked library, linked to an address of its own (driver/image.h).
IMAGE_BASE = 0x1000000000
$(G)/library.image: $(BUILD)/smt1
ifeq ($(SANITIZE),)
	$(call quiet,SMT1,library image) $(BUILD)/smt1 --build-library -o $@
else
	@: > $@    # the sanitizers need these addresses: such a smt checks the library at every start
endif

$(G)/image.S: $(G)/library.image tools/embed-image
	@tools/embed-image $(G)/library.image > $@

# How code made in memory finds the runtime and the library.
$(G)/symbol_table.S: tools/make-symbols $(RUNTIME_O) $(LIBRARY_O)
	$(call quiet,NM,$@) tools/make-symbols $(RUNTIME_O) $(LIBRARY_O) > $@

$(G)/build_id.c: tools/make-build-id $(FINAL_O) $(O)/tcc.o
	@tools/make-build-id $(FINAL_O) $(O)/tcc.o > $@

$(SMT): $(FINAL_O) $(O)/gen/build_id.o $(O)/tcc.o tools/smt.ld
	$(call quiet,LINK,$@) $(CC) $(LINK) -no-pie -Wl,--section-start=.smt_image=$(IMAGE_BASE) -Wl,--build-id $(FEW_PAGES) $(SANITIZE) $(CONFIGURED_LDFLAGS) -o $@ $(filter-out $(O)/tcc.o tools/smt.ld,$^) $(LIBS)

# --- Other machines --------------------------------------------------------------------------------------------------

# What smt build --target $(CROSS) links with: the same sources, made by the cross compiler. GMP and utf8proc for that machine
# are its own where they are installed, else fetched.
ifneq ($(CROSS),)
X = $(BUILD)/cross/$(CROSS)
X_DIR = $(BUILD)/lib/smelter/$(CROSS)
X_CC = $(CROSS)-gcc
X_FOUND := $(filter /%,$(foreach name,libgmp.a libutf8proc.a,$(shell $(X_CC) -print-file-name=$(name) 2> /dev/null)))
X_ROOT = $(if $(word 2,$(X_FOUND)),,$(X)/root)
X_LIBS = $(or $(if $(X_ROOT),,$(X_FOUND)),$(X_ROOT)/usr/lib/$(CROSS)/libgmp.a $(X_ROOT)/usr/lib/$(CROSS)/libutf8proc.a)
# xxHash is a header only, the same for every machine: the build machine's, if that machine has none of its own.
X_FLAGS = $(filter-out $(MACHINE) $(CONFIGURED_CFLAGS),$(RTFLAGS)) $(if $(filter x86_64-%,$(CROSS)),-mno-red-zone -DSMT_NO_RED_ZONE) \
          $(if $(X_ROOT),-isystem $(X_ROOT)/usr/include -isystem $(X_ROOT)/usr/include/$(CROSS)) -idirafter /usr/include
X_O = $(RUNTIME_C:%.c=$(X)/%.o) $(START_C:%.c=$(X)/%.o) $(X)/library.o

ifneq ($(X_ROOT),)
$(X_LIBS) &: tools/fetch-libraries
	$(call quiet,FETCH,libgmp-dev libutf8proc-dev for $(CROSS)) tools/fetch-libraries $(CROSS) $(X_ROOT)
	@touch $(X_LIBS)
endif

$(X)/runtime/%.o: runtime/%.c $(BUILD)/config.h | $(X_LIBS)
	@mkdir -p $(@D)
	$(call quiet,CC,$< for $(CROSS)) $(X_CC) $(CPPFLAGS) $(X_FLAGS) -MMD -MP -c -o $@ $<

$(X)/library.o: $(G)/library.c $(wildcard runtime/smt.h)
	@mkdir -p $(@D)
	$(call quiet,CC,$< for $(CROSS)) $(X_CC) -Iruntime $(filter-out $(WARN),$(X_FLAGS)) -c -o $@ $<

$(X_DIR)/libsmt.a: tools/make-archive $(X_O) $(X_LIBS)
	@mkdir -p $(@D)
	$(call quiet,AR,$@) TOOLS=$(CROSS)- tools/make-archive $@ $(X)/archive.tmp $(X_O) -- $(X_LIBS)

# Says which smt it belongs to (driver/target.h).
$(X_DIR)/build-id: $(X_DIR)/libsmt.a $(G)/build_id.c runtime/smt.h
	@cp runtime/smt.h $(X_DIR)/smt.h
	@sed -n 's/.*smt_build_id = "\(.*\)".*/\1/p' $(G)/build_id.c > $@

-include $(wildcard $(X)/runtime/*.d)
endif

# --- Tests and measurements ------------------------------------------------------------------------------------------

# Everything but main(), to link tests with: each takes what it uses.
TEST_LIBS = $(BUILD)/test.a $(filter-out $(O)/tcc.o,$(LIBS))
$(BUILD)/test.a: $(filter-out $(O)/driver/main.o,$(COMPILER_O)) $(RUNTIME_O) $(STAGE1_O) $(O)/tcc.o
	@rm -f $@ && ar rcs $@ $^

UNIT_C = $(wildcard tests/unit/test_*.c)
unit-tests: $(UNIT_C:tests/unit/%.c=$(BUILD)/unit/%)
$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/test.a
	@mkdir -p $(@D)
	$(call quiet,CC,$<) $(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -no-pie -o $@ $< $(TEST_LIBS) \
	  -lcheck -lsubunit -lrt -lpthread -lm

FUZZ_C = $(wildcard tests/fuzz/fuzz_*.c)
fuzzers: $(FUZZ_C:tests/fuzz/%.c=$(BUILD)/fuzz/%)
$(BUILD)/fuzz/%: tests/fuzz/%.c $(BUILD)/test.a
	@mkdir -p $(@D)
	$(call quiet,CC,$<) $(CC) $(CPPFLAGS) $(CFLAGS) -fsanitize=fuzzer -no-pie -o $@ $< $(TEST_LIBS)

# What the fuzzers that run smt from outside need: they know nothing of its inside.
FUZZ_TOOLS = generate mutate reduce
fuzz-tools: $(FUZZ_TOOLS:%=build/fuzz-tools/%)
build/fuzz-tools/generate: $(wildcard tests/fuzz/generate/*.[ch] tests/fuzz/generate/*.def)
build/fuzz-tools/mutate build/fuzz-tools/reduce: build/fuzz-tools/%: tests/fuzz/%.c tests/fuzz/forms.c tests/fuzz/forms.h
build/fuzz-tools/%:
	@mkdir -p $(@D)
	$(call quiet,CC,$@) $(CC) -std=gnu11 -D_GNU_SOURCE -g -O2 $(WARN) -I. -o $@ $(filter %.c,$^)

$(BUILD)/bench/%: bench/%.c
	@mkdir -p $(@D)
	$(call quiet,CC,$<) $(CC) -std=gnu11 -O2 -static $(WARN) -o $@ $<

docs: $(SMT)
	@mkdir -p docs/library
	@./$(SMT) doc --table | ./$(SMT) run tools/make-docs.smt docs/library
	@echo "  DOCS     docs/library/index.md"

library-coverage: $(SMT)
	@tests/run-library-coverage

bench: $(SMT) $(BUILD)/bench/measure
	@bench/run $(BUILD)/bench/measure ./$(SMT)

bench-library: $(SMT)
	@bench/library/run ./$(SMT)

# smt itself, with the stopwatch in place of main().
$(BUILD)/bench/compile: bench/compile.c $(filter-out $(O)/driver/main.o,$(FINAL_O)) $(O)/gen/build_id.o $(O)/tcc.o
	@mkdir -p $(@D)
	$(call quiet,CC,$<) $(CC) $(CPPFLAGS) $(CFLAGS) -Iruntime $(LINK) -no-pie -Wl,--section-start=.smt_image=$(IMAGE_BASE) \
	  $(FEW_PAGES) $(SANITIZE) $(CONFIGURED_LDFLAGS) -o $@ $(filter-out $(O)/tcc.o,$^) $(LIBS)

bench-compile: $(SMT) $(BUILD)/bench/compile
	@bench/compile $(BUILD)/bench/compile ./$(SMT) $(LINES)

test-performance: build-fast $(BUILD)/bench/startup
	@bench/performance $(BUILD)/bench/startup $(BUILD)/fast/smt

check-faults: $(SMT)
	@FAULTS=10000 LIMIT=7200 SMT=$(CURDIR)/$(SMT) tests/run-shell tests/cache/faults.sh tests/cache/kill.sh

# The objects are made with the same flags as those of $(SMT); what is left out is for debuggers.
build-fast: $(BUILD)/fast/smt
$(BUILD)/fast/smt: $(SMT)
	@mkdir -p $(@D)
	$(call quiet,STRIP,$@) strip -o $@ $<

# --- Installation ----------------------------------------------------------------------------------------------------

bindir = $(DESTDIR)$(PREFIX)/bin
docdir = $(DESTDIR)$(PREFIX)/share/doc/smelter
targetdir = $(DESTDIR)$(PREFIX)/lib/smelter
libdir = $(DESTDIR)$(PREFIX)/lib
sharedir = $(DESTDIR)$(PREFIX)/share
COMMAND_NAMES := $(shell sed -n 's/^COMMAND.[a-z_]*, "\([a-z][^"]*\)".*/\1/p' driver/commands.def)

# What smt says of itself: manual pages and completions. Of the tree that is installed nothing knows where it is.
$(BUILD)/share/stamp: $(BUILD)/fast/smt driver/commands.def integration/smt.pc.in integration/SmelterConfigVersion.cmake.in VERSION
	@mkdir -p $(@D)/man
	@$< --man > $(@D)/man/smt.1
	@for name in $(COMMAND_NAMES); do $< --man $$name > $(@D)/man/smt-$$name.1 || exit; done
	@for shell in bash zsh fish; do $< completions $$shell > $(@D)/smt.$$shell || exit; done
	@for file in smt.pc SmelterConfigVersion.cmake; do \
	  sed "s/@VERSION@/$$(cat VERSION)/" integration/$$file.in > $(@D)/$$file || exit; done
	@touch $@

# The second name has a space in it: env(1) looks for a program of that name when a script begins with
# "#!/usr/bin/env smt run".
install: $(BUILD)/fast/smt $(BUILD)/libsmt.a $(BUILD)/share/stamp $(CROSS:%=$(BUILD)/lib/smelter/%/build-id)
	install -d '$(bindir)' '$(docdir)/docs' '$(docdir)/examples/foreign' '$(docdir)/examples/library'
	install -m 755 $< '$(bindir)/smt'
	ln -sf smt '$(bindir)/smt run'
	install -D -m 644 $(BUILD)/libsmt.a '$(libdir)/libsmt.a'
	install -D -m 644 runtime/smt.h '$(DESTDIR)$(PREFIX)/include/smt.h'
	install -D -m 644 $(BUILD)/share/smt.pc '$(libdir)/pkgconfig/smt.pc'
	install -d '$(libdir)/cmake/Smelter' '$(sharedir)/smelter' '$(sharedir)/man/man1'
	install -m 644 integration/SmelterConfig.cmake $(BUILD)/share/SmelterConfigVersion.cmake '$(libdir)/cmake/Smelter'
	install -m 644 integration/smt.mk integration/smt.ninja '$(sharedir)/smelter'
	install -m 644 $(BUILD)/share/man/*.1 '$(sharedir)/man/man1'
	install -D -m 644 $(BUILD)/share/smt.bash '$(sharedir)/bash-completion/completions/smt'
	install -D -m 644 $(BUILD)/share/smt.zsh '$(sharedir)/zsh/site-functions/_smt'
	install -D -m 644 $(BUILD)/share/smt.fish '$(sharedir)/fish/vendor_completions.d/smt.fish'
ifneq ($(CROSS),)
	install -d '$(targetdir)/$(CROSS)'
	install -m 644 $(X_DIR)/libsmt.a $(X_DIR)/smt.h $(X_DIR)/build-id '$(targetdir)/$(CROSS)'
endif
	install -m 644 README.md LICENSE '$(docdir)'
	cd docs && find . -name '*.md' -exec install -D -m 644 {} '$(docdir)/docs/{}' \;
	install -m 644 examples/*.smt '$(docdir)/examples'
	install -m 644 examples/foreign/*.smt '$(docdir)/examples/foreign'
	install -m 644 examples/library/stats.smt examples/library/main.c examples/library/Makefile '$(docdir)/examples/library'

uninstall:
	rm -f '$(bindir)/smt' '$(bindir)/smt run'
	rm -f '$(libdir)/libsmt.a' '$(DESTDIR)$(PREFIX)/include/smt.h' '$(libdir)/pkgconfig/smt.pc'
	rm -f '$(sharedir)/man/man1/smt.1' $(COMMAND_NAMES:%='$(sharedir)/man/man1/smt-%.1')
	rm -f '$(sharedir)/bash-completion/completions/smt' '$(sharedir)/zsh/site-functions/_smt' \
	  '$(sharedir)/fish/vendor_completions.d/smt.fish'
	rm -rf '$(docdir)' '$(targetdir)' '$(libdir)/cmake/Smelter' '$(sharedir)/smelter'

# The Debian package: build/smelter_VERSION_amd64.deb
deb: $(BUILD)/fast/smt
	rm -rf $(BUILD)/deb
	$(MAKE) --no-print-directory install DESTDIR='$(CURDIR)/$(BUILD)/deb' PREFIX=/usr > /dev/null
	mkdir $(BUILD)/deb/DEBIAN
	sed "s/@VERSION@/$$(cat VERSION)/" integration/control.in > $(BUILD)/deb/DEBIAN/control
	dpkg-deb --root-owner-group -b $(BUILD)/deb $(BUILD)/smelter_$$(cat VERSION)_amd64.deb

-include $(shell find $(O) $(BUILD)/unit -name '*.d' 2>/dev/null)
endif
