"""The readme of the data pack says of each pack what is in that one."""

from __future__ import annotations

import pytest

from publishing.files.pack_readme import readme
from publishing.language import Language, speaking


@pytest.mark.parametrize(
    ("language", "of_all", "of_one"),
    [
        ("id", "ada dalam folder provinsi", "ada dalam paket tersendiri"),
        ("en", "is in its own folder", "has a pack of its own"),
    ],
)
def test_a_pack_of_one_regency_names_no_folder_that_it_has_not(
    language: Language, of_all: str, of_one: str
) -> None:
    with speaking(language):
        whole, one = (
            readme("", ("id",), {}, has_sheets=False, has_sources=each) for each in (True, False)
        )
    assert of_all in whole
    assert of_all not in one
    assert of_one in one
    assert max(map(len, whole.splitlines() + one.splitlines())) <= 100
