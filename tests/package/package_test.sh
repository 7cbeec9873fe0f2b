#!/usr/bin/env bash
# package_test.sh BUILD: the Debian packages of BUILD are made, unpacked and run; where that is safe, installed and removed too.
set -euo pipefail
build=$(cd "$1" && pwd)
for program in cpack objdump ldd dpkg-deb dpkg-shlibdeps; do
    command -v "$program" >/dev/null || { echo "NO $program: the packages are NOT tested"; exit 77; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() { echo "package_test: $1" >&2; exit 1; }

cpack --config "$build/CPackConfig.cmake" -B "$folder" >"$folder/log" 2>&1 || { cat "$folder/log"; fail "cpack"; }
command=$(echo "$folder"/dsnparse_*.deb)
library=$(echo "$folder"/libdsnparse-dev_*.deb)
[ -f "$command" ] && [ -f "$library" ] || fail "packages are missing: $(ls "$folder")"

# Every shared library that the program loads comes from a package it depends on.
mkdir "$folder/tree"
dpkg-deb -x "$command" "$folder/tree"
depends=$(dpkg-deb -f "$command" Depends)
program=$folder/tree/usr/bin/dsnparse
needed=$(objdump -p "$program" | awk '/NEEDED/ {print $2}')
[ -n "$needed" ] || fail "the program needs no library at all"
for name in $needed; do
    path=$(ldd "$program" | awk -v name="$name" '$1 == name {print $3} substr($1, length($1) - length(name)) == "/" name {print $1}')
    [ -n "$path" ] || fail "$name is not found"
    # Where /lib is /usr/lib, dpkg may know the file by either name.
    path=$(readlink -f "$path")
    owner=$(dpkg-query -S "$path" 2>/dev/null || dpkg-query -S "${path#/usr}") || fail "no package owns $path"
    owner=${owner%%:*}
    case ", $depends" in
    *", $owner "* | *", $owner,"* | *", $owner") ;;
    *) fail "it loads $name of $owner, but depends on: $depends" ;;
    esac
done

grep -q '^dsnparse [0-9]' <<<"$("$program" --version)" || fail "the program does not run"
"$program" check - <<<$'Subject: x\n\nhello' && fail "an ordinary mail passed as a bounce"
for file in share/man/man1/dsnparse.1.gz share/bash-completion/completions/dsnparse share/zsh/vendor-completions/_dsnparse \
    share/fish/vendor_completions.d/dsnparse.fish share/doc/dsnparse/copyright; do
    [ -s "$folder/tree/usr/$file" ] || fail "$file is missing"
done
grep -q '^\.TH DSNPARSE 1' <(zcat "$folder/tree/usr/share/man/man1/dsnparse.1.gz") || fail "the manual page is none"
contents=$(dpkg-deb -c "$library")
for file in /include/dsnparse/dsnparse.hpp /include/dsnparse/dsnparse.h /pkgconfig/dsnparse.pc /cmake/dsnparse/dsnparseConfig.cmake /libdsnparse; do
    grep -q "$file" <<<"$contents" || fail "$file is missing in: $contents"
done
[ "$(dpkg-deb -f "$command" Package)" = dsnparse ] || fail "it is called $(dpkg-deb -f "$command" Package)"

# Really installed, where this is root's own machine or a container and nothing of that name is there.
if [ "$(id -u)" -eq 0 ] && ! dpkg-query -W dsnparse >/dev/null 2>&1 && [ ! -e /usr/bin/dsnparse ]; then
    dpkg -i "$command" >"$folder/log" 2>&1 || { cat "$folder/log"; dpkg --purge dsnparse >/dev/null 2>&1; fail "dpkg -i"; }
    /usr/bin/dsnparse --version >/dev/null && installed=yes || installed=no
    dpkg --purge dsnparse >"$folder/log" 2>&1 || { cat "$folder/log"; fail "dpkg --purge"; }
    [ "$installed" = yes ] || fail "the installed program does not run"
    [ ! -e /usr/bin/dsnparse ] || fail "the program is left behind"
fi
echo "packages: $(basename "$command") ($(stat -c %s "$command") bytes), $(basename "$library")"
