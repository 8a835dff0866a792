"""A second regency beside that of the profile: by the list, by a link, in both languages."""

import pytest

from tests.support.open_page import open_page
from tests.support.open_page import words as texts


@pytest.mark.parametrize(
    ("language", "title", "unknown"),
    [
        ("id", "Manggarai Barat dan TTU berdampingan", "KPJu: laporan tidak memuat daftar TTU"),
        ("en", "Manggarai Barat and TTU side by side", "KPJu: the report has no list of TTU"),
    ],
)
def test_a_link_opens_both_side_by_side(language: str, title: str, unknown: str) -> None:
    app = open_page("profile", language, regency="5315", beside="5305")
    assert [each.value for each in app.title][1:] == [title]
    assert unknown in [each.value.replace("\\", "") for each in app.header]
    assert app.query_params["beside"] == "5305"
    # What is of the first alone waits in folds, under its name.
    folded = {each.label for each in app.expander}
    assert not folded & {each.value for each in app.header}
    assert any("KPJu" in label for label in folded)


def test_the_list_of_the_second_begins_empty_and_does_not_offer_the_first() -> None:
    app = open_page("profile", "en", regency="5315")
    (box,) = (each for each in app.selectbox if each.label == "Compare with")
    assert len(box.options) == 22
    assert box.options[0] == "no comparison"
    assert not any("Manggarai Barat" in option for option in box.options)
    assert "side by side" not in texts(app)
    assert "beside" not in app.query_params


@pytest.mark.parametrize("beside", ["5315", "9999", "nowhere"])
def test_a_link_to_itself_or_to_nobody_compares_nothing(beside: str) -> None:
    app = open_page("profile", "en", regency="5315", beside=beside)
    assert len(app.title) == 1


def test_a_name_in_the_link_counts_as_its_code() -> None:
    app = open_page("profile", "en", regency="5315", beside="Lembata")
    assert app.title[1].value == "Manggarai Barat and Lembata side by side"
