"""What people type is shown as they typed it: it makes no link, icon or heading anywhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from unittest import mock

import pytest

from analysis.scenario.document import to_dict
from analysis.scenario.errors import SCENARIO_PROBLEMS, ScenarioError, legible
from analysis.scenario.scenario import Change, ExtraDemand, Scenario
from geo.places import regency_names
from ntt_data.problems import Problem
from ntt_data.store import StoreError, scenario_store
from ntt_data.store.errors import STORE_PROBLEMS
from pages import data_problems
from pages.ui.bounded_address import LONGEST_VALUE
from publishing import scenario_words
from publishing.markdown_text import code, plain
from publishing.names import not_one_regency
from services.access import key_hash
from services.rows import LONGEST_SEARCH
from tests.support.open_page import PAGES, ROOT, open_page
from tests.support.own_store import own_store
from tests.support.user_text import MARK, NASTY, mistaken, shown

MINE, THEIRS = "5a" * 16, "7b" * 16
#: Short enough that no message cuts it off; as a field's name it has no part. It ends in a letter:
#: a mark at the end of a link's value counts as damage and is taken away.
SHORT = "a@zq7.id -> :material/zq7: $zq7$ :red[zq7] <b>zq7"
FIELD = "a@zq7 -> :material/zq7: $zq7$ <b>"
#: Every choice that stands in an address, with what no page knows.
QUERY = dict.fromkeys(
    [
        *("commodity", "year", "regency", "section", "view", "by", "indicator", "item", "scheme"),
        *("outside", "objective", "spreads", "swap", "table", "grade", "document", "kind"),
        *("scenario", "with", "and", "family", "product", "zone", "binding", "body", "group"),
    ],
    SHORT,
)


@pytest.fixture(autouse=True)
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("pages.ui.actor.new_key", lambda: MINE)
    with own_store(tmp_path, monkeypatch):
        yield


def _saved(key: str, name: str = NASTY) -> str:
    demand = ExtraDemand(NASTY, "5302", "rice", tonnes=1000)
    made = Scenario(name, "rice", 2022, description=NASTY, extra_demand=(demand,))
    return scenario_store().create(to_dict(made), holder_hash=key_hash(key)).link_id


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("key", [MINE, THEIRS])
def test_scenarios(language: str, key: str) -> None:
    first, second = _saved(key), _saved(key, f"{NASTY} 2")
    earlier = Scenario("Lain", "rice", 2022, production_changes=(Change("rice", "all", -30),))
    third = scenario_store().create(to_dict(earlier), holder_hash=key_hash(key)).link_id
    scenario_store().save(first, scenario_store().load(first).document, 1, key_hash(key))
    app = open_page("scenarios", language, scenario=first, **{"with": second, "and": third})
    assert shown(app) > 4, "lists, description, versions, comparison"
    assert not mistaken(app)


def test_a_scenario_without_a_balance_is_named_as_it_was_typed() -> None:
    other = Scenario(NASTY, "rice", 1999)
    link = scenario_store().create(to_dict(other), holder_hash=key_hash(THEIRS)).link_id
    app = open_page("scenarios", scenario=_saved(MINE, "Punya saya"), **{"with": link})
    assert any(plain(NASTY) in warning.value for warning in app.warning)
    assert not mistaken(app)


def test_what_was_done_names_the_scenario_as_it_was_typed() -> None:
    app = open_page("scenarios", scenario=_saved(MINE))
    for label in ("Gandakan", "Arsipkan"):
        (button,) = [each for each in app.button if each.label == label]
        app = button.click().run()
        assert not app.exception
        assert any(MARK in told.value for told in app.success), label
        copied = f"{' '.join(NASTY.split())} (salinan)" if label == "Arsipkan" else NASTY
        assert not [each for each in mistaken(app, NASTY) if plain(copied) not in each]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_what_a_link_asks_for(page: str, language: str) -> None:
    app = open_page(page, language, **QUERY)
    assert not mistaken(app, SHORT)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    ("section", "key"),
    [("tables", "find"), ("sources", "find_source"), ("anomalies", "find_anomaly")],
)
def test_what_is_searched_for(section: str, key: str, language: str) -> None:
    app = open_page("tables", language, section=section, **{key: NASTY})
    assert shown(app), "the search box holds it"
    assert not mistaken(app)


def test_a_search_for_words_of_an_address_chooses_nothing() -> None:
    app = open_page("tables", table="production")
    text = "padi table=prices & year=2020 100%25"
    for _again in range(2):
        app = app.text_input(key="find").set_value(text).run()
        assert app.text_input(key="find").value == text
        assert app.session_state["table"] == "production"


@pytest.mark.parametrize("text", [SHORT, f"Sumba {SHORT}", "beras " * 170_000, f"{SHORT} " * 9999])
def test_what_is_typed_for_a_regency(text: str) -> None:
    told = not_one_regency(text, regency_names())
    assert len(told) < 1000
    assert MARK not in told.replace(plain(text), "").replace(plain(legible(text)), "")


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_is_written_in_the_guide(language: str) -> None:
    app = open_page("guide", language, section="agreement")
    for box in app.text_input:
        box.set_value(NASTY)
    assert not mistaken(app.run())


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_stands_in_a_broken_file(language: str) -> None:
    problem = Problem("a.csv", "one_of", 7, NASTY, NASTY, NASTY, nearest=NASTY)
    with mock.patch.object(data_problems, "data_problems", return_value=(problem,)):
        app = open_page("overview", language)
    assert shown(app)
    assert not mistaken(app)


@pytest.mark.parametrize("problem", SCENARIO_PROBLEMS)
def test_what_stands_in_a_broken_scenario(problem: str) -> None:
    facts = dict.fromkeys(("expected", "choices", "minimum", "maximum"), SHORT)
    error = ScenarioError(problem, FIELD, SHORT, **facts)
    said = scenario_words.problem(error)
    for text in (code(FIELD), plain(FIELD), plain(SHORT)):
        said = said.replace(text, "")
    assert MARK not in said


def test_what_a_link_asks_the_store_for() -> None:
    facts = dict.fromkeys(re.findall(r"{(\w+)", " ".join(STORE_PROBLEMS.values())), SHORT)
    said = {}
    for problem in STORE_PROBLEMS:
        with suppress(KeyError):  # of rounds, which no page of scenarios asks for
            said[problem] = scenario_words.problem(StoreError(problem, **facts))
    assert {"unavailable", "not_found", "no_version", "unreadable"} <= set(said)
    assert not [text for text in said.values() if MARK in text.replace(plain(SHORT), "")]


# What a person can type has an end.


def test_every_field_for_text_has_a_longest_text() -> None:
    fields = [
        (path.relative_to(ROOT).as_posix(), call)
        for path in (ROOT / "pages").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in ("text_input", "text_area", "chat_input")
    ]
    assert len(fields) > 3
    endless = [
        f"{path}:{call.lineno}"
        for path, call in fields
        if "max_chars" not in {keyword.arg for keyword in call.keywords}
    ]
    assert not endless


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    ("section", "key"),
    [("tables", "find"), ("sources", "find_source"), ("anomalies", "find_anomaly")],
)
def test_a_long_search_is_cut_and_that_is_said(section: str, key: str, language: str) -> None:
    text = "beras jagung " * 30
    app = open_page("tables", language, section=section, **{key: text})
    assert app.text_input(key=key).value == text[:LONGEST_SEARCH]
    said = {"id": "Hanya 200 huruf pertama yang dicari.", "en": "Only the first 200 characters are"}
    assert any(said[language] in each.value for each in app.caption)
    again = open_page("tables", language, section=section, **{key: "beras"})
    assert not any(said[language] in each.value for each in again.caption)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("page", ["tables", "profile"])
def test_no_page_reads_an_address_without_end(page: str, language: str) -> None:
    # Streamlit itself reads nothing of more than half a megabyte.
    query = {"find": "beras " * 17_000, "regency": "Sumba " * 17_000, "year": "2022"}
    app = open_page(page, language, **query)
    values = [value for given in app.query_params.values() for value in given]
    assert sum(map(len, values)) < LONGEST_VALUE
    said = {"id": "Tautan ini lebih panjang", "en": "The link is longer"}[language]
    assert app.warning[0].value.startswith(said)


def test_an_address_of_many_names_is_cut() -> None:
    app = open_page("overview", **{f"name{n}": "x" for n in range(500)}, year="2022")
    assert len(app.query_params) < 110


def test_scripts_of_maps_write_text_alone() -> None:
    """Names of scenarios come into a map's name and its hints."""
    folder = Path(__file__).parents[2] / "static" / "map"
    lines = [line for path in folder.glob("*.js") for line in path.read_text().splitlines()]
    written = [line.strip() for line in lines if re.search("innerHTML|insertAdjacentHTML", line)]
    # The hatching of what is unknown, which holds nothing that anybody has typed.
    assert written == ["defs.innerHTML ="]
