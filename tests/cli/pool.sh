# poolscope-cli pool: operations, options, formats.
. "$(dirname -- "$0")/check.sh"

# What the issue shows.
tutorial='1,3,2,4\n5,6,1,2\n3,2,4,7\n1,0,6,3\n'
printf "$tutorial" | prints '6 4\n3 7\n' pool - --op max --kernel-size 2
printf "$tutorial" | prints '3.75 2.25\n1.5 5\n' pool - --op avg
printf "$tutorial" | prints '3.125\n' pool - --op gap

# Operations.
prints '6 4\n3 7\n' pool tutorial.csv
prints '7\n' pool tutorial.csv --op gmp
prints '8.426149 5\n3.7416575 10.488089\n' pool tutorial.csv --op lp
prints '15 9\n6 20\n' pool tutorial.csv --op lp --norm-type 1
prints '3.75 2.25\n1.5 5\n' pool tutorial.csv --op adaptive_avg --output-size 2
prints '6 6 4\n3 6 7\n' pool tutorial.csv --op adaptive_max --output-size 2,3
prints '3.125\n' pool tutorial.csv --op adaptive_avg

# Options.
prints '6 6 4\n6 6 7\n3 6 7\n' pool tutorial.csv --kernel-size 2 --stride 1
prints '6 6 4\n3 6 7\n' pool tutorial.csv --stride 2,1
prints '5 6 2 4\n3 2 6 7\n' pool tutorial.csv --kernel-size 2,1
prints '1 3 4\n5 6 7\n1 6 3\n' pool tutorial.csv --padding 1
prints '3 4\n6 7\n1 6\n' pool tutorial.csv --kernel-size 2,3 --stride 2 --padding 1 --op max
prints '4 7\n6 6\n' pool tutorial.csv --dilation 2 --stride 1
prints '6 7\n6 7\n' pool tutorial.csv --kernel-size 3 --stride 2 --ceil-mode
prints '0.25 1.25 1\n2 3.25 2.25\n0.25 1.5 0.75\n' pool tutorial.csv --op avg --padding 1
prints '1 2.5 4\n4 3.25 4.5\n1 3 3\n' pool tutorial.csv --op avg --padding 1 --no-count-include-pad

# Every way to write an option.
prints '6 6 4\n6 6 7\n3 6 7\n' pool --kernel-size=2 --stride=1 tutorial.csv
prints '6 6 4\n6 6 7\n3 6 7\n' pool --stride 1 -- tutorial.csv
prints '6 4\n3 7\n' pool --op=max tutorial.csv -o -
prints '6 4\n3 7\n' pool tutorial.csv --stride 1 --stride 2
cp tutorial.csv ./--odd.csv
prints '6 4\n3 7\n' pool -- --odd.csv

# JSON.
prints '{"shape":[2,2],"values":[[6,4],[3,7]],"indices":[[5,3],[8,11]]}\n' pool tutorial.csv --json
prints '{"shape":[2,2],"values":[[3.75,2.25],[1.5,5]]}\n' pool tutorial.csv --json --op avg
prints '{"shape":[1,1],"values":[[7]],"indices":[[11]]}\n' pool tutorial.csv --json --op gmp
printf '1,nan\n\n-inf,inf\n' >special.csv
prints '{"shape":[2,1,1],"values":[[["nan"]],[["inf"]]],"indices":[[[1]],[[1]]]}\n' \
    pool special.csv --json --kernel-size 1,2
printf 'inf,nan\n-inf,-0\n' | prints '{"shape":[2,1],"values":[["inf"],["-inf"]],"indices":[[0],[2]]}\n' \
    pool - --json --kernel-size 1 --stride 1,2
# A window without a real cell.
printf '1\n' | prints '{"shape":[2,1],"values":[[1],[1]],"indices":[[0],[0]]}\n' \
    pool - --json --kernel-size 2,1 --stride 1 --padding 1,0
printf '1\n' | prints '{"shape":[1,1],"values":[["-inf"]],"indices":[[-1]]}\n' \
    pool - --json --kernel-size 2,1 --stride 1 --padding 1,0 --dilation 2,1

