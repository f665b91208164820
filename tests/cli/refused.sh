# What poolscope-cli refuses: one line on standard error, exit 2, nothing on standard output, no file changed.
. "$(dirname -- "$0")/check.sh"

npy=$data/npy
printf 'old' >old.npy
printf 'old' >old.csv
mkdir directory

# The command line.
refuses 'no command comes first: choose pool, walk, size, field, influence or check, or --help'
refuses 'no command comes first: choose pool, walk, size, field, influence or check, or --help' --json pool tutorial.csv
for command in paint draw ''; do
    refuses "there is no command '$command': choose pool, walk, size, field, influence or check, or --help" "$command" tutorial.csv
done
refuses 'pool has no INPUT: name a file, or - for standard input' pool
refuses 'walk has no INPUT: name a file, or - for standard input' walk --json
refuses "'second.csv' is one file too many: pool takes one INPUT" pool tutorial.csv second.csv
refuses "size takes options only, not 'tutorial.csv': see poolscope-cli size --help" size tutorial.csv --input-size 4
refuses "there is no option '--kernel': see poolscope-cli pool --help" pool tutorial.csv --kernel 2
refuses "there is no option '-x': see poolscope-cli walk --help" walk tutorial.csv -x
refuses "there is no option '--jsonx': see poolscope-cli pool --help" pool tutorial.csv --jsonx
refuses "there is no option '---': see poolscope-cli pool --help" pool tutorial.csv ---
refuses 'size has no --input-size: give it as --input-size N or N,M' size
refuses 'size has no --input-size: give it as --input-size N or N,M' size --kernel-size 2
refuses 'walk does not take -o: see poolscope-cli walk --help' walk tutorial.csv -o out.csv
refuses 'walk does not take --output-size: see poolscope-cli walk --help' walk tutorial.csv --output-size 2
refuses 'pool does not take --channel: see poolscope-cli pool --help' pool tutorial.csv --channel 0
refuses 'pool does not take --convolution: see poolscope-cli pool --help' pool tutorial.csv --convolution
refuses 'size does not take --op: see poolscope-cli size --help' size --input-size 4 --op max
refuses '--json takes no value: write it alone' pool tutorial.csv --json=yes
refuses '--ceil-mode takes no value: write it alone' pool tutorial.csv --ceil-mode=

# Values that are missing, malformed or out of range.
for option in --kernel-size --stride --padding --dilation --op --norm-type --output-size --indices -o; do
    refuses "$option has no value: give it as $option ..." pool tutorial.csv "$option"
    refuses "$option has no value: give it as $option ..." pool tutorial.csv "$option" --json
done
for value in '' a 2x2 1,2,3 2, ,2 1.5 ' 2' '2 ' 0x2 2e1 +2 - -- ; do
    refuses '...' pool tutorial.csv --kernel-size "$value"
    refuses "'$value' is no value for --kernel-size: give it as --kernel-size K|KH,KW" pool tutorial.csv --kernel-size="$value"
done
for value in 0 -1 2,0 268435457 99999999999999999999999999 -99999999999999999999999999; do
    refuses "--stride $value is out of range: give whole numbers from 1 to 268435456" pool tutorial.csv --stride "$value"
done
refuses '--padding -1 is out of range: give whole numbers from 0 to 268435456' pool tutorial.csv --padding -1
refuses '--dilation 0 is out of range: ...' pool tutorial.csv --dilation 0
refuses '--output-size 0 is out of range: ...' pool tutorial.csv --op adaptive_avg --output-size 0
refuses '--input-size 0 is out of range: ...' size --input-size 0
refuses "'1,2' is no value for --channel: give it as --channel C" walk tutorial.csv --channel 1,2
refuses '--channel -1 is out of range: ...' walk tutorial.csv --channel -1
for value in 0 -1 1e999 0.0; do
    refuses "--norm-type $value is out of range: give a finite number above 0" pool tutorial.csv --op lp --norm-type "$value"
