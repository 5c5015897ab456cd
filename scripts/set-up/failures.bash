# Why a step failed, and what to do: read from what apt, venv and pip printed. Sourced, not run.

python_here() { python3 --version 2>/dev/null || echo "no Python"; }

# A pattern, what it means, and what helps. The first that fits is told; causes stand before what follows from them.
know_failures() {
    failures=(
        'No space left on device|have enough free space'
        "The disk is full." "Make room on the disk of $home, then start again."

        'COACH: no Python'
        "Python 3.11 or newer is needed, with its venv module; this system has $(python_here)."
        "Use Debian 12, Ubuntu 24.04 or newer, or install one, for example: sudo apt-get install python3.11 python3.11-venv"

        'Could not get lock|is another process using it'
        "Another program is installing packages." "Wait until it is done, then start again."

        'dpkg was interrupted'
        "An earlier installation of packages was broken off." "Run: sudo dpkg --configure -a. Then start again."

        'CERTIFICATE_VERIFY_FAILED|certificate verify failed|is not valid yet|certificate is not yet valid'
        "The other side's certificate is not accepted." "Is the clock right? It says $(date '+%F %R'). If a proxy opens connections here, give pip its certificate: PIP_CERT=FILE."

        'DO NOT MATCH THE HASHES'
        "Something else arrived than what was locked." "Start again. If it stays so, a proxy or a mirror hands out changed files: use another network."

        'Tunnel connection failed|ProxyError|Proxy Authentication Required|Cannot connect to proxy'
        "The proxy does not let it through." "Mend https_proxy, or ask whoever looks after this network."

        'Temporary failure (in name resolution|resolving)|Name or service not known|Failed to establish a new connection|Network is unreachable|No route to host|ConnectTimeout|NameResolutionError|Could not resolve'
        "There is no network, and this needs one once." "Connect this machine, then start again."

        'ReadTimeout|Read timed out|IncompleteRead|Connection broken|Connection reset|RemoteDisconnected|incomplete-download'
        "The connection broke off." "Start again: what has arrived whole is not fetched again."

        'Unable to locate package|has no installation candidate'
        "This system's package lists lack a package." "On Ubuntu, run: sudo add-apt-repository universe. Then start again."

        'unmet dependencies|Packages need to be removed but'
        "The packages do not go with what is installed." "Run: sudo apt-get --fix-broken install. Then start again."

        'is not in the sudoers file|may not run sudo|a password is required|incorrect password'
        "This user may not install packages." "Ask whoever looks after this machine."

        'Permission denied|Read-only file system'
        "Something there may not be written to." "Who owns it? ls -ld $(printf %q "$environment")"

        'Could not find a version|No matching distribution|is not a supported wheel|requires a different Python'
        "There is no ready-made part for this Python ($(python_here)) on this processor ($(uname -m))." "Use a Python from 3.11 to 3.14 on amd64 or arm64, with glibc; or fetch a newer version of the coach: git pull."

        'MemoryError|Cannot allocate memory|Killed'
        "This machine has too little memory free." "Close other programs, then start again."

        '(HTTP|Client|Server) [Ee]rror:? [45][0-9][0-9]|5[0-9][0-9] (Server Error|Bad Gateway)|too many 5[0-9][0-9] error'
        "Where the parts come from there is trouble now." "Start again in some minutes."
    )
}

# explain LOG LINE: the cause found after that line of it, and what to do, a line each.
explain() {
    local entry printed failures
    know_failures
    printed=$(tail -n "+$(($2 + 1))" "$1")
    for ((entry = 0; entry < ${#failures[@]}; entry += 3)); do
        if grep -qE -- "${failures[entry]}" <<<"$printed"; then
            printf '%s\n' "${failures[entry + 1]}" "${failures[entry + 2]}"
            return
        fi
    done
    if (($(df -Pm "$home" | awk 'NR == 2 { print $4 }') < 20)); then # then there was no room for the reason either
        printf '%s\n' "${failures[@]:1:2}"
        return
    fi
    grep -E '^(ERROR|E|Error|error):' <<<"$printed" | tail -1
}
