# What can happen to a cache: never a wrong result, never a message that a user of a shell script would not expect.
hello
entry() { find "$SMT_CACHE_DIR" -name '*.x' | head -n 1; }

"$SMT" --tier=cc hello.smt > /dev/null
size=$(stat -c %s "$(entry)")
for cut in 0 1 63 64 4096 $((size / 2)) $((size - 100)) $((size - 1)); do
  chmod u+w "$(entry)"
  truncate -s "$cut" "$(entry)"
  run "$SMT" hello.smt
  ok "cut to $cut bytes" both out_is hello -- err_is ''
  run "$SMT" --tier=cc hello.smt
  ok "and mended" both out_is hello -- test "$(stat -c %s "$(entry)")" -eq "$size"
done
truncate -s $((size + 100)) "$(entry)"
run "$SMT" hello.smt
ok "longer" out_is hello

# Three bytes of the program somewhere, so that the file's time tells, and so that only its contents do.
# What is altered is never built anew here: --tier=tcc is not, and a run of an entry that does not hold compiles in memory.
alter() {
  local byte
  chmod u+w "$1"
  for byte in 1 2 3; do
    printf "\\x$(printf %x $((RANDOM % 256)))" | dd of="$1" bs=1 seek=$((RANDOM * 32768 % size + RANDOM % 100)) conv=notrunc 2> /dev/null
  done
}
RANDOM=1
alterations=$((${FAULTS:-500} / 10))
"$SMT" cache clear > /dev/null
"$SMT" --tier=cc hello.smt > /dev/null
file=$(entry)
cp -p "$file" saved
sleep 5    # past the time in which a file is believed to be as it was made
for hidden in false true; do
  bad=0
  for i in $(seq "$alterations"); do
    alter "$file"
    if $hidden; then touch -r saved "$file"; fi
    run env SMT_BG=0 "$SMT" hello.smt
    out_is hello && err_is '' && status_is 0 || bad=$((bad + 1))
    cat saved > "$file"
    touch -r saved "$file"
  done
  ok "$alterations random alterations, the old time restored: $hidden" test "$bad" -eq 0
done
run "$SMT" hello.smt
ok "what was restored is executed again" both out_is hello -- test "$(entries)" -eq 1

# The file of one entry in the place of another's.
printf '(println "other")\n' > other.smt
"$SMT" cache clear > /dev/null
"$SMT" --tier=cc other.smt > /dev/null
cp -p "$(entry)" other.x
"$SMT" cache clear > /dev/null
"$SMT" --tier=cc hello.smt > /dev/null
cp -p other.x "$(entry)" 2> /dev/null || { chmod u+w "$(entry)"; cp -p other.x "$(entry)"; }
run "$SMT" hello.smt
ok "an entry under another's name" out_is hello

# The clock jumps: files of tomorrow, files of 1970.
for when in '1 day' '-20000 days'; do
  "$SMT" cache clear > /dev/null
  "$SMT" --tier=cc hello.smt > /dev/null
  touch -d "$when" "$SMT_CACHE_DIR"/*
  run "$SMT" hello.smt
  ok "clock: $when" both out_is hello -- err_is ''
  run "$SMT" --tier=cc hello.smt
  ok "clock: $when, built anew" both out_is hello -- test "$(entries)" -eq 1
done

# Two versions of smt on one cache: each runs its own.
if id=$("$SMT" version | sed -n 's/^build *//p') && [ -n "$id" ]; then
  sed "s/$id/$(printf '%s' "$id" | tr 0-9a-f 1-9a-f0)/g" "$SMT" > other-smt
  chmod +x other-smt
  "$SMT" cache clear > /dev/null
  for i in 1 2; do
    for program in "$SMT" ./other-smt; do
      run "$program" --tier=cc hello.smt
      ok "two versions, $i: $program" both out_is hello -- err_is ''
    done
  done
  ok "two versions, two entries" test "$(entries)" -eq 2
fi

# Directories that cannot be used.
printf 'no directory' > file
run env SMT_CACHE_DIR="$PWD/file" "$SMT" --tier=cc hello.smt
ok "a file where the directory should be" both out_is hello -- err_is ''
run env SMT_CACHE_DIR=/proc/no/such "$SMT" hello.smt
ok "a directory that cannot be made" both out_is hello -- err_is ''
run env -u SMT_CACHE_DIR -u HOME "$SMT" hello.smt
ok "no HOME" both out_is hello -- err_is ''
run env -u SMT_CACHE_DIR -u HOME "$SMT" --tier=cc hello.smt
ok "no HOME, cc" both out_is hello -- err_is ''
run env -u SMT_CACHE_DIR -u HOME "$SMT" cache info
ok "no HOME, cache info says so" both status_is 0 -- out_has 'HOME is not set'
run env -i PATH="$PATH" "$SMT" hello.smt
ok "an empty environment" out_is hello
run env -i "$SMT" hello.smt
ok "not even a PATH" out_is hello
run env -u SMT_CACHE_DIR HOME=/ XDG_CACHE_HOME=relative "$SMT" --no-cache hello.smt
ok "a relative XDG_CACHE_HOME is ignored" out_is hello
run env -u SMT_CACHE_DIR XDG_CACHE_HOME="$PWD/xdg" "$SMT" --tier=cc hello.smt
ok "XDG_CACHE_HOME" both out_is hello -- test -d xdg/smelter
ok "is made private" test "$(stat -c %a xdg/smelter)" = 700
run env -u SMT_CACHE_DIR "$SMT" --tier=cc hello.smt
ok "HOME/.cache/smelter" test -d home/.cache/smelter

