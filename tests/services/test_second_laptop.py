"""Copies for a second laptop are whole, numbered and few; opened there, everybody goes on."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

import ntt_data.store as store_package
from ntt_data.store import StoreError, copies, credential_store, scenario_store, submission_store
from ntt_data.store.sqlite_build import sqlite3
from services import credentials, drafts, hand_in, second_laptop
from services.access import AccessError, Actor
from services.hand_in import Answers, Field, Typed
from tests.support.hand_in_rush import opened_sheets

NOW = datetime(2026, 11, 20, 20, 15, tzinfo=UTC)
ADMINISTRATOR = Actor("administrator")
DOCUMENT = {"version": 1, "name": "El Niño", "description": "Kering", "commodity": "rice"}


@pytest.fixture(autouse=True)
def first_laptop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(copies, "_MOMENT_S", 0.1)
    return use(tmp_path / "pertama", monkeypatch)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stik"
    folder.mkdir()
    return folder


def use(laptop: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This laptop's database from now on."""
    store_package.close()
    database = laptop / "data" / "ntt.db"
    monkeypatch.setenv("NTT_DATABASE_URL", f"sqlite:///{database.as_posix()}")
    return database


def copy(stick: Path, keep: int = 30, now: datetime = NOW) -> Path:
    return second_laptop.copy_once(ADMINISTRATOR, stick, keep, now)


