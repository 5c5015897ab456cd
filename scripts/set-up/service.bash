# What makes a part of the coach a service of systemd, or takes it back out. Sourced, not run, after `service` (coach-kiosk)
# and `settings` (/etc/coach/site.yaml) are set.

unit=/etc/systemd/system/$service.service
for_screen=$unit.d/screen.conf # only a kiosk has one
log_limit=/etc/systemd/journald@$service.conf

# write_service UNIT FILE FOLDER: unit, size of the log and the site's file, below a folder.
write_service() {
    install -D -m 644 "$2" "$3$settings"
    install -D -m 644 "$home/scripts/set-up/journald.conf" "$3$log_limit"
    install -d "$3${unit%/*}"
    sed "s|@HOME@|${home//|/\\|}|g" "$1" >"$3$unit"
    chmod 644 "$3$unit"
}

require_root() {
    ((EUID == 0)) || { say "Only root can do that: sudo $0 $*"; exit 1; }
    command -v systemctl >/dev/null || { say "This machine has no systemd."; exit 1; }
}

# require_file FILE EXAMPLE
require_file() { [[ -f $1 ]] || { say "There is no file $1. $home/docs/centre/$2 is one to begin with."; exit 1; }; }

make_user() {
    id "$service" >/dev/null 2>&1 ||
        useradd --system --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin "$service"
}

start_service() {
    systemctl daemon-reload
    systemctl enable --now "$service.service"
    say "$service runs. What it tells: journalctl --namespace=$service -u $service"
}

# All but the site's file.
remove_service() {
    require_root --remove
    systemctl disable --now "$service.service" || :
    rm -f "$unit" "$for_screen" "$log_limit"
    systemctl daemon-reload
    rm -rf "/var/cache/$service" "/var/lib/$service"
    ! id "$service" >/dev/null 2>&1 || userdel "$service"
    say "$service is gone. $settings stays: it is yours. Its log: journalctl --namespace=$service"
}
