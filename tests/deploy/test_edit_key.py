"""The edit key's cookie passes nginx, beside the cookie that nginx sets itself."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from deploy.server.static_files import gather
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


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_it_passes_nginx(browser: Browser, folder: Path, scheme: str) -> None:
    gather(folder / "www")
    with serving_keys(folder) as port:
        nginx = Nginx(folder / scheme, [port, port], folder / "www", scheme)
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
