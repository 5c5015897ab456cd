"""What goes to another machine, and whether that one answers."""

from coach import bootstrap
from coach.doctor.finding import Finding
from coach.errors import DeviceError
from coach.settings import Settings


def elsewhere(settings: Settings) -> Finding:
    """Which words and sounds leave this machine, by the settings. Raises CallerError, DeviceError."""
    goes = {"what is said in answer to it": settings.ear_server, "what it says": settings.voice_server}
    named = {what: server for what, server in goes.items() if server}
    if not named:
        return Finding("elsewhere", "ok", "no sound and no word goes to another machine")
    bootstrap.require_servers(settings)
    from coach import wyoming  # noqa: PLC0415 - an extra

    told, away = [], []
    for what, server in named.items():
        try:
            told.append(f"{what} goes to {server} ({wyoming.describe(server)}), not encrypted")
        except DeviceError as failure:
            away.append(f"{what} goes to {server}, when that answers. {failure.problem}")
    found = "; ".join([*told, *away])
    return Finding("elsewhere", "look" if away else "ok", found, wyoming.LOOK if away else "")
