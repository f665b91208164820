# poolscope-cli field and influence: what each layer of a stack sees, and what of it it uses.
. "$(dirname -- "$0")/check.sh"

# Without the keys behind the contract's.
layers() {
    run field "$@" --json || fail "exit $? of: field $*: $(cat "$folder/err")"
    sed 's/,"channels":[^}]*}/}/g' "$folder/out"
}

# gives EXPECTED ARGUMENT...: what the JSON begins with.
gives() {
    expected=$1
    shift
    actual=$(layers "$@")
    case $actual in
    "$expected"*) ;;
    *) fail "field $*: $actual, not $expected" ;;
    esac
}

tutorial='{"layers":[{"name":"conv3","out":[22,22],"field":[3,3],"jump":[1,1],"start":[1,1],"padding":[0,0]},{"name":"conv3","out":[20,20],"field":[5,5],"jump":[1,1],"start":[2,2],"padding":[0,0]},{"name":"maxpool2/2","out":[10,10],"field":[6,6],"jump":[2,2],"start":[2.5,2.5],"padding":[0,0]},{"name":"conv3","out":[8,8],"field":[10,10],"jump":[2,2],"start":[4.5,4.5],"padding":[0,0]},{"name":"maxpool2/2","out":[4,4],"field":[12,12],"jump":[4,4],"start":[5.5,5.5],"padding":[0,0]}]'
gives "$tutorial" tutorial
gives "$tutorial" 'conv3, conv3, maxpool2/2, conv3, maxpool2/2' --input-size 24
gives '{"layers":[{"name":"conv3","out":[222,222],' conv3
gives '{"layers":[{"name":"conv5x3/2x1","out":[10,28],"field":[5,3],"jump":[2,1],"start":[1,1],"padding":[1,0]}]' \
    'conv5x3/2x1 p1x0' --input-size 21,30
gives '{"layers":[],"input":[3,224,224]}' ''

# Files: notation, a printout, a scene, standard input.
printf 'input 1x24x24\nconv3 # one\nconv3\nmaxpool2\nconv3\nmaxpool2\n' >stack.txt
gives "$tutorial" stack.txt
printf '{"poolscope":1,"stack":["input 1x24x24","conv3","conv3","maxpool2/2","conv3","maxpool2/2"]}' >scene.json
gives "$tutorial" scene.json
printf '{"poolscope":1}' >plain.json
gives "$tutorial" plain.json
"$cli" field - --json <stack.txt >"$folder/out" || fail 'standard input'

# holds_layer NAME FIELD ARGUMENT...: among the layers is one of that name and field.
holds_layer() {
    name=$1
    field=$2
    shift 2
    layers "$@" | tr '{' '\n' | grep -q "\"name\":\"$name\",.*\"field\":\[$field,$field\]" ||
        fail "no layer $name of field $field in: field $*"
}
holds_layer layer4.1 435 "$data/torch/resnet18.txt"
holds_layer layer4.2 427 "$data/torch/resnet50.txt"
holds_layer layer4.1 435 resnet18
holds_layer layer4.2 427 resnet50
holds_layer pool5 212 vgg16
holds_layer pool5 212 VGG-16

# ends FIELD JUMP PADDING PRESET: what google-research/receptive_field publishes.
ends() {
    layers "$4" | tr '{' '\n' | tail -n 1 |
        grep -q "\"field\":\[$1,$1\],\"jump\":\[$2,$2\],\"start\":[^]]*\],\"padding\":\[$3,$3\]" ||
        fail "$4 does not end in $1/$2/$3"
}
ends 195 32 64 alexnet_v2
ends 212 32 90 vgg_16
ends 315 32 126 mobilenet_v1
ends 483 32 239 resnet_v1_50
ends 1027 32 511 resnet_v1_101
ends 1507 32 751 resnet_v1_152
ends 1311 32 618 inception_v3

# The table for people.
prints 'layer       out  channels  field  jump  start  padding  share of image  parameters  multiply-adds
conv3        22         1      3     1      1        0           1.6 %%          10           4356
maxpool2/2   11         1      4     2    1.5        0           2.8 %%           0              0
' field 'input 1x24x24, conv3, maxpool2'

# A layer that does not fit: its number, its name, and the rest all the same.
run field alexnet --input-size 32
[ $? -eq 2 ] || fail 'alexnet on 32 x 32 is not refused'
[ "$(wc -l <"$folder/out")" -gt 10 ] || fail 'alexnet on 32 x 32 shows no rest'
grep -q '^poolscope-cli: layer 13 (features.12): kernel height 3 does not fit into 1 cells: use at most 1$' "$folder/err" ||
    fail "alexnet on 32 x 32: $(cat "$folder/err")"
[ "$(grep -c 'almost nothing new' "$folder/out")" -eq 4 ] || fail 'alexnet on 32 x 32: not four layers that add almost nothing'
run field alexnet --input-size 224 || fail 'alexnet on 224 x 224'
! grep -q 'almost nothing new' "$folder/out" || fail 'alexnet on 224 x 224 has layers that add almost nothing'

refuses "layer 2 'conf3' in line 1: there is no such layer: ..." field 'conv3, conf3'
refuses "layer 1 'nothing.txt' in line 1: ..." field nothing.txt
refuses "field has no STACK..." field
refuses "..." field conv3 --input-size 0
refuses 'field does not take --op: see poolscope-cli field --help' field conv3 --op max

# Influence.
prints 'neuron           21, 21 of conv10
field            21 x 21, from row 21, column 21
effective width  10.33 x 10.33 (4 sigma), 49 %% of the field
central half     11 x 11 holds 94.1 %% of all influence
influence        path counts, 80156209 from the middle
' influence ten_conv3
run influence 'input 1x9x9, conv3, conv3' -o erf.csv || fail "influence -o: $(cat "$folder/err")"
holds erf.csv '1,2,3,2,1\n2,4,6,4,2\n3,6,9,6,3\n2,4,6,4,2\n1,2,3,2,1\n'
run influence 'input 1x9x9, conv3, conv3' -o erf.npy && [ "$(wc -c <erf.npy)" -eq $((128 + 100)) ] || fail 'erf.npy'
run influence 'input 1x9x9, conv3, conv3' --json || fail 'influence --json'
grep -q '^{"layer":"conv3","neuron":\[2,2\],"region":\[2,2,5,5\],"field":\[5,5\],' "$folder/out" || fail "influence --json: $(cat "$folder/out")"
run influence vgg_block --seeds 8 || fail 'influence --seeds'
grep -q 'random weights, 8 seeds' "$folder/out" || fail 'seeds are not told'
refuses "layer 2 (conv5): ..." influence 'input 1x4x4, conv3, conv5'
refuses "the stack has no layer: give at least one, like conv3" influence ''
refuses "the influence is written as .npy, .csv or .tsv, not to 'erf.json': ..." influence conv3 -o erf.json
refuses "..." influence conv3 --seeds 0

finish
