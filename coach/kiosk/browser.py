"""The browser of a kiosk's screen: it shows one page, with a profile in memory that goes with the person.

It is a process that is started and killed. Looked at: Playwright and Selenium, which drive one; nothing is to be driven
here, and a kiosk would carry a hundred megabytes for it.
"""

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from coach.errors import DeviceError

MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory."""
PROFILE = "coach-screen-"
"""Begins the name of its folder; then comes the kiosk's process."""
WITH_THE_KIOSK = ("setpriv", "--pdeathsig", "KILL")
"""No page stands there that nobody answers: it ends when the kiosk does, however that ended."""
NOT_THE_USERS = ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "DBUS_SESSION_BUS_ADDRESS")
"""With these a browser would find what is not of this person."""
NOWHERE = "127.0.0.1:9"
OPTIONS = (
    "--kiosk",
    # Nothing of it but the page: no bubble, question, update, translation, gesture or word to whoever made it.
    "--no-first-run", "--no-default-browser-check", "--noerrdialogs", "--disable-session-crashed-bubble",
    "--disable-extensions", "--disable-sync", "--disable-component-update",
    "--disable-background-networking", "--disable-default-apps", "--disable-domain-reliability", "--disable-breakpad",
    "--disable-client-side-phishing-detection", "--disable-pinch", "--disable-notifications",
    "--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication,DialMediaRouteProvider",
    "--no-pings", "--metrics-recording-only", "--password-store=basic",
    "--overscroll-history-navigation=0", "--hide-crash-restore-bubble", "--deny-permission-prompts",
    # Nobody but this machine: no name is looked up, and whatever would go elsewhere goes nowhere.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", f"--proxy-server={NOWHERE}",
    "--proxy-bypass-list=127.0.0.1", "--disable-quic", "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    # A pixel is a pixel, so that letters are as high as was computed.
    "--force-device-scale-factor=1", "--window-position=0,0",
)  # fmt: skip
"""Of Chromium. An app's window (--app, below) leaves every shortcut to the page, which takes them all."""
GONE_WITHIN_SECONDS, LOOK_SECONDS = 5.0, 0.02
"""For the files of what was killed."""


class Browser:
    """Opens and closes. `command`: as in a shell, "chromium", or with a compositor before it, "cage -- chromium"."""

    def __init__(self, command: str, width_pixels: int, height_pixels: int, memory: Path = MEMORY) -> None:
        """`memory`: the folder in which files lie in memory."""
        self._memory = memory if memory.is_dir() else None
        self._words = shlex.split(command)
        self._options = [*OPTIONS, f"--window-size={width_pixels},{height_pixels}"]
        self._process: subprocess.Popen[bytes] | None = None
        self._profile: Path | None = None

    @property
    def is_open(self) -> bool:
        """Whether it runs."""
        return self._process is not None and self._process.poll() is None

    def open(self, address: str) -> None:
        """Show this page, in the place of what was shown, as if nobody had been there. Raises DeviceError."""
        self.close()
        _clear(self._memory or Path(tempfile.gettempdir()))
        if missing := next((word for word in (self._words[0], WITH_THE_KIOSK[0]) if shutil.which(word) is None), None):
            fix = f"sudo apt-get install {missing}, or name another command for it: screen.browser in the site's file."
            raise DeviceError(f"The screen's browser cannot be started: there is no program {missing}.", fix)
        self._profile = Path(tempfile.mkdtemp(prefix=f"{PROFILE}{os.getpid()}-", dir=self._memory))
        options = [*self._options, f"--user-data-dir={self._profile / 'profile'}", f"--app={address}"]
        try:
            self._process = subprocess.Popen(
                [*WITH_THE_KIOSK, *self._words, *options], env=_environment(self._profile), cwd=self._profile,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        except OSError as failure:
            self.close()
            raise DeviceError(f"The screen's browser cannot be started ({failure.strerror}).", "Try again.") from None

    def close(self) -> None:
        """At once, and nothing of it is left: no process, no profile, no file."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None
        if self._profile is not None:
            _remove(self._profile)
            self._profile = None


def _environment(profile: Path) -> Mapping[str, str]:
    """Whatever it writes, it writes into the profile."""
    kept = {name: value for name, value in os.environ.items() if name not in NOT_THE_USERS}
    return kept | {"HOME": str(profile), "TMPDIR": str(profile)}


def _clear(memory: Path) -> None:
    """What a kiosk left that was killed itself."""
    for folder in memory.glob(f"{PROFILE}*"):
        kiosk = folder.name.removeprefix(PROFILE).partition("-")[0]
        if not Path("/proc", kiosk).exists():
            shutil.rmtree(folder, ignore_errors=True)


def _remove(folder: Path) -> None:
    """Also where the last of what was killed has just written into it."""
    until = time.monotonic() + GONE_WITHIN_SECONDS
    shutil.rmtree(folder, ignore_errors=True)
    while folder.exists() and time.monotonic() < until:
        time.sleep(LOOK_SECONDS)
        shutil.rmtree(folder, ignore_errors=True)
