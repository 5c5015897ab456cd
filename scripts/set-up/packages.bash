# The Debian packages: found missing, and installed where that is allowed. Sourced, not run.

packages=(libportaudio2 espeak-ng flite) # sound; the coach's voice; the voice of made-up people

# find_missing_packages NAME...: which of these, and of those that this machine makes necessary, are not installed.
find_missing_packages() {
    local package wanted=("$@")
    missing=()
    if ! command -v dpkg-query >/dev/null; then
        say "This is no Debian, Raspberry Pi OS or Ubuntu. Install what these packages hold yourself: $*"
        return 0
    fi
    # PortAudio speaks ALSA; where a sound server owns the devices, ALSA needs the way to it.
    if command -v pulseaudio pipewire-pulse >/dev/null && ! is_installed pipewire-alsa; then
        wanted+=(libasound2-plugins)
    fi
    [[ -n $(find_python) ]] || wanted+=(python3 python3-venv)
    for package in "${wanted[@]}"; do
        is_installed "$package" || missing+=("$package")
    done
}

is_installed() {
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

# are_installed NAME...: as far as can be told.
are_installed() {
    local package
    command -v dpkg-query >/dev/null || return 0
    for package in "$@"; do
        is_installed "$package" || return
    done
}

# may_install: become able to install what is missing, by asking for the password where somebody can type it.
may_install() {
    become=()
    ((EUID != 0)) || return 0
    become=(sudo)
    ! sudo -n true 2>/dev/null || return 0
    if command -v sudo >/dev/null && [[ -t 0 ]]; then
        say "These packages are missing: ${missing[*]}"
        say "sudo asks for your password to install them. (Ctrl-C: nothing is installed.)"
        ! sudo -v || return 0
    fi
    say "Packages are missing. Run this once, then start again:" \
        "sudo apt-get update && sudo apt-get install --no-install-recommends ${missing[*]}"
    exit 1
}

install_packages() {
    "${become[@]}" apt-get update -q || echo "The package lists could not be renewed. Going on with the old ones."
    "${become[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends --no-remove "${missing[@]}"
}
