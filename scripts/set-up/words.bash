# How the scripts speak: to stderr, and in UTF-8. Sourced, not run.

say() { echo "$*" >&2; }

# What stands at the head of a script explains it.
print_head() { sed -n '2,/^[^#]/{ s/^# \{0,1\}//p; }' "$1"; }

help_asked() {
    local word
    for word in "$@"; do
        [[ $word != -h && $word != --help ]] || return 0
    done
    return 1
}

# Python reads the names of folders in the locale's encoding; in another than UTF-8 an umlaut in one ends it. Only the
# encoding is changed: the language, and the country that can be read from it, stay.
use_utf8() {
    [[ $(locale charmap 2>/dev/null) != UTF-8 ]] || return 0
    if [[ -n ${LC_ALL:-} ]]; then
        export LANG=$LC_ALL
        unset LC_ALL
    fi
    export LC_CTYPE=C.UTF-8
}
use_utf8
