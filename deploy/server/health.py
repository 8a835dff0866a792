"""Do the application's processes answer? ``python -m deploy.server.health PORT …``.

The exit status is 0 when all of them do. ``--wait SECONDS`` gives them time to start;
``--restart UNIT`` starts those anew that run but do not answer (``{}`` stands for the port).
"""

from __future__ import annotations

import argparse
import subprocess
import time
import urllib.request
from http.client import HTTPException

# One unanswered question may be a long calculation; three in a row are not.
_QUESTIONS = 3
_PATIENCE_S = 10
# This machine is asked directly, whatever proxy the environment names.
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def problem(port: int) -> str | None:
    """Why the process on this port is not healthy; None when it is."""
    address = f"http://127.0.0.1:{port}/_stcore/health"
    try:
        with _direct.open(address, timeout=_PATIENCE_S) as answer:
            said = answer.read(100).decode("utf-8", "replace").strip()
    except (OSError, HTTPException) as error:  # HTTPError is an OSError: 503 while it stops
        return str(error)
    return None if said == "ok" else f"it answers {said!r}"


def check(port: int, wait_s: float) -> str | None:
    """Ask until it is healthy, for this long and at least three times."""
    end = time.monotonic() + wait_s
    asked = 0
    while True:
        found = problem(port)
        asked += 1
        if found is None or (asked >= _QUESTIONS and time.monotonic() > end):
            return found
        time.sleep(0.5)


def _restart(unit: str) -> None:
    # One that is starting or was stopped on purpose is left alone.
    if subprocess.run(["systemctl", "is-active", "--quiet", unit], check=False).returncode == 0:
        print(f"restarting {unit}")
        subprocess.run(["systemctl", "restart", unit], check=True)


def main() -> None:
    """Ask every process that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ports", type=int, nargs="+", metavar="PORT")
    parser.add_argument("--wait", type=float, default=0, metavar="SECONDS")
    parser.add_argument("--restart", metavar="UNIT")
    chosen = parser.parse_args()
    ill = False
    for port in chosen.ports:
        found = check(port, chosen.wait)
        print(f"port {port}: {'ok' if found is None else found}")
        if found is not None:
            ill = True
            if chosen.restart:
                _restart(chosen.restart.format(port))
    raise SystemExit(int(ill))


if __name__ == "__main__":
    main()
