# Whether the coach can be installed on this machine at all: asked before anything is. Sourced, not run.

needed_megabytes=700 # while it is installed; less remains

require_machine() {
    require_linux
    require_64_bits
    require_room
    require_name
}

# What is locked is for Linux. Windows has one inside: WSL.
require_linux() {
    [[ $(uname -s) == Linux ]] || refuse "This is $(uname -s)."
}

# There are ready-made engines for two processors. A 64-bit kernel under a 32-bit system is a 32-bit system.
require_64_bits() {
    local architecture
    architecture=$(dpkg --print-architecture 2>/dev/null || uname -m)
    case $architecture in
        amd64 | arm64 | x86_64 | aarch64)
            [[ $(getconf LONG_BIT 2>/dev/null || echo 64) != 64 ]] || return 0
            refuse "This system is 32-bit ($architecture)."
            ;;
        arm* | i?86) refuse "This system is 32-bit ($architecture)." ;;
        *) refuse "This machine's processor is $architecture." ;;
    esac
}

refuse() {
    say "$1 The coach's speech engines need a 64-bit Linux on a PC (amd64) or an ARM (arm64)," \
        "such as Raspberry Pi OS (64-bit) on a Raspberry Pi 3 or newer. Nothing was installed."
    exit 1
}

require_room() {
    local free_megabytes
    free_megabytes=$(df -Pm "$home" | awk 'NR == 2 { print $4 }')
    ((free_megabytes >= needed_megabytes)) || [[ -e $environment ]] || {
        say "The disk of $home has $free_megabytes MB left, and $needed_megabytes MB are needed. Make room on it. Nothing was installed."
        exit 1
    }
}

# Python makes no environment in a folder with a colon in its name, which is what separates folders in PATH.
require_name() {
    [[ $home == *:* ]] || return 0
    say "The folder $home has a colon in its name, with which Python cannot work. Give it another name. Nothing was installed."
    exit 1
}
