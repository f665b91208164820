# poolscope-cli size: how many windows fit, by which formula, and what is never read.
. "$(dirname -- "$0")/check.sh"

prints '{"out":[4],"unread":[2],"formula":["floor((12 + 2*1 - 1*(3 - 1) - 1) / 3) + 1 = 4"]}\n' \
    size --input-size 12 --kernel-size 3 --stride 3 --padding 1 --json
prints '4  floor((12 + 2*1 - 1*(3 - 1) - 1) / 3) + 1 = 4, 2 never read\n' \
    size --input-size 12 --kernel-size 3 --stride 3 --padding 1

# Defaults: kernel 2, stride as the kernel; 1 for a convolution.
prints '{"out":[2],"unread":[1],"formula":["floor((5 + 2*0 - 1*(2 - 1) - 1) / 2) + 1 = 2"]}\n' \
    size --input-size 5 --json
prints '{"out":[4],"unread":[0],"formula":["floor((5 + 2*0 - 1*(2 - 1) - 1) / 1) + 1 = 4"]}\n' \
    size --input-size 5 --convolution --json
prints '{"out":[11],"unread":[0],"formula":["floor((5 + 2*4 - 1*(3 - 1) - 1) / 1) + 1 = 11"]}\n' \
    size --input-size 5 --kernel-size 3 --padding 4 --convolution --json

# Ceil mode, with the last window kept and dropped.
prints '{"out":[3],"unread":[0],"formula":["ceil((5 + 2*0 - 1*(2 - 1) - 1) / 2) + 1 = 3"]}\n' \
    size --input-size 5 --ceil-mode --json
prints '{"out":[2],"unread":[2],"formula":["ceil((4 + 2*1 - 1*(2 - 1) - 1) / 3) + 1 - 1 = 2"]}\n' \
    size --input-size 4 --kernel-size 2 --stride 3 --padding 1 --ceil-mode --json

# Dilation, two axes, a value each.
prints '{"out":[2],"unread":[4],"formula":["floor((10 + 2*0 - 4*(3 - 1) - 1) / 1) + 1 = 2"]}\n' \
    size --input-size 10 --kernel-size 3 --dilation 4 --stride 1 --json
prints '{"out":[2,3],"unread":[0,1],"formula":["floor((4 + 2*0 - 1*(2 - 1) - 1) / 2) + 1 = 2","floor((7 + 2*0 - 1*(2 - 1) - 1) / 2) + 1 = 3"]}\n' \
    size --input-size 4,7 --json
prints '2  floor((4 + 2*0 - 1*(2 - 1) - 1) / 2) + 1 = 2, 0 never read
7  floor((7 + 2*1 - 1*(3 - 1) - 1) / 1) + 1 = 7, 0 never read
' size --input-size 4,7 --kernel-size 2,3 --stride 2,1 --padding 0,1

finish
