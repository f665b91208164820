#!/bin/sh
# Builds Poolscope where it is not built yet, and starts it with the arguments given: sh app/run.sh [FILE] ...
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
. "$root/app/build.sh"

# shellcheck disable=SC2086
install_missing $app_packages
build app -DCMAKE_BUILD_TYPE=Release -DPOOLSCOPE_TESTS=OFF || {
    say "the program could not be built: see above"
    exit 1
}
exec "$root/.build/app/poolscope" "$@"
