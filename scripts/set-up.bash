# The virtual environment of all scripts: made, filled with exactly what is locked, kept in step.
# Sourced, not run. All that set-up says goes to stderr: a program may be reading what the coach prints.

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
environment=$home/.venv
locked=$home/scripts/set-up/locked
log=$home/set-up.log # what apt, venv and pip print
# Many an image for containers sets it. Each process would compile all that it imports: three seconds, at every start.
unset PYTHONDONTWRITEBYTECODE
# Nothing is compiled here, which takes long and fails far from its cause. srt, which vosk wants, is a file of Python and
# is published as nothing else; what builds it, and the coach, is locked too (build.txt).
ready_made=(--only-binary :all: --no-binary srt)

source "$home/scripts/set-up/words.bash"
source "$home/scripts/set-up/machine.bash"
source "$home/scripts/set-up/packages.bash"
source "$home/scripts/set-up/steps.bash"

# need_environment EXTRAS PACKAGE...: .venv with the coach and what these extras need ("" for none), and Debian packages
# beside those that every session needs. Done once for every change of what is locked, of the Python that it was made
# with, and of its place. Exits where it cannot be had.
need_environment() {
    local extras
    read -ra extras <<<"$1"
    shift
    packages+=("$@")
    has_all "$@" || (set_up) || exit
}

has_all() { is_ready "${extras[@]}" && are_installed "$@"; }

# A subshell's: its mask, lock and variables end with it.
set_up() {
    require_own_place
    local turn
    exec {turn}<"$home" && { flock "$turn" || :; } # two starts at once: the second waits, and finds it done
    ! has_all "${packages[@]}" || return 0
    require_machine
    ((EUID)) || umask 022 # what root installs is for everybody
    plan_steps build run "${extras[@]}"
    take_steps
}

plan_steps() {
    local set
    find_missing_packages "${packages[@]}"
    if ((${#missing[@]})); then
        may_install
        plan install_packages
    fi
    if ! environment_stands; then
        plan make_environment
        rm -f "$environment"/installed-* "$environment/linked-to" # what it holds goes with it
    fi
    for set in "$@"; do
        is_installed_set "$set" || plan "install_set $set"
    done
    is_linked || plan link_coach
}

is_ready() {
    local set
    environment_stands && is_linked || return
    for set in run "$@"; do
        is_installed_set "$set" || return
    done
}

environment_stands() { [[ -x $environment/bin/python && $(note made-with) == "$(readlink -f "$environment/bin/python")" ]]; }
is_linked() { [[ $(note linked-to) == "$home" ]] && cmp -s "$home/pyproject.toml" "$environment/linked-pyproject.toml"; }
is_installed_set() { cmp -s <(contents_of "$1" 2>/dev/null) "$environment/installed-$1.txt"; } # who ends first is not told
note() { cat "$environment/$1" 2>/dev/null; }

# All that a set holds: those of extras add to run.txt, as each says in its first line. What trains models is not locked.
contents_of() {
    local file=$locked/$1.txt
    [[ -e $file ]] || file=$home/pyproject.toml
    [[ $(head -n 1 "$file") != "-r run.txt" ]] || cat "$locked/run.txt"
    cat "$file"
}

# What belongs to somebody else is theirs to set up: /opt/coach is root's, and used by all.
may_set_up() { [[ -w $home ]] && { [[ -w $environment ]] || [[ ! -e $environment ]]; }; }

require_own_place() {
    local others=$home
    ! may_set_up || return 0
    [[ ! -w $home ]] || others=$environment
    say "The coach in $home belongs to $(stat -c %U "$others") and lacks something for this." \
        "Ask whoever looks after this machine to run once: sudo $(printf %q "$home")/scripts/install"
    exit 1
}

# The first Python that is new enough and can make an environment.
find_python() {
    local name
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
}

make_environment() {
    local python
    python=$(find_python)
    if [[ -z $python ]]; then
        echo "COACH: no Python"
        return 1
    fi
    "$python" -m venv --clear "$environment" || return
    readlink -f "$environment/bin/python" >"$environment/made-with"
}

# install_set SET: downloads are kept until it has succeeded, so that the next try need not fetch them again. They are
# unpacked in /var/tmp: /tmp may be small, and in memory.
install_set() {
    local way=fetch_locked
    [[ -e $locked/$1.txt ]] || way=fetch_unlocked
    TMPDIR=${TMPDIR:-/var/tmp} PIP_CACHE_DIR=$environment/downloads "$way" "$1" || return
    rm -rf "$environment/downloads"
    contents_of "$1" >"$environment/installed-$1.txt"
}

fetch_locked() {
    local words=(--require-hashes --no-compile "${ready_made[@]}" --use-pep517 --no-build-isolation -r "$locked/$1.txt")
    if [[ $environment == *[\${}]* ]]; then
        install_under_another_name "${words[@]}"
    else
        pip install "${words[@]}"
    fi
}

# setuptools, which builds srt, takes a dollar sign or braces in the environment's path for a variable's name.
install_under_another_name() {
    local folder status
    folder=$(mktemp -d /var/tmp/coach-XXXXXX) && ln -s "$environment" "$folder/venv" || return
    environment=$folder/venv pip install "$@"
    status=$?
    rm -r "$folder"
    return "$status"
}

fetch_unlocked() {
    pip install --no-compile --constraint <(sed -n 's/^\([^ ]*==.*\) \\$/\1/p' "$locked/run.txt") -e "${home}[$1]"
}

# The coach itself, where it lies. Nothing is fetched for it: what builds it is in the locked set.
link_coach() {
    (cd "$home" && pip install --no-index --no-deps --no-build-isolation --force-reinstall -e .) || return
    cp "$home/pyproject.toml" "$environment/linked-pyproject.toml" && echo "$home" >"$environment/linked-to"
}

pip() { "$environment/bin/python" -m pip --disable-pip-version-check --no-input "$@"; }