done
for value in '' nan inf two 0x2 2,2 1e 2- ' 2'; do
    refuses "'$value' is no value for --norm-type: give it as --norm-type p" pool tutorial.csv --op lp --norm-type="$value"
done
refuses "there is no operation 'median': choose max, avg, lp, gap, gmp, adaptive_avg or adaptive_max" pool tutorial.csv --op median
refuses "there is no operation '': ..." pool tutorial.csv --op=
refuses '--kernel-size has two numbers and --input-size one: ...' size --input-size 4 --kernel-size 2,2

# Options that an operation does not take.
not_taken() {
    op=$1
    shift
    refuses "the operation $op does not take $1: leave it out or choose another operation" pool tutorial.csv --op "$op" "$@"
}
not_taken avg --dilation 1
not_taken avg --norm-type 2
not_taken avg --indices out.npy
not_taken max --no-count-include-pad
not_taken max --norm-type 2
not_taken max --output-size 2
not_taken lp --padding 0
not_taken lp --dilation 1
for op in gap gmp adaptive_avg adaptive_max; do
    not_taken "$op" --kernel-size 2
    not_taken "$op" --stride 2
    not_taken "$op" --padding 0
    not_taken "$op" --dilation 1
    not_taken "$op" --ceil-mode
    not_taken "$op" --no-count-include-pad
done
not_taken gap --output-size 1
not_taken gap --indices out.npy
refuses 'the operation gap has no window to walk with: choose max, avg or lp' walk tutorial.csv --op gap
refuses 'the operation lp does not take --padding: ...' walk tutorial.csv --op lp --padding 1
refuses 'the operation avg does not take --dilation: ...' walk tutorial.csv --op avg --dilation 2

# Settings that do not fit the input.
refuses '...' pool tutorial.csv --kernel-size 5
refuses '...' pool tutorial.csv --kernel-size 3 --padding 2
refuses '...' pool tutorial.csv --dilation 4
refuses '...' pool tutorial.csv --op adaptive_avg --output-size 268435456
refuses '...' walk tutorial.csv --padding 2
refuses 'channel 1 is not in the map: use 0 to 0' walk tutorial.csv --channel 1
refuses '...' size --input-size 4 --kernel-size 5
refuses '...' size --input-size 4 --kernel-size 3 --padding 2
refuses '...' size --input-size 4 --kernel-size 9 --convolution

# Inputs.
refuses "there is no file 'missing.csv': check the name" pool missing.csv
refuses "there is no file '': check the name" pool ''
refuses "there is no file 'tutorial.csv/below': check the name" pool tutorial.csv/below
refuses "'directory' is a folder: name a file in it" pool directory
refuses "there is no file 'two?lines.csv': check the name" pool 'two
lines.csv'
printf '' >empty.csv
refuses 'there are no values: write a row of numbers on each line' pool empty.csv
refuses 'there are no values: write a row of numbers on each line' pool - </dev/null
refuses 'cannot read standard input (...' pool - <&-
printf '1,2\n3\n' >ragged.csv
refuses 'line 2 has 1 values where the lines before have 2: make all rows equally long' pool ragged.csv -o old.csv
printf '1,x\n' | refuses "'x' in line 1, column 3 is no number: ..." pool -
printf '1,\0002\n' | refuses 'a zero byte stands in line 1, column 3: give a text of numbers' pool -
printf '1,,2\n' | refuses 'an empty cell stands in line 1, column 3: write its value, or nan for no data' walk -
printf '1,2\n' >text.npy
refuses 'this is no .npy data (...' pool text.npy
head -c 100 "$npy/f4_le_c_2x3x4.npy" | refuses 'the .npy data ends too early: copy or save the file again' pool -
head -c 150 "$npy/f4_le_c_2x3x4.npy" >short.npy
refuses 'the .npy data ends after 22 of 96 bytes of values: copy or save the file again' pool short.npy -o old.npy
{ cat "$npy/f4_le_c_2x3x4.npy" && printf 'more'; } | refuses '4 bytes stand after the end of the .npy data: ...' pool -
printf '\223NUMPY\002\000\377\377\377\177{' | refuses 'the .npy data ends too early: copy or save the file again' pool -

