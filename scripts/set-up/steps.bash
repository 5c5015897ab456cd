# The steps of a set-up: what each is, how far it is, how long it will still take, and why it stopped. Sourced, not run.
# On a terminal one line is rewritten every second; elsewhere a line is written at each step, and one every half minute.

source "$home/scripts/set-up/failures.bash"

declare -A titles=(
    [install_packages]="installing Debian packages"
    [make_environment]="making a Python environment"
    ["install_set build"]="fetching what builds the coach"
    ["install_set run"]="fetching and installing what the coach is made of"
    ["install_set pictures"]="fetching and installing what draws pictures"
    ["install_set preview"]="fetching and installing what makes pages"
    ["install_set test"]="fetching and installing what tests need"
    [link_coach]="installing the coach"
)
declare -A usual_seconds=( # on a laptop
    [install_packages]=25 [make_environment]=8 [link_coach]=4 ["install_set build"]=6 ["install_set run"]=30
    ["install_set pictures"]=15 ["install_set preview"]=4 ["install_set test"]=40
)
planned=()

# plan STEP: a function's name, and perhaps a set's. What is not in the tables above is an extra that few need.
plan() {
    planned+=("$1")
    : "${titles[$1]:=fetching and installing ${1#* }}" "${usual_seconds[$1]:=90}"
}

take_steps() {
    local number seconds_planned=0 seconds_done=0 step
    : >"$log" || exit 1
    trap break_off INT TERM HUP
    for step in "${planned[@]}"; do ((seconds_planned += usual_seconds[$step])); done
    SECONDS=0
    for number in "${!planned[@]}"; do
        take_step "$number"
        ((seconds_done += usual_seconds[${planned[number]}]))
    done
    say "Set up in $SECONDS seconds. It takes $(size_of "$environment") MB in $environment."
}

# take_step NUMBER: what it prints goes to the log.
take_step() {
    local number=$1 step=${planned[$1]} begun=$SECONDS log_begins status
    log_begins=$(wc -l <"$log")
    show_step
    watch_step &
    watcher=$!
    # shellcheck disable=SC2086  # a name, and perhaps a set
    ($step) >>"$log" 2>&1 </dev/null
    status=$?
    end_watcher
    ((status == 0)) || stop_set_up "step $((number + 1)) of ${#planned[@]}, ${titles[$step]}"
}

end_watcher() {
    kill "$watcher" 2>/dev/null || : # Ctrl-C has ended it already
    wait "$watcher" 2>/dev/null || :
    [[ ! -t 2 ]] || printf '\r\e[K' >&2
}

break_off() {
    end_watcher
    say "Set-up was broken off. The next start goes on with it."
    exit 130
}

watch_step() {
    local pause=30
    [[ ! -t 2 ]] || pause=1
    while kill -0 $$ 2>/dev/null; do
        read -rt "$pause" <> <(:) || : # waits as sleep does, and leaves no process when it is ended
        show_step
    done
}

show_step() {
    local line
    line=$(fit "Step $((number + 1)) of ${#planned[@]}: ${titles[$step]}$(so_far); $(time_left)")
    if [[ -t 2 ]]; then
        printf '\r\e[K%s' "$line" >&2
    else
        say "$line"
    fi
}

# What these write may be read by nobody any more: the step is over, and whoever shows it was ended.
write() { echo "$*" 2>/dev/null; }

# On a terminal no longer than a line of it, which could not be rewritten.
fit() {
    local columns
    columns=$([[ ! -t 2 ]] || stty size <&2 2>/dev/null | cut -d' ' -f2)
    ((columns > 1)) || columns=500 # not known
    write "${1:0:columns-1}"
}

so_far() {
    [[ $step == install_set* ]] || return 0
    ! (($(parts_found))) || write " ($(parts_found) of $(parts_wanted))"
}

parts_wanted() { contents_of "${step#* }" | grep -c '==' || :; }
parts_found() {
    tail -n "+$((log_begins + 1))" "$log" | grep -cE '^(Collecting|Requirement already satisfied)'
}

# How much of this step's usual time has been used up by what it has done, of 100. Parts are most of pip's work.
percent_done() {
    local percent
    if [[ $step == install_set* ]]; then
        percent=$((70 * $(parts_found) / $(parts_wanted)))
    else
        percent=$((100 * (SECONDS - begun) / usual_seconds[$step]))
    fi
    write "$((percent < 90 ? percent : 90))"
}

# As fast as it has been, as soon as that can be told; until then as fast as is usual.
time_left() {
    local worth seconds
    worth=$((seconds_done + usual_seconds[$step] * $(percent_done) / 100))
    if ((worth >= 5)); then
        seconds=$((SECONDS * (seconds_planned - worth) / worth))
    else
        seconds=$((seconds_planned - worth))
    fi
    ((seconds > 45)) || { write "less than a minute left" && return; }
    write "about $(((seconds + 30) / 60)) minute$( ((seconds < 90)) || echo s) left"
}

# stop_set_up WHERE: the last line says what, why and what to do.
stop_set_up() {
    local -a failure
    mapfile -t failure < <(explain "$log" "$log_begins")
    say "Set-up stopped in $1: ${failure[*]} What was printed is in $log."
    exit 1
}

size_of() { du -sm "$1" | cut -f1; }