# Several channels, and formats in and out.
npy=$data/npy
prints '1\n\n25\n' pool "$npy/f4_le_c_2x3x4.npy" --op lp --norm-type 1 --kernel-size 1,2 --stride 3
prints '5 7\n\n17 19\n' pool "$npy/f4_le_c_2x3x4.npy"
prints '5 7\n\n17 19\n' pool "$npy/f8_le_f_2x3x4.npy"
prints '5 7\n\n17 19\n' pool - <"$npy/i8_le_c_2x3x4.npy"
cp "$npy/u2_le_c_2x3x4.npy" no-ending
prints '5 7\n\n17 19\n' pool no-ending
prints '6 8\n' pool "$npy/f2_be_f_3x5.npy"
prints '{"shape":[2,1,2],"values":[[[5,7]],[[17,19]]],"indices":[[[5,7]],[[5,7]]]}\n' \
    pool "$npy/f4_le_c_2x3x4.npy" --json
prints '{"shape":[1,2,1,2],"values":[[[[5,7]],[[17,19]]]],"indices":[[[[5,7]],[[5,7]]]]}\n' \
    pool "$npy/f4_le_c_1x2x3x4.npy" --json
printf '1;2\r\n3;4\r\n\r\n5;6\r\n7;8' | prints '4\n\n8\n' pool -
printf '\357\273\2771\t2\n3\t4\n' >map.tsv
prints '4\n' pool map.tsv
cat tutorial.csv | prints '6 4\n3 7\n' pool /dev/stdin

prints '' pool tutorial.csv -o out.csv
holds out.csv '6,4\n3,7\n'
prints '' pool tutorial.csv -o out.tsv
holds out.tsv '6\t4\n3\t7\n'
prints '' pool tutorial.csv -o OUT.JSON
holds OUT.JSON '{"shape":[2,2],"values":[[6,4],[3,7]],"indices":[[5,3],[8,11]]}\n'
prints '' pool tutorial.csv -o out.json --json
holds out.json '{"shape":[2,2],"values":[[6,4],[3,7]],"indices":[[5,3],[8,11]]}\n'
prints '' pool tutorial.csv -oshort.csv
holds short.csv '6,4\n3,7\n'
prints '' pool tutorial.csv -o /dev/null
prints '6 4\n3 7\n' pool tutorial.csv -o /dev/stdout

# What is written as .npy has the input's number of dimensions: the JSON of it shows them.
prints '' pool "$npy/f4_le_c_1x2x3x4.npy" -o four.npy --indices four-indices.npy
prints '{"shape":[1,2,1,2],"values":[[[[5,7]],[[17,19]]]],"indices":[[[[0,1]],[[0,1]]]]}\n' \
    pool four.npy --kernel-size 1 --json
prints '{"shape":[1,2,1,2],"values":[[[[5,7]],[[5,7]]]],"indices":[[[[0,1]],[[0,1]]]]}\n' \
    pool four-indices.npy --kernel-size 1 --json
prints '' pool "$npy/f4_le_c_2x3x4.npy" -o three.npy --kernel-size 1
cmp three.npy "$npy/f4_le_c_2x3x4.npy" || fail 'a map pooled by 1 x 1 is not the same .npy'
prints '' pool tutorial.csv -o two.npy --indices=two-indices.npy
[ "$(head -c 128 two.npy | tail -c 118 | tr -s ' ')" = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), } " ] ||
    fail "header of two.npy: $(head -c 128 two.npy)"
[ "$(od -An -v -tf4 -j128 two.npy | tr -s ' ')" = ' 6 4 3 7' ] || fail 'values of two.npy'
[ "$(od -An -v -tu8 -w32 -j128 two-indices.npy | tr -s ' ')" = ' 5 3 8 11' ] || fail 'values of two-indices.npy'
prints '6 4\n3 7\n' pool tutorial.csv --indices gmp.npy
prints '7\n' pool tutorial.csv --op gmp --indices gmp.npy
prints '11\n' pool gmp.npy --kernel-size 1
"$cli" pool tutorial.csv -o values.csv --indices - | cmp - two-indices.npy || fail 'indices on standard output'
holds values.csv '6,4\n3,7\n'

# An output replaces a file, in place too, and follows links.
printf 'old' >old.csv
ln -s old.csv link.csv
prints '' pool tutorial.csv -o link.csv
holds old.csv '6,4\n3,7\n'
[ -L link.csv ] || fail 'the link was replaced'
cp tutorial.csv in-place.csv
prints '' pool in-place.csv -o in-place.csv
holds in-place.csv '6,4\n3,7\n'
mkfifo pipe.csv
cat pipe.csv >"$folder/from-pipe" &
prints '' pool tutorial.csv -o pipe.csv
wait
holds "$folder/from-pipe" '6,4\n3,7\n'
[ -p pipe.csv ] || fail 'the pipe was replaced'

finish
