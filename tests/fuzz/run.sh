#!/bin/sh
# Builds the fuzzers, or runs one:
#   run.sh build ROOT FOLDER GENERATOR
#   run.sh NAME ROOT FOLDER [SECONDS]      3 seconds where none are given
# What a run finds new lies in FOLDER/found/NAME and is begun anew each time; an input that fails stays in FOLDER.
set -eu

name=$1
root=$2
folder=$3
build=$folder/clang

if [ "$name" = build ]; then
    if ! printf 'int LLVMFuzzerTestOneInput(const char *d, long n) { return !d && n; }\n' |
        clang -x c -fsanitize=fuzzer,address,undefined -o "$folder/probe" - 2>&1; then
        echo 'clang with libFuzzer is missing: sh tests/run.sh installs it (Debian: clang, libclang-rt-dev)'
        exit 1
    fi
    cmake -S "$root" -B "$build" -G "$4" -DCMAKE_C_COMPILER=clang -DCMAKE_BUILD_TYPE=Debug \
        '-DCMAKE_C_FLAGS_DEBUG=-O1 -g' -DPOOLSCOPE_APP=OFF -DPOOLSCOPE_SANITIZE=ON -DPOOLSCOPE_FUZZ=ON
    exec cmake --build "$build" --target fuzzers
fi

found=$folder/found/$name
rm -rf "$found"
mkdir -p "$found"
exec "$build/tests/fuzz/${name}_fuzz" -max_total_time="${4:-3}" -seed=1 -timeout=20 -rss_limit_mb=2048 -max_len=4096 \
    -verbosity=0 -print_final_stats=1 -artifact_prefix="$folder/$name-" "$found" "$root/tests/fuzz/corpus/$name"
