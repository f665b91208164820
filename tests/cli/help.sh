# --help and --version, everywhere and before all else.
. "$(dirname -- "$0")/check.sh"

version='poolscope-cli [0-9]+\.[0-9]+\.[0-9]+'

# says PATTERN ARGUMENT...: succeeds, and a line of its output matches.
says() {
    pattern=$1
    shift
    run "$@" || fail "exit $? of: $*"
    grep -Eq -- "$pattern" "$folder/out" || fail "no $pattern in the output of: $*"
    [ ! -s "$folder/err" ] || fail "standard error of: $*"
}

says "^$version\$" --version
for command in pool walk size; do
    says "^$version\$" "$command" --version
    says "^  $command " --help
    says "^Usage: poolscope-cli $command" "$command" --help
    says '^  --kernel-size' "$command" --help
    says '^  --json' "$command" --help
done
says "^$version\$" check --version
says '^  check ' --help
says '^Usage: poolscope-cli check FILE' check --help
says '^  --json' check --help
says '^Usage: poolscope-cli COMMAND' --help
says '^Usage: poolscope-cli pool' pool missing.csv --kernel-size 0 --help
says '^  -o OUT' pool --help
says '^  --input-size N' size --help

for command in field influence; do
    says "^$version\$" "$command" --version
    says "^  $command " --help
    says "^Usage: poolscope-cli $command STACK" "$command" --help
    says '^  --input-size N' "$command" --help
done

# Every line fits a terminal of 100 columns.
for command in '' pool walk size field influence check; do
    # shellcheck disable=SC2086
    run $command --help
    [ "$(wc -L <"$folder/out")" -le 100 ] || fail "help of '$command' is wider than 100"
done

# After -- they are operands.
refuses "there is no file '--help': check the name" pool -- --help

finish
