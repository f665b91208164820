# poolscope-cli walk: every step, as JSON to the letter and for people.
. "$(dirname -- "$0")/check.sh"

prints '{"step":1,"steps":4,"channel":0,"output":[0,0],"window":[0,0,2,2],"values":[1,3,5,6],"max":6,"argmax":[1,1],"avg":3.75,"lp":8.426149}
{"step":2,"steps":4,"channel":0,"output":[0,1],"window":[0,2,2,2],"values":[2,4,1,2],"max":4,"argmax":[0,3],"avg":2.25,"lp":5}
{"step":3,"steps":4,"channel":0,"output":[1,0],"window":[2,0,2,2],"values":[3,2,1,0],"max":3,"argmax":[2,0],"avg":1.5,"lp":3.7416575}
{"step":4,"steps":4,"channel":0,"output":[1,1],"window":[2,2,2,2],"values":[4,7,6,3],"max":7,"argmax":[2,3],"avg":5,"lp":10.488089}
' walk tutorial.csv --json

# Padding and missing cells are null; the divisor counts padding, or does not, but never what is missing.
printf '1,2\n3,4\n' >small.csv
prints '{"step":1,"steps":4,"channel":0,"output":[0,0],"window":[-1,-1,2,2],"values":[null,null,null,1],"max":1,"argmax":[0,0],"avg":0.25,"lp":1}
{"step":2,"steps":4,"channel":0,"output":[0,1],"window":[-1,1,2,2],"values":[null,null,2,null],"max":2,"argmax":[0,1],"avg":0.5,"lp":2}
{"step":3,"steps":4,"channel":0,"output":[1,0],"window":[1,-1,2,2],"values":[null,3,null,null],"max":3,"argmax":[1,0],"avg":0.75,"lp":3}
{"step":4,"steps":4,"channel":0,"output":[1,1],"window":[1,1,2,2],"values":[4,null,null,null],"max":4,"argmax":[1,1],"avg":1,"lp":4}
' walk small.csv --json --padding 1
printf '1,2,6\n' | prints '{"step":1,"steps":2,"channel":0,"output":[0,0],"window":[0,0,1,2],"values":[1,2],"max":2,"argmax":[0,1],"avg":1.5,"lp":3}
{"step":2,"steps":2,"channel":0,"output":[0,1],"window":[0,2,1,2],"values":[6,null],"max":6,"argmax":[0,2],"avg":6,"lp":6}
' walk - --json --kernel-size 1,2 --ceil-mode --norm-type 1
printf '1\n2\n' | prints '{"step":1,"steps":1,"channel":0,"output":[0,0],"window":[-1,0,3,1],"values":[null,2],"max":2,"argmax":[1,0],"avg":2,"lp":2}
' walk - --json --kernel-size 2,1 --padding 1,0 --dilation 2,1 --stride 2 --no-count-include-pad

# Dilation: the window is the span. A window without a real cell has no argmax.
prints '{"step":1,"steps":1,"channel":0,"output":[0,0],"window":[0,0,3,3],"values":[1,2,3,4],"max":4,"argmax":[2,2],"avg":2.5,"lp":5.477226}
' walk tutorial.csv --json --dilation 2 --stride 2 --op max
printf '1\n' | prints '{"step":1,"steps":1,"channel":0,"output":[0,0],"window":[-1,0,3,1],"values":[null,null],"max":"-inf","argmax":null,"avg":0,"lp":0}
' walk - --json --kernel-size 2,1 --stride 1 --padding 1,0 --dilation 2,1

# nan and infinities are strings.
printf 'nan,-inf\n' | prints '{"step":1,"steps":2,"channel":0,"output":[0,0],"window":[0,0,1,1],"values":["nan"],"max":"nan","argmax":[0,0],"avg":"nan","lp":"nan"}
{"step":2,"steps":2,"channel":0,"output":[0,1],"window":[0,1,1,1],"values":["-inf"],"max":"-inf","argmax":[0,1],"avg":"-inf","lp":"inf"}
' walk - --json --kernel-size 1

# Channels in turn, or one.
printf '1,2\n\n3,4\n' >two.csv
one='{"step":1,"steps":1,"channel":1,"output":[0,0],"window":[0,0,1,2],"values":[3,4],"max":4,"argmax":[0,1],"avg":3.5,"lp":5}
'
prints "{\"step\":1,\"steps\":1,\"channel\":0,\"output\":[0,0],\"window\":[0,0,1,2],\"values\":[1,2],\"max\":2,\"argmax\":[0,1],\"avg\":1.5,\"lp\":2.236068}
$one" walk two.csv --json --kernel-size 1,2
prints "$one" walk two.csv --json --kernel-size 1,2 --channel 1
prints "$one" walk --channel=1 two.csv --json --kernel-size 1,2 --op lp

# For people.
prints 'step 1 / 1  output 0,0  rows 0 to 1, columns 0 to 1  values 1 2 3 4  max 4 at 1,1  average 2.5  L2 5.477226
' walk small.csv
prints 'step 1 / 2  output 0,0  rows 0 to 0, columns -1 to 0  values pad 1  max 1 at 0,0  average 0.5  L1 1
step 2 / 2  output 0,1  rows 0 to 0, columns 1 to 2  values 2 pad  max 2 at 0,1  average 1  L1 2
' walk small.csv --kernel-size 1,2 --stride 2 --padding 0,1 --norm-type 1
printf '1,2,6\n' | prints 'step 1 / 1  output 0,0  rows 0 to 0, columns 0 to 3  values 1 2 6 none  max 6 at 0,2  average 3  L2 6.4031243
' walk - --kernel-size 1,4 --ceil-mode
prints 'channel 0  step 1 / 1  output 0,0  rows 0 to 0, columns 0 to 1  values 1 2  max 2 at 0,1  average 1.5  L2 2.236068
channel 1  step 1 / 1  output 0,0  rows 0 to 0, columns 0 to 1  values 3 4  max 4 at 0,1  average 3.5  L2 5
' walk two.csv --kernel-size 1,2

finish
