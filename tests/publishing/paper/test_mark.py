"""A change of one curated cell changes the files that show it, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ntt_data.editions import begin_run
from publishing.files.paper.document import document
from publishing.language import speaking
from services.access import Actor
from services.corrections import correct
from tests.support.a_briefing import a_briefing
from tests.support.own_store import own_store

_CELL = {
    "regency_code": "5304",
    "commodity": "rice",
    "measure": "production",
    "form": "paddy_gkg",
    "year": "2022",
}
_SHOWN_BY = ("rice", 2022)
_NOT_SHOWN_BY = ("chili", 2024)


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


def _documents() -> dict[tuple[str, int], str]:
    begin_run()
    made = {}
    with speaking("id"):
        for commodity, year in (_SHOWN_BY, _NOT_SHOWN_BY):
            found = document(a_briefing("id", commodity, year), "http://10.0.0.5")
            made[commodity, year] = repr(found)
    return made


def test_one_cell_changes_only_what_shows_it() -> None:
    before = _documents()
    correct(
        Actor("bureau"),
        table="production",
        key=_CELL,
        column="value",
        expected="15615.68",
        value="15000",
        reason="Salah ketik",
        source_id="S02",
    )
    after = _documents()
    changed = {each for each in before if before[each] != after[each]}
    assert changed == {_SHOWN_BY}
