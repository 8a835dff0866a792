"""What a choice on the matcher redraws, and that the rest of the page follows where it has to."""

import pytest
from streamlit.testing.v1 import AppTest

from ntt_data import editions
from tests.support.open_page import ROOT, popovers, turn_to, words


def _page(**query: str) -> AppTest:
    """As a visitor opens it: nothing on it that opens is open."""
    app = AppTest.from_file(str(ROOT / "pages/menu.py"), default_timeout=90)
    turn_to(app, "matcher")
    for key, value in {"commodity": "rice", "year": "2022", **query}.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception, app.exception
    return app


def _chosen(app: AppTest, key: str, value: object) -> AppTest:
    app.selectbox(key=key).select(value).run()
    assert not app.exception, app.exception
    return app


def _of_address(app: AppTest, key: str) -> str:
    found = app.query_params[key]
    return found if isinstance(found, str) else found[0]


def test_another_year_redraws_what_is_of_a_year_and_says_so_in_the_address() -> None:
    app = _chosen(_page(), "year", 2021)
    assert not app.title, "the page around it stays"
    whole = _page(year="2021")
    assert [each.value for each in app.metric] == [each.value for each in whole.metric]
    assert app.header[0].value == whole.header[0].value
    assert app.subheader[0].value == whole.subheader[0].value
    assert app.dataframe[0].value.equals(whole.dataframe[0].value)
    assert "Beras 2021" in words(app)
    assert "Beras 2022" not in words(app)
    assert _of_address(app, "year") == "2021"


def test_the_tables_to_take_along_are_those_of_the_year() -> None:
    app = _chosen(_page(), "year", 2021)
    offered = app.session_state["_take_along"]
    assert offered.year == 2021
    assert {"pairs-rice-2021", "unmet-rice-2021", "balance-rice-2021"} <= set(offered.tables)
    assert not [key for key in offered.tables if "2022" in key]


@pytest.mark.parametrize(
    ("query", "opened"),
    [
        ({}, "open-balance-table"),
        ({}, "open-certainty"),
        ({"objective": "cheapest"}, ""),  # told above the page until something is chosen
    ],
)
def test_the_whole_page_follows_where_something_beside_the_parts_would_stay_behind(
    query: dict[str, str], opened: str
) -> None:
    app = _page(**query)
    if opened:
        app.session_state[opened] = True
        app.run()
    assert _chosen(app, "year", 2021).title


def test_another_objective_leaves_controls_and_sources() -> None:
    app = _chosen(_page(), "objective", "most_local")
    assert _of_address(app, "objective") == "most_local"
    assert not app.title
    assert not app.selectbox
    whole = _page(objective="most_local")
    (pairs,) = [each.value for each in app.dataframe]
    (same,) = [each.value for each in whole.dataframe]
    assert pairs.equals(same)
    assert app.subheader[0].value == whole.subheader[0].value


def test_the_parts_of_one_answer_are_of_one_edition_asked_for_once_in_each_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = _page()
    asked = []
    begin = editions.begin_run
    monkeypatch.setattr(editions, "begin_run", lambda: asked.append(1) or begin())
    _chosen(app, "objective", "most_local")
    assert len(asked) == 1, "five parts are drawn"
    app.run()
    assert len(asked) == 2, "the whole page"
    _chosen(app, "objective", "fairest")
    assert len(asked) == 3, "the next choice asks again: something may have been accepted"


def test_a_fold_of_the_match_that_is_open_follows_the_objective() -> None:
    app = _page()
    app.session_state["open-unsold"] = True
    app.run()
    assert len(_chosen(app, "objective", "most_local").dataframe) == 2


def test_what_stands_below_a_table_stays_where_the_sources_do() -> None:
    """Of 2021 they are those of 2022, of 2023 they are not."""
    assert "Sumber (7 + 55 jaringan)" not in _labels(_chosen(_page(), "year", 2021))
    other = [each for each in _labels(_chosen(_page(), "year", 2023)) if "jaringan" in each]
    assert len(other) == 2, other  # of the pairs and of what stays unmet


def _labels(app: AppTest) -> list[str]:
    return [each.label for each in popovers(app)]
