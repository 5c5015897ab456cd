"""Why a set-up failed: what apt and pip print of it, and the cause and the help that are read from that."""

import pytest

from tests.scripts.machine import Machine

PIP_SAYS = {  # as pip 23.0 to 26.3 and apt 2.6 print it, shortened; and a word of what is said of it
    "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError(<HTTPSConnection>: Failed to "
    "establish a new connection: [Errno -3] Temporary failure in name resolution')': /simple/numpy/\n"
    "ERROR: Could not find a version that satisfies the requirement numpy==2.4.6 (from versions: none)\n"
    "ERROR: No matching distribution found for numpy==2.4.6": "There is no network",
    "WARNING: Retrying (Retry(total=0)) after connection broken by 'NameResolutionError(host)': /simple/numpy/\n"
    "ERROR: Could not find a version that satisfies the requirement numpy": "There is no network",
    "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device": "The disk is full",
    "pip._vendor.urllib3.exceptions.ReadTimeoutError: HTTPSConnectionPool(host='...'): Read timed out.": "broke off",
    "pip._vendor.urllib3.exceptions.ProtocolError: ('Connection broken: IncompleteRead(1 bytes read)'": "broke off",
    "WARNING: Retrying after connection broken by 'ProxyError('Cannot connect to proxy.', OSError('Tunnel connection "
    "failed: 407 Proxy Authentication Required'))'\nERROR: No matching distribution found for numpy": "proxy",
    "Could not fetch URL: There was a problem confirming the ssl certificate: SSLError(SSLCertVerificationError(1, "
    "'[SSL: CERTIFICATE_VERIFY_FAILED] certificate is not yet valid')) - skipping\n"
    "ERROR: No matching distribution found for numpy": "Is the clock right",
    "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have": "than what was locked",
    "ERROR: Could not find a version that satisfies the requirement onnxruntime==1.32.0 (from versions: 1.17.0)\n"
    "ERROR: No matching distribution found for onnxruntime==1.32.0": "no ready-made part",
    "ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: '/opt/x'": "may not be written",
    "ERROR: HTTP error 503 while getting the package": "trouble now",
    "MemoryError": "too little memory",
    "ERROR: a sentence that nobody has thought of": "a sentence that nobody has thought of",
}
APT_SAYS = {
    "Err:1 Temporary failure resolving 'mirror'\nE: Unable to fetch some archives": "There is no network",
    "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 77 (unattended-upgr)": "Another program",
    "E: Unable to locate package flite": "universe",
    "E: dpkg was interrupted, you must manually run 'dpkg --configure -a'": "sudo dpkg --configure -a",
    "E: You don't have enough free space in /var/cache/apt/archives/.": "The disk is full",
    "E: Release file is not valid yet (invalid for another 5h)": "Is the clock right",
    "The following packages have unmet dependencies:\nE: Unable to correct problems": "--fix-broken",
}


def last_line(machine: Machine) -> str:
    """What is said of it in the end."""
    told = machine.run("scripts/coach", "models")
    assert (told.returncode, told.stdout) == (1, "")
    return told.stderr.splitlines()[-1]


@pytest.mark.parametrize("printed", PIP_SAYS)
def test_what_pip_prints_becomes_one_line(fresh: Machine, printed: str) -> None:
    """What, why, and what to do; what pip itself says is in the log."""
    fresh.settings["PIP_SAYS"] = printed
    assert PIP_SAYS[printed] in last_line(fresh)


@pytest.mark.parametrize("printed", APT_SAYS)
def test_what_apt_prints_becomes_one_line(fresh: Machine, printed: str) -> None:
    """The same for the packages of the system."""
    fresh.settings |= {"APT_SAYS": printed, "SUDO": "open"}
    assert APT_SAYS[printed] in last_line(fresh)


def test_a_disk_that_fills_up_leaves_no_room_for_the_reason(ready: Machine) -> None:
    """Then it is seen by what is left of it."""
    with (ready.clone / "scripts/set-up/locked/run.txt").open("a", encoding="utf-8") as lock:
        lock.write("# changed\n")
    ready.replace("df", "#!/bin/bash\nprintf 'Filesystem\\n/dev/sda1 8000 8000 3 100%% /\\n'")
    ready.settings["PIP_SAYS"] = "an exit without a reason"
    assert "The disk is full" in last_line(ready)
