#!/usr/bin/env bash
# install_test.sh BUILD_DIR SOURCE_DIR KIND: installs BUILD_DIR into a fresh folder and builds a stranger's project
# against it, by find_package and by pkg-config; checks what the library exports. KIND is static or shared.
set -euo pipefail
build=$1 source=$2 kind=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ "$kind" = shared ]; then
    cmake -S "$source" -B "$work/build" -G Ninja -DBUILD_SHARED_LIBS=ON -DCMAKE_BUILD_TYPE=Release -DDSNPARSE_BUILD_CLI=ON \
        -DCMAKE_CXX_COMPILER_LAUNCHER="${DSNPARSE_LAUNCHER:-}" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
    cmake --build "$work/build" >"$work/log" 2>&1 || { tail -50 "$work/log"; exit 1; }
    build=$work/build
fi
cmake --install "$build" --prefix "$work/prefix" >/dev/null

echo "-- find_package"
cmake -S "$source/tests/install/consumer" -B "$work/consumer" -G Ninja -DCMAKE_PREFIX_PATH="$work/prefix" -DCMAKE_BUILD_TYPE=Release >"$work/log" 2>&1 ||
    { cat "$work/log"; exit 1; }
cmake --build "$work/consumer" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
libdir=$(dirname "$(find "$work/prefix" -name 'libdsnparse.*' | head -n 1)")
export LD_LIBRARY_PATH=$libdir
"$work/consumer/consumer" >"$work/answer"
grep -q '"status": "5.1.1"' "$work/answer"

echo "-- pkg-config"
export PKG_CONFIG_PATH=$libdir/pkgconfig
static=$([ "$kind" = static ] && echo --static || true)
# The file names the prefix that it was configured for; here it lies elsewhere.
flags=--define-prefix
# shellcheck disable=SC2046,SC2086
"${CXX:-c++}" -std=c++17 $(pkg-config --cflags $flags dsnparse) "$source/tests/install/consumer/main.cpp" -o "$work/pc" $(pkg-config --libs $static $flags dsnparse)
"$work/pc" >"$work/answer"
grep -q '"kind": "bounce"' "$work/answer"

echo "-- from C"
# shellcheck disable=SC2046,SC2086
"${CC:-cc}" -std=c99 -Wall -Wextra -pedantic -Werror $(pkg-config --cflags $flags dsnparse) -c "$source/tests/capi/c_api_test.c" -o "$work/c.o"
# shellcheck disable=SC2046,SC2086
"${CXX:-c++}" "$work/c.o" -o "$work/c" $(pkg-config --libs $static $flags dsnparse)
"$work/c" "$source/tests/corpus/sendmail/banner-554-three-mx.eml"

echo "-- the command"
"$work/prefix/bin/dsnparse" --version >"$work/answer"
grep -q '^dsnparse 0\.1' "$work/answer"

if [ "$kind" = shared ]; then
    echo "-- exported symbols"
    library=$(find "$libdir" -name 'libdsnparse.so.*.*')
    readelf -d "$library" >"$work/answer"
    grep -q 'SONAME.*libdsnparse\.so\.0' "$work/answer"
    stray=$(nm -DC --defined-only "$library" | grep ' [TBDR] ' | grep -v ' dsnparse::' | grep -v ' T dsnparse_' || true)
    [ -z "$stray" ] || { echo "exported but not ours:"; echo "$stray"; exit 1; }
    # Of C exactly what the header lists.
    nm -D --defined-only "$library" | sed -n 's/.* T \(dsnparse_[a-z_]*\)$/\1/p' | sort >"$work/exported"
    sed -n 's/^DSNPARSE_C_API .*[ *]\(dsnparse_[a-z_]*\)(.*/\1/p' "$source/include/dsnparse/dsnparse.h" | sort >"$work/listed"
    [ "$(wc -l <"$work/listed")" -gt 20 ] && diff "$work/listed" "$work/exported" || { echo "exported is not what dsnparse.h lists"; exit 1; }
    inner=$(nm -DC --defined-only "$library" | grep -E ' dsnparse::(detail|ascii|text|mime|fields|dialects|diagnose|report)::' | grep ' T ' || true)
    [ -z "$inner" ] || { echo "internal but exported:"; echo "$inner"; exit 1; }
fi
echo "-- good ($kind)"