# Outputs.
refuses "the name 'out.txt' does not say which format: let it end in .npy, .csv, .tsv or .json" pool tutorial.csv -o out.txt
refuses "the name 'out' does not say which format: ..." pool tutorial.csv -o out
refuses "the name '' does not say which format: ..." pool tutorial.csv -o ''
refuses "--json and the name 'out.npy' disagree: let it end in .json, or leave out --json" pool tutorial.csv --json -o out.npy
refuses "indices are written as .npy, not to 'i.csv': let it end in .npy" pool tutorial.csv --indices i.csv
refuses "values and indices would both go to 'a.npy': name two outputs" pool tutorial.csv -o a.npy --indices a.npy
refuses "values and indices would both go to './a.npy': name two outputs" pool tutorial.csv -o a.npy --indices ./a.npy
refuses "values and indices would both go to '-': name two outputs" pool tutorial.csv --indices -
refuses "cannot write 'tutorial.csv/out.csv' (..." pool tutorial.csv -o tutorial.csv/out.csv
refuses "cannot write 'missing/out.npy' (..." pool tutorial.csv -o missing/out.npy
mkdir folder.npy
refuses "'folder.npy' is a folder: name a file in it" pool tutorial.csv -o folder.npy
refuses "cannot write '/dev/full' (..." pool tutorial.csv -o /dev/full

# Of two outputs both are written or none, whichever fails.
refuses "cannot write 'missing/i.npy' (..." pool tutorial.csv -o old.npy --indices missing/i.npy
refuses "cannot write 'missing/i.npy' (..." pool tutorial.csv -o new.npy --indices missing/i.npy
refuses "cannot write 'missing/i.npy' (..." pool tutorial.csv --indices missing/i.npy
refuses "cannot write 'missing/v.csv' (..." pool tutorial.csv -o missing/v.csv --indices old.npy
refuses "cannot write '/dev/full' (..." pool tutorial.csv -o old.csv --indices /dev/full
refuses "cannot write '/dev/full' (..." pool tutorial.csv -o /dev/full --indices old.npy
refuses "cannot write '/dev/full' (..." pool tutorial.csv --indices /dev/full
refuses "'folder.npy' is a folder: name a file in it" pool tutorial.csv -o old.csv --indices folder.npy

# Standard output that cannot be written: full, closed, or with nobody reading. Its own file is not looked at.
unwritable() {
    [ "$1" -eq 2 ] || fail "exit $1 for $2"
    [ "$(wc -l <"$folder/err")" -eq 1 ] || fail "not one line for $2: $(cat "$folder/err")"
    grep -q '^poolscope-cli: cannot write to standard output (.*): ' "$folder/err" || fail "sentence for $2"
}
for arguments in 'pool tutorial.csv' 'pool tutorial.csv --json' 'walk tutorial.csv' 'size --input-size 4' --help --version \
    'pool tutorial.csv --indices old.npy'; do
    before=$(snapshot)
    # shellcheck disable=SC2086
    "$cli" $arguments >/dev/full 2>"$folder/err"
    unwritable $? "$arguments to a full device"
    # shellcheck disable=SC2086
    "$cli" $arguments >&- 2>"$folder/err"
    unwritable $? "$arguments to a closed output"
    # The program begins after its reader has gone.
    # shellcheck disable=SC2086
    { sleep 0.2 && "$cli" $arguments 2>"$folder/err"; echo $? >"$folder/status"; } | true
    unwritable "$(cat "$folder/status")" "$arguments to nobody"
    [ "$(snapshot)" = "$before" ] || fail "files changed by $arguments"
done

finish
