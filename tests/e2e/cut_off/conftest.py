"""The application on a machine that reaches nobody but the hall, and a browser on a phone there."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright

from tests.support.chromium import chromium, launch
from tests.support.cut_off import PORT, CutOff
from tests.support.hall import SERVER, hall
from tests.support.patience import PATIENCE_S, START_S
from tests.support.serving import ROOT


@pytest.fixture(scope="session")
def cut_off(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CutOff]:
    with hall() as (machine, phone):
        yield CutOff(machine, phone, tmp_path_factory.mktemp("cut_off") / "heard.txt")


@pytest.fixture(scope="session")
def server(cut_off: CutOff, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the application as it serves a hall; at the end it must have kept to itself."""
    log = tmp_path_factory.mktemp("cut_off_server") / "log.txt"
    command = cut_off.machine.command(sys.executable, "-m", "pages.hall")
    with log.open("w") as sink:
        process = subprocess.Popen(
            command, cwd=ROOT, env=cut_off.environment(), stdout=sink, stderr=subprocess.STDOUT
        )
    address = f"http://{SERVER}:{PORT}"
    try:
        for _ in range(2 * START_S):
            if cut_off.phone.answers(f"{address}/_stcore/health"):
                break
            assert process.poll() is None, log.read_text()
            time.sleep(0.5)
        else:
            pytest.fail(f"the application is not healthy after five minutes:\n{log.read_text()}")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_S)
    assert "Traceback" not in log.read_text(), log.read_text()
    assert not cut_off.heard(), f"the server turned to the outside:\n{cut_off.heard()}"
    assert cut_off.machine.trapped() == 0, "something other than Python sent packets outside"


@pytest.fixture(scope="session")
def browser(
    cut_off: CutOff, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """Chromium on the phone."""
    program = cut_off.phone.wrapper(chromium(), tmp_path_factory.mktemp("phone"))
    browser = launch(playwright, program)
    yield browser
    browser.close()
