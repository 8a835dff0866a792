"""Cases of cooperation in the store: events in order, added by one at a time, never changed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from ntt_data.store import StoreError
from ntt_data.store.case_layout import case_events, case_files, document_templates, zone_choices
from ntt_data.store.case_records import CaseEvents, Content, Event, Party
from ntt_data.store.cases import CaseStore
from ntt_data.store.copies import OPEN_TO_ALL, copy_database, leave_out_what_is_others
from ntt_data.store.corrections import CorrectionStore
from ntt_data.store.database import close_database, open_database
from ntt_data.store.latest import latest_moment
from ntt_data.store.migrations.versions import r0008_cooperation_desk as migration
from tests.ntt_data.test_collection_store import engine  # noqa: F401
from tests.ntt_data.test_store import (  # noqa: F401
    another_program,
    postgres_url,
    sqlite_url,
    url,
)
from tests.support.append_only import expect_append_only

CONTENT = Content(
    "Beras untuk Kupang", "Beras", "Kurang beras",
    (Party("regency", "Manggarai Barat", "5315", "pasar"), Party("company", "CV & Anak <1>")),
    snapshot={"tonnes": 9845.25, "unknown": None, "rows": [[1, "a"]]},
)  # fmt: skip
FIRST = Event("opened", "bureau", {"content": CONTENT.as_json()}, credential_id="bureau1")
TABLES = [table.name for table in (case_events, case_files, zone_choices, document_templates)]


@pytest.fixture
def store(engine: Engine) -> CaseStore:  # noqa: F811
    return CaseStore(engine)


def said(words: str = "Sudah dibaca") -> Event:
    return Event("commented", "regency", {"text": words}, regency_code="5315")


def filed(content: bytes, name: str = "a.pdf") -> Event:
    details = {"kind": "agreement", "name": name, "sha256": sha256(content).hexdigest()}
    return Event("attached", "bureau", details, "Ditandatangani")


def test_a_case_comes_back_as_it_was_told_and_makes_no_edition(
    store: CaseStore, engine: Engine  # noqa: F811
) -> None:  # fmt: skip
    kept = store.open_case(FIRST)
    assert Content.from_json(kept.events[0].details["content"]) == CONTENT
    more = store.add(kept.case_id, said(), seen=1)
    assert store.load(kept.case_id) == more == store.list()[0]
    assert (more.no, [each.no for each in more.events]) == (2, [1, 2])
    assert CorrectionStore(engine).newest() == 0, "no figure is another one by it"
    assert latest_moment(engine) == more.events[-1].at, "a clock before it is wrong"


def test_nobody_writes_over_what_they_have_not_seen_and_a_refusal_keeps_nothing(
    store: CaseStore,
) -> None:
    kept = store.open_case(FIRST)
    store.add(kept.case_id, said(), seen=1)
    for seen in (0, 1, 3):
        with pytest.raises(StoreError) as refused:
            store.add(kept.case_id, filed(b"x"), seen, "a" * 32, ("a.pdf", b"x"))
        assert refused.value.code == "case_moved_on"
    with pytest.raises(StoreError) as refused:
        store.add("22222222", said(), None)
    assert refused.value.code == "no_case"
    with pytest.raises(StoreError) as refused:
        store.file(kept.case_id, sha256(b"x").hexdigest())
    assert refused.value.code == "no_case_file"
    assert store.load(kept.case_id).no == 2
    assert store.outcome("a" * 32) is None, "the key is free again"


def test_who_may_not_follow_is_asked_of_what_stands_there_and_keeps_nothing(
    store: CaseStore,
) -> None:
    kept = store.open_case(FIRST)
    store.add(kept.case_id, said(), seen=1)
    asked: list[int] = []

    def refuse(before: CaseEvents) -> None:
        asked.append(before.no)
        raise ValueError("closed")

    with pytest.raises(ValueError, match="closed"):
        store.add(kept.case_id, said(), None, "b" * 32, follows=refuse)
    assert asked == [2]
    assert (store.load(kept.case_id).no, store.outcome("b" * 32)) == (2, None)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_only_one_of_the_databases_could_keep_is_refused_by_both(
    store: CaseStore, number: float
) -> None:
    with pytest.raises(ValueError, match="JSON"):
        store.open_case(Event("opened", "bureau", {"content": {"tonnes": number}}))
    with pytest.raises(ValueError, match="no event of a case"):
        store.open_case(Event("renamed", "bureau"))  # type: ignore[arg-type]
    assert store.list() == []


def test_of_twenty_who_add_at_once_one_does_and_every_comment_is_kept(store: CaseStore) -> None:
    kept = store.open_case(FIRST)

    def add(n: int) -> str:
        try:
            store.add(kept.case_id, said(str(n)), None if n % 2 else 1)
        except StoreError as error:
            return error.code
        return "commented" if n % 2 else "kept"

    with ThreadPoolExecutor(8) as people:
        outcomes = list(people.map(add, range(20)))
    assert outcomes.count("commented") == 10
    assert outcomes.count("kept") <= 1
    found = store.load(kept.case_id)
    assert [each.no for each in found.events] == list(range(1, 12 + outcomes.count("kept")))
    assert {int(each.details["text"]) for each in found.events[1:]} >= set(range(1, 20, 2))


def test_one_form_is_one_write_however_often_it_comes(store: CaseStore) -> None:
    with ThreadPoolExecutor(8) as arrivals:
        opened = list(arrivals.map(lambda _n: store.open_case(FIRST, "a" * 32), range(16)))
    assert len({each.case_id for each in opened}) == 1 == len(store.list())
    case_id, form = opened[0].case_id, ("a.pdf", b"isi")
    with ThreadPoolExecutor(8) as arrivals:
        added = list(
            arrivals.map(lambda _n: store.add(case_id, filed(b"isi"), 1, "b" * 32, form), range(16))
        )
    assert {each.no for each in added} == {2}
    assert store.outcome("b" * 32) == store.load(case_id)


def test_a_file_is_kept_whole_once_and_belongs_to_its_case(store: CaseStore) -> None:
    content = bytes(range(256)) * 4
    digest = sha256(content).hexdigest()
    first, other = store.open_case(FIRST), store.open_case(FIRST)
    store.add(first.case_id, filed(content), 1, file=("Surat & <1>.pdf", content))
    store.add(first.case_id, filed(content, "b.pdf"), 2, file=("b.pdf", content))
    found = store.file(first.case_id, digest)
    assert (found.name, found.size, found.content) == ("Surat & <1>.pdf", 1024, content)
    with pytest.raises(StoreError):
        store.file(other.case_id, digest)


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_changed_replaced_or_taken_away(
    store: CaseStore, engine: Engine, table: str  # noqa: F811
) -> None:  # fmt: skip
    kept = store.open_case(FIRST)
    store.add(kept.case_id, filed(b"x"), 1, file=("a.pdf", b"x"))
    moment, who = kept.events[0].at, {"reason": "", "actor_role": "bureau"}
    choice = {"zone_id": "Z1", "no": 1, "product_kind": "kpju", "product": "Kopi", "details": {}}
    template = {"kind": "offer_letter", "no": 1, "name": "a", "sha256": "0", "content": b"x"}
    with engine.begin() as connection:
        connection.execute(
            zone_choices.insert().values(**choice, chosen_by="Rakor", at=moment, **who)
        )
        connection.execute(document_templates.insert().values(**template, at=moment, **who))
    expect_append_only(engine, table)


def test_a_whole_copy_has_them_and_the_copy_of_a_guest_has_none(
    sqlite_url: str,  # noqa: F811
    tmp_path: Path,
) -> None:
    assert not OPEN_TO_ALL & set(TABLES)
    database = Path(sqlite_url.removeprefix("sqlite:///"))
    opened = open_database(sqlite_url)
    kept = CaseStore(opened).open_case(FIRST)
    confidential = b"Rahasia para pihak 5315"
    kept = CaseStore(opened).add(kept.case_id, filed(confidential), 1, file=("a.pdf", confidential))
    close_database(opened)
    for whole in (True, False):
        copy = tmp_path / f"{whole}.db"
        copy_database(database, copy)
        if not whole:
            leave_out_what_is_others(copy, None)
        assert (confidential in copy.read_bytes()) is whole, "not in the file's free pages either"
        brought_back = open_database(f"sqlite:///{copy.as_posix()}")
        store = CaseStore(brought_back)
        assert store.list() == ([kept] if whole else [])
        if whole:
            digest = sha256(confidential).hexdigest()
            assert store.file(kept.case_id, digest).content == confidential
        close_database(brought_back)


def test_the_desk_is_taken_out_of_a_database_and_put_back(url: str) -> None:  # noqa: F811
    close_database(open_database(url))
    engine = another_program(url)  # noqa: F811
    for step, there in ((migration.downgrade, False), (migration.upgrade, True)):
        with (
            engine.begin() as connection,
            Operations.context(MigrationContext.configure(connection)),
        ):
            step()
        names = set(inspect(engine).get_table_names())
        assert names & set(TABLES) == (set(TABLES) if there else set())
    engine.dispose()
    opened = open_database(url)
    kept = CaseStore(opened).open_case(FIRST)
    with pytest.raises(DBAPIError, match="are never changed"), opened.begin() as connection:
        connection.execute(text("DELETE FROM case_events"))
    assert CaseStore(opened).list() == [kept]
    close_database(opened)
