"""Every page once regencies' own figures count: a balance that knows of one, or of three."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.open_page import PAGES, open_page, words
from tests.support.small_round import a_round, accepted, handed, store_of_its_own


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with store_of_its_own(tmp_path, monkeypatch):
        yield


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(("n", "language", "other"), [(1, "en", "id"), (3, "id", "en")])
def test_every_page_opens(n: int, language: str, other: str) -> None:
    """In one language each; what says how many regencies are known, in both."""
    asked = a_round()
    for code, tonnes in [("5304", "100000"), ("5371", "10"), ("5302", "2000")][:n]:
        accepted(handed(asked, code, tonnes))
    for name in PAGES:
        app = open_page(name, language, commodity="maize", year="2024", regency="5304")
        assert app.title, name
    for name in ("overview", "matcher"):
        assert open_page(name, other, commodity="maize", year="2024").title, name
    first = words(open_page("overview", "id")).replace("\\:", ":")
    assert f"Jagung 2024: baru diketahui untuk {n} dari 22 daerah." in first
    text = words(open_page("matcher", "id", commodity="maize", year="2024"))
    assert "Timor Tengah Selatan" in text
    assert f"(baru diketahui untuk {n} dari 22 daerah)" in text
    assert re.search(rf"(Neraca|Surplus|Kekurangan) {n} daerah", text)
    assert not re.search("(Neraca|Surplus|Kekurangan) NTT", text)
    assert "laporan daerah" in text
    assert "asumsi" in text
