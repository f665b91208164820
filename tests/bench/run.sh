#!/bin/sh
# Reports frame times, start-up and idle CPU of a release build on a virtual X11 display. Needs xvfb:
#   sh tests/bench/run.sh [BUILD_FOLDER]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
build=${1:-$root/.build/bench}

if [ $# -eq 0 ]; then
    cmake -S "$root" -B "$build" -DCMAKE_BUILD_TYPE=Release -DPOOLSCOPE_TESTS=ON >/dev/null
    cmake --build "$build" --target poolscope poolscope_bench field_bench pool_bench >/dev/null
fi

display=:97
Xvfb "$display" -noreset -screen 0 1920x1080x24 >/dev/null 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
sleep 2
DISPLAY=$display
SDL_VIDEODRIVER=x11
export DISPLAY SDL_VIDEODRIVER

"$build/tests/bench/pool_bench"
"$build/tests/bench/field_bench"
"$build/tests/bench/poolscope_bench" "$root/assets/fonts"

echo "exec to exit of a run that draws one frame (an upper bound of the first frame), third start on:"
for run in 1 2 3 4 5; do
    start=$(date +%s%N)
    "$build/poolscope" --no-session --real-time --robot "$here/quit.robot"
    end=$(date +%s%N)
    [ "$run" -lt 3 ] || echo "  $(((end - start) / 1000000)) ms"
done

"$build/poolscope" --no-session &
program=$!
sleep 3
before=$(awk '{print $14 + $15}' "/proc/$program/stat")
sleep 10
after=$(awk '{print $14 + $15}' "/proc/$program/stat")
kill "$program"
wait "$program" 2>/dev/null || true
echo "nothing moving, CPU over 10 s: $(awk "BEGIN {print ($after - $before) * 100 / 1000}") %"
