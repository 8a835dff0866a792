"""The edit key's cookie passes nginx, beside the cookie that nginx sets itself."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from pages.ui.actor import COOKIE
from services.access import key_hash
from tests.support.installation import Nginx
from tests.support.key_app import serving_keys


@pytest.fixture
def folder() -> Iterator[Path]:
    """Not below pytest's own: nginx' workers may not look into that."""
    made = Path(tempfile.mkdtemp(prefix="ntt-keys-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Where one application shows whose it takes its reader for."""
    with tempfile.TemporaryDirectory() as made, serving_keys(Path(made)) as port:
        yield port


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_it_passes_nginx(
    browser: Browser, folder: Path, gathered: Path, port: int, scheme: str
) -> None:
    nginx = Nginx(folder / scheme, [port, port], gathered, scheme)
    nginx.start()
    try:
        context = browser.new_context(ignore_https_errors=True)
        page = context.new_page()
        shown = []
        for _visit in range(2):
            page.goto(nginx.address)
            code = page.locator('[data-testid="stCode"] code')
            expect(code).to_be_visible()
            shown.append(code.inner_text().strip())
        cookies = {each["name"]: each for each in context.cookies()}
        context.close()
    finally:
        nginx.stop()
    assert shown == [key_hash(cookies[COOKIE]["value"])] * 2
    assert cookies[COOKIE]["secure"] is (scheme == "https")
    assert cookies[COOKIE]["httpOnly"]
    assert "ntt_process" in cookies, "nginx' own cookie is there as well"
