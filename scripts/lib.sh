# Shared by the commands in this folder; sourced, not run.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# What the library, the command and the tests need from Debian.
build_packages="g++ cmake ninja-build pkg-config libmimetic-dev libre2-dev nlohmann-json3-dev libxml2-dev nettle-dev libxxhash-dev libarchive-dev libcli11-dev libc-ares-dev libsqlite3-dev zlib1g-dev"
test_packages="doctest-dev nsd parallel libsisimai-perl bzip2 xz-utils zip zstd python3 python3-jsonschema clang libclang-rt-14-dev ccache chromium"
python_packages="python3 python3-dev python3-venv ccache"
# The manual page, the completions, the Debian packages.
package_packages="groff-base zsh fish dpkg-dev binutils"
bench_packages="libgmime-3.0-dev"
spark_packages="openjdk-17-jre-headless"

fail() {
    printf '%s: %s\n' "${0##*/}" "$1" >&2
    exit 1
}

step() { printf '\n== %s\n' "$1"; }

# install_packages PACKAGE...: installs those that are missing; asks nothing; does nothing where all are there.
install_packages() {
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    command -v apt-get >/dev/null || fail "missing: ${missing[*]} (this is no Debian system: install their like by hand)"
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "missing: ${missing[*]}; run as root, or install sudo"
        as_root=(sudo)
    fi
    step "Installing ${missing[*]}"
    "${as_root[@]}" apt-get update -qq || fail "apt-get update failed"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
        fail "apt-get could not install ${missing[*]}"
}

# The runtimes that examples/ffi is run with, and what scripts/abi-check asks. Go and Node may be there from elsewhere; Java is not
# brought along.
install_runtimes() {
    local packages=(ruby php-cli libffi-platypus-perl abigail-tools)
    command -v go >/dev/null || packages+=(golang-go)
    command -v npm >/dev/null || packages+=(nodejs npm)
    ! command -v javac >/dev/null || packages+=(libjna-java)
    install_packages "${packages[@]}"
}

# build PRESET [CMAKE ARGUMENT...]: configures build/PRESET and builds it.
build() {
    local preset=$1
    shift
    step "Building ($preset)"
    if command -v ccache >/dev/null; then export DSNPARSE_LAUNCHER=ccache; else export DSNPARSE_LAUNCHER=; fi
    cmake --preset "$preset" "$@" >"/tmp/dsnparse-configure-$preset.$$" 2>&1 || {
        cat "/tmp/dsnparse-configure-$preset.$$" >&2
        rm -f "/tmp/dsnparse-configure-$preset.$$"
        fail "configuring $preset failed (above)"
    }
    rm -f "/tmp/dsnparse-configure-$preset.$$"
    cmake --build --preset "$preset" || fail "building $preset failed (above)"
}

# python_wheel: the package as a wheel that needs nothing of the system, in $python_wheels; $python_env is an environment with what
# tests/requirements.txt asks for.
python_wheel() {
    local requirements=bindings/python/tests/requirements.txt
    python_env=$root/build/python
    python_wheels=$root/build/python-wheel
    step "Python: test requirements"
    if ! cmp -s "$requirements" "$python_env/requirements.txt"; then
        python3 -m venv "$python_env" || fail "python3 -m venv failed"
        "$python_env/bin/pip" install -q --disable-pip-version-check -r "$requirements" || fail "pip could not install $requirements"
        cp "$requirements" "$python_env/requirements.txt"
    fi

    step "Python: wheel"
    # By its common name, as in the presets: the compiler's cache goes by it.
    export CC=cc CXX=c++
    if command -v ccache >/dev/null; then export DSNPARSE_LAUNCHER=ccache; fi
    rm -rf "$python_wheels"
    # The warnings are those of the release build, so that its objects are found in the compiler's cache.
    "$python_env/bin/pip" wheel -q --disable-pip-version-check --no-deps --no-build-isolation -w "$python_wheels/raw" \
        -Cbuild-dir="$root/build/python-cmake" -Ccmake.define.DSNPARSE_WERROR=ON ./bindings/python ||
        fail "building the wheel failed (above)"
    PATH=$python_env/bin:$PATH "$python_env/bin/auditwheel" repair -w "$python_wheels" "$python_wheels"/raw/*.whl \
        >"$python_wheels/auditwheel.log" 2>&1 || fail "auditwheel: $(cat "$python_wheels/auditwheel.log")"
    ls -l "$python_wheels"/*.whl
}