mkdir -m 777 open
run env SMT_CACHE_DIR="$PWD/open" "$SMT" --tier=cc hello.smt
ok "a directory that others may write is not used" both out_is hello -- test -z "$(ls open)"
run env SMT_CACHE_DIR="$PWD/open" "$SMT" cache info
ok "and cache info says why" out_has 'another user'
if [ "$(id -u)" -eq 0 ]; then
  mkdir -m 700 theirs
  "$SMT" cache clear > /dev/null
  "$SMT" --tier=cc other.smt > /dev/null
  cp -p "$SMT_CACHE_DIR"/* theirs 2> /dev/null
  chown -R 65534 theirs
  run env SMT_CACHE_DIR="$PWD/theirs" "$SMT" --tier=cc hello.smt
  ok "another user's directory is not used" out_is hello
  "$SMT" cache clear > /dev/null
  "$SMT" --tier=cc hello.smt > /dev/null
  chown 65534 "$(entry)"
  run "$SMT" hello.smt
  ok "another user's file is not executed" out_is hello
  # As a user who may not write.
  chmod 755 . .. 2> /dev/null
  if command -v setpriv > /dev/null && setpriv --reuid=65534 --clear-groups test -x "$SMT" -a -r hello.smt; then
    as_nobody() { setpriv --reuid=65534 --clear-groups env "$@"; }
    chmod 755 "$SMT_CACHE_DIR"
    run as_nobody SMT_CACHE_DIR="$SMT_CACHE_DIR" "$SMT" hello.smt
    ok "a read-only cache of someone else" both out_is hello -- err_is ''
    mkdir nobody
    chown 65534 nobody
    chmod 700 nobody
    run as_nobody SMT_CACHE_DIR="$PWD/nobody" "$SMT" --tier=cc hello.smt
    n=$(ls nobody | grep -c '\.x$')
    chmod 500 nobody
    run as_nobody SMT_CACHE_DIR="$PWD/nobody" "$SMT" hello.smt
    ok "a read-only directory of one's own" both out_is hello -- err_is ''
    run as_nobody SMT_CACHE_DIR="$PWD/nobody" "$SMT" --tier=cc other.smt
    ok "and what is not in it" both out_is other -- err_is ''
  fi
  # A full disk, and one that executes nothing.
  mkdir full
  if mount -t tmpfs -o size=1m,mode=700 tmpfs full 2> /dev/null; then
    run env SMT_CACHE_DIR="$PWD/full" "$SMT" --tier=cc hello.smt
    ok "a cache too small, cc" both out_is hello -- err_is ''
    head -c 2000000 /dev/zero > full/fill 2> /dev/null
    for i in 1 2 3; do run env SMT_CACHE_DIR="$PWD/full" "$SMT" hello.smt; done
    ok "a full disk" both out_is hello -- err_is ''
    umount full 2> /dev/null || umount -l full
  fi
  if mount -t tmpfs -o noexec,mode=700 tmpfs full 2> /dev/null; then
    run env SMT_CACHE_DIR="$PWD/full" "$SMT" --tier=cc hello.smt
    ok "noexec: built" both out_is hello -- err_is ''
    run env SMT_CACHE_DIR="$PWD/full" "$SMT" hello.smt
    ok "noexec: from the cache" both out_is hello -- err_is ''
    umount full 2> /dev/null || umount -l full
  fi
fi

# The size stays below the limit: what was used longest ago goes.
"$SMT" cache clear > /dev/null
for i in 1 2 3; do
  printf '(println "%s")\n' $i > s$i.smt
  "$SMT" --tier=cc s$i.smt > /dev/null
  touch -d "$((10 - i)) hours ago" "$SMT_CACHE_DIR"/*.ran 2> /dev/null
done
rm -f "$SMT_CACHE_DIR/trimmed"
printf '(println "4")\n' > s4.smt
export SMT_CACHE_SIZE=2M
"$SMT" s4.smt > /dev/null
"$SMT" s4.smt > /dev/null
await test -e "$SMT_CACHE_DIR/trimmed"
sleep 0.5
ok "SMT_CACHE_SIZE" test "$(du -c "$SMT_CACHE_DIR"/*.x | tail -n 1 | cut -f 1)" -le 2048