def test_who_was_signed_in_goes_on_at_the_second_laptop(
    stick: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (key, link), *_rest = opened_sheets(1)
    (code,) = (each.credential_id for each in credential_store().of_round(key.round_id))
    bureau = credentials.make_for_role(ADMINISTRATOR, "bureau")
    session = credentials.sign_in_by_link(link)
    office = credentials.actor_of(session)
    typed = {Field("maize", "production"): Typed("value", "12.500")}
    drafts.save_draft(office, key, {"v:maize:production": "12.500"}, 0, "ab" * 16)
    monkeypatch.setattr(credentials, "FIRST_WAIT_S", 300.0)
    for _ in range(6):  # somebody guesses: the code is slowed
        with pytest.raises(credentials.SignInError):
            credentials.sign_in_by_code(f"{code}zzzzzz")
    copy(stick)
    late = hand_in.hand_in(
        office, key, _whole_sheet(typed), base_no=0, idempotency_key="cd" * 16
    )  # after the last copy
    database = use(tmp_path / "kedua", monkeypatch)
    scenario_store().create(DOCUMENT)  # this laptop was used before
    store_package.close()
    assert second_laptop.main(["open", str(stick)]) == 0
    said = capsys.readouterr().out
    assert "Catatan terakhir di dalamnya" in said
    assert "dinas yang bersangkutan mengirim lagi" in said
    assert "kecuali milik biro" in said, "each start of the hall makes the bureau a new one"
    (aside,) = database.parent.glob("sebelum-dipulihkan-*.db")
    assert f"tetap disimpan: {aside}" in said or str(aside) in said
    assert credentials.actor_of(session).sheet == key, "its cookie is good here too"
    draft = drafts.draft_of(credentials.actor_of(session), key, None)
    assert draft is not None
    assert "12.500" in draft.content_json
    assert credentials.actor_of(credentials.sign_in_by_link(link)).sheet == key
    with pytest.raises(credentials.SignInError, match="slowed"):
        credentials.sign_in_by_code(f"{code}zzzzzz")  # copying is no way round the wait
    assert credentials.actor_of(credentials.sign_in_by_code(bureau.code)).role == "bureau"
    assert submission_store().by_receipt(late.receipt_no) is None, "as the screen has said"
    again = hand_in.hand_in(
        credentials.actor_of(session),
        key,
        _whole_sheet(typed),
        base_no=0,
        idempotency_key="cd" * 16,
    )
    assert again.no == 1, "the form that is still open on the phone can be sent again"


def _whole_sheet(typed: dict[Field, Typed]) -> Answers:
    from ntt_data.collection import SHEETS

    unknown = {
        Field("maize", each.code): Typed("not_known" if each.is_number else "value", "")
        for each in SHEETS["agriculture"]
    }
    return Answers({**unknown, **typed}, "Dinas Pertanian", "Kepala Bidang")


def test_only_the_newest_are_kept_whatever_the_clock_says(stick: Path) -> None:
    scenario_store().create(DOCUMENT)
    made = [copy(stick, keep=3, now=NOW - timedelta(days=day)) for day in range(5)]
    assert second_laptop.copies_in(stick) == made[:1:-1], "the clock went backwards"
    (stick / "salinan-liburan.db").write_text("bukan milik kita")
    copy(stick, keep=1)
    assert {path.name.split("-")[1] for path in stick.iterdir()} == {"000006", "liburan.db"}


def test_a_damaged_copy_is_passed_over_and_named(
    stick: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    saved = scenario_store().create(DOCUMENT)
    copy(stick)
    scenario_store().create(DOCUMENT)
    damaged = copy(stick)
    damaged.write_bytes(damaged.read_bytes()[:5000])
    use(tmp_path / "kedua", monkeypatch)
    assert second_laptop.main(["open", str(stick)]) == 0
    assert f"Salinan {damaged} rusak dan dilewati." in capsys.readouterr().out
    assert [each.link_id for each in scenario_store().list()] == [saved.link_id]


def test_a_copy_of_a_newer_program_is_no_reason_to_take_an_older_one(
    stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario_store().create(DOCUMENT)
    copy(stick)
    newer = copy(stick)
    engine = create_engine(f"sqlite:///{newer}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    database = use(tmp_path / "kedua", monkeypatch)
    with pytest.raises(StoreError) as refused:
        second_laptop.open_newest(ADMINISTRATOR, stick, NOW)
    assert refused.value.code == "newer_layout"
    assert not database.exists()


def test_a_folder_without_copies_is_told(
    tmp_path: Path, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (stick / "salinan-000001-20261120-0415-WITA.db.part").write_text("setengah")
    for folder in (stick, tmp_path / "tidak ada"):
        assert second_laptop.main(["open", str(folder)]) == 1
        assert "tidak ada salinan basis data yang utuh" in capsys.readouterr().err


def test_what_fails_is_told_and_tried_again(
    stick: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    scenario_store().create(DOCUMENT)
    half = stick / "salinan-000001-20261120-0415-WITA.db.part"
    half.write_text("dari penyalinan yang dimatikan")
    turns = iter(["pulled out", "put back", KeyboardInterrupt])

    def wait(_seconds: float) -> None:
        turn = next(turns)
        if turn == "pulled out":
            stick.rename(stick.with_name("stik di tangan"))
        elif turn == "put back":
            stick.with_name("stik di tangan").rename(stick)
        else:
            raise KeyboardInterrupt

    monkeypatch.setattr("services.second_laptop.time.sleep", wait)
    assert second_laptop.main(["copy", "--to", str(stick)]) == 0
    said = capsys.readouterr()
    assert said.out.count("disalin, ") == 2
    assert said.err.count("TIDAK DISALIN") == 1
    assert str(stick) in said.err
    assert not half.exists()
    assert len(second_laptop.copies_in(stick)) == 2, "no folder was made in the stick's place"


def test_a_full_disk_leaves_the_earlier_copies_and_no_half(
    stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario_store().create(DOCUMENT)
    first = copy(stick)

    def full(_database: Path, target: Path) -> None:
        target.write_bytes(b"SQLite format 3\0 dan lalu penuh")
        raise StoreError("no_copy", path=target, reason="database or disk is full")

    monkeypatch.setattr(copies, "copy_database", full)
    with pytest.raises(StoreError):
        copy(stick)
    assert list(stick.iterdir()) == [first]


def test_postgresql_has_its_own_ways(
    stick: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    scenario_store().create(DOCUMENT)
    copy(stick)
    monkeypatch.setenv("NTT_DATABASE_URL", "postgresql+psycopg://127.0.0.1/ntt")
    for words in (["copy", "--to", str(stick)], ["open", str(stick)]):
        assert second_laptop.main(words) == 1
        assert "pg_dump" in capsys.readouterr().err


def test_only_an_administrator_copies_and_opens(stick: Path) -> None:
    scenario_store().create(DOCUMENT)
    copy(stick)
    for role in ("reader", "regency", "bureau"):
        with pytest.raises(AccessError):
            second_laptop.copy_once(Actor(role), stick, 1, NOW)
        with pytest.raises(AccessError):
            second_laptop.open_newest(Actor(role), stick, NOW)


def test_a_copy_has_all_of_a_database_that_is_used(stick: Path) -> None:
    for _ in range(3):
        scenario_store().create(DOCUMENT)
    with closing(sqlite3.connect(copy(stick))) as made:
        assert made.execute("SELECT count(*) FROM scenarios").fetchone() == (3,)
