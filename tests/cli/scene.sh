# poolscope-cli check: sound scenes in a line or as JSON, and what is refused, with its place.
. "$(dirname -- "$0")/check.sh"

printf '{"poolscope":1}' >first.json
prints 'first.json: sound: 4 x 4 input, max 2 x 2 / 2, 4 steps\n' check first.json
prints '{"sound":true,"stage":"window","input":[1,4,4],"output":[1,2,2],"steps":4}\n' check first.json --json
prints '\055: sound: 4 x 4 input, max 2 x 2 / 2, 4 steps\n' check - <first.json
prints '/dev/stdin: sound: 4 x 4 input, max 2 x 2 / 2, 4 steps\n' check /dev/stdin <first.json

cat >all.json <<'END'
{ "poolscope": 1, "stage": "compare",
  "input": [[[1,2,3],[4,5,6]],[["nan","inf","-inf"],[-0.0,1e-45,0.1]]],
  "pool": { "op": "avg", "kernel_size": [2,1], "stride": [1,2], "ceil_mode": true },
  "stack": ["conv3", "gap"],
  "compare": { "with": "median", "seed": 4294967295, "view": "gradient", "minus": ["max","none","average","none"] },
  "step": 2 }
END
prints 'all.json: sound: 2 x 2 x 3 input, avg 2 x 1 / 1 x 2, 2 steps\n' check all.json
prints '{"sound":true,"stage":"compare","input":[2,2,3],"output":[2,1,2],"steps":2}\n' check --json all.json
printf '{"poolscope":1,"pool":{"op":"gap"}}' | prints '\055: sound: 4 x 4 input, gap, 1 step\n' check -
printf '{"poolscope":1,"pool":{"op":"adaptive_max","output_size":[2,3]}}' |
    prints '\055: sound: 4 x 4 input, adaptive_max to 2 x 3, 6 steps\n' check -

# Stacks, a second one among them; the steps of the stage of fields are layers.
cat >stack.json <<'END'
{ "poolscope": 1, "stage": "field",
  "stack": ["input 3x32x32", "conv3 p1, relu", "add(conv3 p1", "    | id)", "", "maxpool2 # halves", "gap"],
  "field": { "beside": ["conv7"], "view": "effective", "influence": "random", "picture": "input" },
  "step": 999 }
END
prints 'stack.json: sound: 4 x 4 input, max 2 x 2 / 2, 5 steps\n' check stack.json
prints '{"sound":true,"stage":"field","input":[1,4,4],"output":[1,2,2],"steps":5}\n' check --json stack.json
printf '{"poolscope":1,"stage":"field"}' |
    prints '\055: sound: 4 x 4 input, max 2 x 2 / 2, 5 steps\n' check -
printf '{"poolscope":1,"stage":"field","stack":[]}' |
    prints '\055: sound: 4 x 4 input, max 2 x 2 / 2, 0 steps\n' check -
sed 's/"conv7"/"conv7",\n"conv7", "conv"/' stack.json |
    refuses "field.beside[2] in line 4, column 10 is no layer: layer 3 'conv': its size is missing or no number that can be: write it right behind, as in conv3, maxpool2, linear10, up2" check -
sed 's/| id)/| id/' stack.json |
    refuses "stack[2] in line 2, column 48 is no layer: layer 7 'add': its branches do not end: close them with )" check -
sed 's/"conv7"/"conv7\\nconv7"/' stack.json |
    refuses 'field.beside[0] in line 3, column 25 is more than one line: write each as a text of its own' check -
sed 's/"view"/"vew"/' stack.json |
    refuses 'there is no key field.vew (line 3, column 35): remove it or check its spelling' check -
sed 's/"effective"/true/' stack.json |
    refuses 'field.view in line 3, column 43 is no text: write it in double quotes' check -
sed 's/"field",/"window",/' stack.json |
    refuses 'step in line 4, column 11 is behind the last: use 0 to 4' check -

# A map beside the scene.
mkdir folder
printf '{"poolscope":1,"input":{"file":"map.csv"},"step":2}' >folder/scene.json
printf '1,2\n3,4\n5,6\n7,8\n' >folder/map.csv
prints 'folder/scene.json: sound: 4 x 2 input, max 2 x 2 / 2, 2 steps\n' check folder/scene.json
printf '1,2\n3,4\n' >folder/map.csv
refuses "step 2 of 'folder/scene.json' is behind the last: use 0 to 1" check folder/scene.json
printf '1\n' >folder/map.csv
refuses 'kernel height 2 does not fit into 1 cells: use at most 1' check folder/scene.json
rm folder/map.csv
refuses "there is no file 'folder/map.csv': check the name" check folder/scene.json
printf '{"poolscope":1,"input":{"file":"../first.json"}}' | refuses "input.file in line 1, column 32 cannot be '../first.json': ..." check -

# What is unsound, with its place.
refuses 'check has no FILE: name a file, or - for standard input' check
refuses 'check does not take --op: see poolscope-cli check --help' check first.json --op max
refuses "lessons cannot be checked yet, and 'lesson.md' is one: name a scene that ends in .json" check lesson.md
refuses "there is no file 'missing.json': check the name" check missing.json
refuses "'folder' is a folder: name a file in it" check folder
printf '1,2\n' | refuses 'this is no JSON object in line 1, column 1: let it begin with {' check -
printf '' | refuses 'this is no JSON object in line 1, column 1: let it begin with {' check -
head -c 100 all.json | refuses 'this is no JSON in line 2, column 63 (...' check -
printf '{"poolscope":2}' | refuses 'this scene is of version 2 (line 1, column 14), and this program reads version 1: ...' check -
printf '{"poolscope":1,\n"input":[[1,2],\n[3]]}' |
    refuses 'input[1] in line 3, column 1 has 1 values where the first has 2: make all equally long' check -
printf '{"poolscope":1,"pool":{"kernel":2}}' |
    refuses 'there is no key pool.kernel (line 1, column 24): remove it or check its spelling' check - --json

finish
