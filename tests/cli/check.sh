# Sourced by the scripts beside it with the program and the folder of test data as arguments. Goes into an empty
# folder, and gives a few checks; a script ends by `finish`.
#
# Output is compared to the letter, with a dot at its end so that the last newline counts.

set -u
export LC_ALL=C
cli=$1
data=$2
folder=$(mktemp -d)
trap 'cd / && rm -rf "$folder"' EXIT
mkdir "$folder/work"
cd "$folder/work" || exit 1

printf '1,3,2,4\n5,6,1,2\n3,2,4,7\n1,0,6,3\n' >tutorial.csv

# Counted in a file, for a check with a pipe before it runs in a shell of its own.
fail() {
    printf 'FAILED: %s\n' "$*" | tee -a "$folder/failures"
}

run() {
    "$cli" "$@" >"$folder/out" 2>"$folder/err"
}

# prints EXPECTED ARGUMENT...: succeeds, prints exactly that (a printf format) and nothing on standard error.
prints() {
    expected=$(printf "$1." && true)
    shift
    run "$@" || fail "exit $? of: $*: $(cat "$folder/err")"
    actual=$(cat "$folder/out" && printf '.')
    [ "$actual" = "$expected" ] || fail "output of: $*
expected: $expected
actual:   $actual"
    [ ! -s "$folder/err" ] || fail "standard error of: $*: $(cat "$folder/err")"
}

snapshot() {
    ls -lA .
    cksum ./* 2>/dev/null
}

# refuses SENTENCE ARGUMENT...: exit 2, exactly one line "poolscope-cli: SENTENCE", no output, no file changed.
# "..." at the end of the sentence stands for any rest.
refuses() {
    sentence=$1
    shift
    before=$(snapshot)
    run "$@"
    status=$?
    [ "$status" -eq 2 ] || fail "exit $status, not 2, of: $*"
    [ ! -s "$folder/out" ] || fail "output of refused: $*: $(cat "$folder/out")"
    [ "$(wc -l <"$folder/err")" -eq 1 ] || fail "not one line on standard error of: $*: $(cat "$folder/err")"
    actual=$(cat "$folder/err")
    case $actual in
    *': '*': '?*) ;;
    *) fail "no 'what is wrong: what to do' of: $*: $actual" ;;
    esac
    case $sentence in
    *...)
        case $actual in
        "poolscope-cli: ${sentence%...}"*) ;;
        *) fail "sentence of: $*: $actual" ;;
        esac
        ;;
    *) [ "$actual" = "poolscope-cli: $sentence" ] || fail "sentence of: $*: $actual" ;;
    esac
    [ "$(snapshot)" = "$before" ] || fail "files changed by refused: $*"
}

# holds FILE EXPECTED: the file holds exactly that (a printf format).
holds() {
    expected=$(printf "$2." && true)
    actual=$(cat "$1" && printf '.')
    [ "$actual" = "$expected" ] || fail "$1 holds $actual, not $expected"
}

finish() {
    [ ! -s "$folder/failures" ]
    exit
}
