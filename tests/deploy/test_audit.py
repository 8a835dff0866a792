"""No package of the lock has a published vulnerability, as far as the database can be asked."""

import importlib.util
import json
import subprocess
import sys

import pytest

from deploy import lock


def test_no_package_of_the_lock_is_known_to_be_vulnerable() -> None:
    assert importlib.util.find_spec("pip_audit"), "install tests/requirements.txt"
    command = [
        *(sys.executable, "-m", "pip_audit", "--requirement", str(lock.LOCK)),
        *("--disable-pip", "--require-hashes", "--vulnerability-service", "pypi"),
        *("--format", "json", "--progress-spinner", "off", "--timeout", "15"),
    ]
    try:
        asked = subprocess.run(command, capture_output=True, text=True, timeout=240)
        answer = json.loads(asked.stdout)["dependencies"]
    except (ValueError, subprocess.TimeoutExpired) as error:
        said = str(error) if isinstance(error, subprocess.TimeoutExpired) else asked.stderr
        pytest.skip(f"pip-audit did NOT run, its database was not reached: {said[-300:]}")
    found = {
        f"{one['name']} {one['version']}": [f["id"] for f in one["vulns"]]
        for one in answer
        if one.get("vulns")
    }
    assert not found, f"packages with known vulnerabilities: {found}"
    assert {one["name"] for one in answer} >= {"streamlit", "pandas"}
    # An index without the vulnerability database behind it answers "not found" to everything, and
    # pip-audit then reports that nothing is known: that is no clean bill.
    unasked = [one["name"] for one in answer if "skip_reason" in one]
    if unasked:
        pytest.skip(
            f"pip-audit did NOT run for {len(unasked)} of {len(answer)} packages: its database "
            f"does not know them here ({', '.join(unasked[:5])} …)"
        )
