# What app/run.sh, tests/run.sh and .ci/run share: install what is missing, configure, build. POSIX sh, to be
# sourced, with $root set to the checkout; defines functions only.
#
# Quiet when all goes well: output is kept in a log and shown where something fails. Nothing asks, nothing
# changes the working folder.

say() {
    printf 'poolscope: %s\n' "$*" >&2
}

# quietly LOG COMMAND...: runs a command; shows what it printed only where it fails.
quietly() {
    quiet_log=$1
    shift
    "$@" >"$quiet_log" 2>&1 </dev/null || {
        quiet_status=$?
        cat "$quiet_log" >&2
        return "$quiet_status"
    }
}

have() {
    command -v "$1" >/dev/null 2>&1
}

# Whether clang has libFuzzer and the sanitizers' libraries.
can_fuzz() {
    printf 'int LLVMFuzzerTestOneInput(const char *d, long n) { return !d && n; }\n' |
        clang -x c -fsanitize=fuzzer,address,undefined -o /dev/null - >/dev/null 2>&1
}

# Whether what a Debian package brings is there, wherever it came from.
is_there() {
    case $1 in
    build-essential) printf '#include <stdio.h>\n' | "${CC:-cc}" -E - >/dev/null 2>&1 ;;
    ninja-build) have ninja || have make ;;
    pkg-config) have pkg-config ;;
    libsdl2-dev) pkg-config --exists sdl2 2>/dev/null ;;
    libsdl2-ttf-dev) pkg-config --exists SDL2_ttf 2>/dev/null ;;
    libsdl2-image-dev) pkg-config --exists SDL2_image 2>/dev/null ;;
    libpng-dev) pkg-config --exists 'libpng >= 1.6' 2>/dev/null ;;
    libjansson-dev) pkg-config --exists jansson 2>/dev/null ;;
    libclang-rt-dev) can_fuzz ;;
    libcmocka-dev) pkg-config --exists cmocka 2>/dev/null ;;
    *) have "$1" ;; # cmake, clang-tidy ...: the package is called as its program
    esac
}

list_missing() {
    for package in "$@"; do
        is_there "$package" || printf ' %s' "$package"
    done
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        env "$@"
    else
        sudo -n env "$@"
    fi
}

apt() {
    as_root DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 "$@"
}

# Installs the Debian packages whose contents are missing; ends the script with 2 where that cannot be.
install_missing() {
    missing=$(list_missing "$@")
    [ -z "$missing" ] && return
    if ! have apt-get; then
        say "these Debian packages, or what they are called here, are missing: install$missing"
        exit 2
    fi
    if [ "$(id -u)" -ne 0 ] && ! sudo -n true 2>/dev/null; then
        say "packages are missing: run 'sudo apt-get install$missing'"
        exit 2
    fi
    say "installing$missing"
    mkdir -p "$root/.build"
    # Lists that cannot be refreshed may still do; if not, the installation says so.
    apt update >"$root/.build/packages.log" 2>&1 </dev/null || :
    # $missing is a list of words.
    # shellcheck disable=SC2086
    if ! quietly "$root/.build/packages.log" apt install --no-install-recommends $missing; then
        say "packages could not be installed: run 'sudo apt-get install$missing'"
        exit 2
    fi
    missing=$(list_missing "$@")
    if [ -n "$missing" ]; then
        say "still missing after the installation: check$missing"
        exit 2
    fi
}

# build NAME OPTION...: configures .build/NAME with CMake's options where that was not done so before, and builds.
build() {
    folder=$root/.build/$1
    shift
    generator='Unix Makefiles'
    have ninja && generator=Ninja
    # CMake keeps absolute paths: a build folder made elsewhere, or with other options, is begun anew.
    wanted="$root|$generator|${CC:-}|$*"
    if [ "$(cat "$folder/configured" 2>/dev/null)" != "$wanted" ]; then
        say "configuring and building in .build/${folder##*/}"
        rm -rf "$folder"
        mkdir -p "$folder"
        quietly "$folder/configure.log" cmake -S "$root" -B "$folder" -G "$generator" "$@" || return 1
        printf '%s\n' "$wanted" >"$folder/configured"
    fi
    quietly "$folder/build.log" cmake --build "$folder" --parallel "$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)"
}

app_packages='build-essential cmake ninja-build pkg-config libjansson-dev libsdl2-dev libsdl2-ttf-dev libsdl2-image-dev libpng-dev'
test_packages="$app_packages libcmocka-dev clang"
# To be installed after those: where there is no such package (before Debian 12), clang has brought what it holds.
fuzz_packages=libclang-rt-dev
