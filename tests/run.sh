#!/bin/sh
# Builds everything with AddressSanitizer and UndefinedBehaviorSanitizer and runs all tests. Arguments go to
# ctest: sh tests/run.sh -R npy
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
. "$root/app/build.sh"

# shellcheck disable=SC2086
install_missing $test_packages
install_missing $fuzz_packages
# Not RelWithDebInfo, which would take the assertions out.
build tests -DCMAKE_BUILD_TYPE=Debug '-DCMAKE_C_FLAGS_DEBUG=-O1 -g' -DPOOLSCOPE_SANITIZE=ON -DPOOLSCOPE_WERROR=ON || {
    say "the tests could not be built: see above"
    exit 1
}
exec ctest --test-dir "$root/.build/tests" -j2 --output-on-failure "$@" </dev/null
