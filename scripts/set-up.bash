# What `scripts/coach` and `scripts/test` share: system packages and the virtual environment. Sourced, not run.
# All that it says goes to stderr: a program may be reading what the coach prints.

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
environment=$home/.venv

say() { echo "$*" >&2; }

# need_packages NAME...: Debian packages. Installs what is missing where it may; else says the command and exits.
need_packages() {
    local missing=() package may_install=()
    if ! command -v dpkg-query >/dev/null; then
        say "This is no Debian, Raspberry Pi OS or Ubuntu. Install what these packages hold yourself: $*"
        return 0
    fi
    for package in "$@"; do
        is_installed "$package" || missing+=("$package")
    done
    ((${#missing[@]})) || return 0
    if ((EUID != 0)); then
        if ! sudo -n true 2>/dev/null; then
            say "Packages are missing. Run this once, then start again:"
            say "    sudo apt-get update && sudo apt-get install --no-install-recommends ${missing[*]}"
            exit 1
        fi
        may_install=(sudo -n)
    fi
    say "Installing ${missing[*]} ..."
    "${may_install[@]}" apt-get update -q >&2 || say "The package lists could not be renewed. Going on with the old ones."
    "${may_install[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends --no-remove "${missing[@]}" </dev/null >&2
}

is_installed() {
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

# The packages without which there is no session, and those that are named.
need_packages_for_speech() {
    local packages=(libportaudio2 espeak-ng "$@")
    # PortAudio speaks ALSA; where a sound server owns the devices, ALSA needs the way to it.
    if command -v pulseaudio pipewire-pulse >/dev/null && ! is_installed pipewire-alsa; then
        packages+=(libasound2-plugins)
    fi
    [[ -n $(find_python) ]] || packages+=(python3 python3-venv)
    need_packages "${packages[@]}"
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

# need_environment EXTRA PACKAGE...: .venv with this package and the extra's requirements ("" for none), and the Debian
# packages. Done once for every change of pyproject.toml, of the Python that it was made with, and of its place.
need_environment() {
    local extra=$1
    shift
    local installed=$environment/installed${extra:+-$extra} # a copy of the pyproject.toml that was installed
    if environment_stands && cmp -s "$home/pyproject.toml" "$installed"; then
        return 0
    fi
    need_packages_for_speech "$@"
    environment_stands || make_environment
    say "Installing the coach and what it is made of; this takes a minute or two ..."
    (cd "$home" && "$environment/bin/python" -m pip install --disable-pip-version-check -e ".${extra:+[$extra]}") >&2
    cp "$home/pyproject.toml" "$environment/installed" # with an extra, what needs none is there too
    cp "$home/pyproject.toml" "$installed"
}

make_environment() {
    local python
    python=$(find_python)
    if [[ -z $python ]]; then
        say "Python 3.11 or newer is needed, with its venv module. This system's is $(python3 --version 2>&1)."
        say "Install a newer one, for example: sudo apt-get install python3.11 python3.11-venv"
        exit 1
    fi
    say "Making an environment with $("$python" --version) in $environment ..."
    "$python" -m venv --clear "$environment"
    place_and_python >"$environment/made-for"
}

environment_stands() {
    [[ -x $environment/bin/python && $(cat "$environment/made-for" 2>/dev/null) == "$(place_and_python)" ]]
}

place_and_python() { echo "$home $(readlink -f "$environment/bin/python")"; }
