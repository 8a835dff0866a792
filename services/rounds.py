"""Rounds of collecting figures: open one, close it, reopen it for a regency.

On the server, with a JSON document that has the fields of ``RoundDefinition``::

    python -m services.rounds list
    python -m services.rounds open ROUND.json
    python -m services.rounds close ROUND_ID --reason "…"
    python -m services.rounds reopen ROUND_ID 5304 --reason "…"
    python -m services.rounds discard ROUND_ID --reason "…"

A regency goes by its code or any of its names.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, model_validator

from geo.places import names_known
from ntt_data import log, tables
from ntt_data.collection import POTENTIALS, counts_heads
from ntt_data.editions import once_per_edition
from ntt_data.store import StoreError, round_store
from ntt_data.store.clock import now
from ntt_data.store.collection_records import Period, Round, RoundEvent, RoundItem, SheetKey
from ntt_data.store.ids import new_id
from services import access
from services.access import AccessError, Actor, Subject
from services.round_needs import known_coefficient, known_norm
from services.round_periods import MOST_BLOCKS, MOST_PERIODS, PeriodDefinition, overlapping

_MOST_ITEMS = 40
#: Whose business a commodity is; trade is asked about all of them.
_GROUPS = {
    "agriculture": ("food_crop", "horticulture", "estate_crop"),
    "livestock": ("livestock",),
    "fisheries": ("fishery",),
}
#: How a source counts, and no state of a good that an office could be asked for.
_NO_FORMS = {"regency_report", "unspecified", "as_published"}

_ELSEWHERE = "leave it out here, and change it in a scenario or by a correction"

Unit = Literal["t", "head", "none"]
#: Letters that a reason has at least and at most.
SHORTEST_REASON, LONGEST_REASON = 3, 500


class PastDeadlineError(ValueError):
    """The deadline is over already; nobody could hand in."""

    def __init__(self) -> None:
        super().__init__("deadline: it is over already; write a later one")


class NotARehearsalError(ValueError):
    """Only rehearsals are thrown away: what was handed in for real stays."""

    def __init__(self) -> None:
        super().__init__("the round is real; only a rehearsal can be thrown away")


class ReasonError(ValueError):
    """No reason was given that could be read later; nothing happened to the round."""

    def __init__(self) -> None:
        super().__init__(
            f"reason: write {SHORTEST_REASON} to {LONGEST_REASON} letters; the round keeps it"
        )


class ItemDefinition(BaseModel):
    """One row of a sheet, as a round's document defines it."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    sheet: Literal["agriculture", "livestock", "fisheries", "trade_stock", "investment"]
    item: str
    unit: Unit = "t"
    form: str | None = None
    coefficient: Annotated[float, Field(gt=0, le=1)] | None = None
    coefficient_source: str | None = None
    norm_kg: Annotated[float, Field(gt=0, le=1000)] | None = None
    norm_source: str | None = None

    @model_validator(mode="after")
    def _is_known(self) -> ItemDefinition:
        known = POTENTIALS if self.sheet == "investment" else _commodities()
        if self.item not in known:
            raise ValueError(f"{self.item!r} cannot be asked; write one of: {', '.join(known)}")
        if "unit" not in self.model_fields_set:
            self.unit = unit_asked(self.item, self.form)
        if counts_heads(self.form) and self.unit != "head":
            raise ValueError(
                f"unit of {self.item} is {self.unit!r}, but {self.form} counts animals; write head"
            )
        for value, source in (("coefficient", "coefficient_source"), ("norm_kg", "norm_source")):
            if getattr(self, value) is None:
                continue
            if getattr(self, source) not in {"assumption", *_sources()}:
                raise ValueError(
                    f"{source} is {getattr(self, source)!r}; write a source_id of the table "
                    "sources, or assumption"
                )
        there = known_coefficient(self.item, self.form)
        if self.coefficient is not None and there is not None:
            raise ValueError(
                f"coefficient of {self.item}: {there.value:.4g} of {there.source_id} is known "
                f"already; {_ELSEWHERE}"
            )
        if self.norm_kg is not None and (norm := known_norm(self.item)) is not None:
            raise ValueError(f"norm of {self.item}: {norm} has one already; {_ELSEWHERE}")
        return self


class RoundDefinition(BaseModel):
    """What the bureau decides before it opens a round."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    name: Annotated[str, Field(min_length=3, max_length=80)]
    rehearsal: bool = False
    deadline: AwareDatetime
    year: Annotated[int, Field(ge=2000, le=2100)]
    first_month: Annotated[int, Field(ge=1, le=12)] = 1
    last_month: Annotated[int, Field(ge=1, le=12)] = 12
    later_periods: Annotated[list[PeriodDefinition], Field(max_length=MOST_PERIODS - 1)] = []
    items: Annotated[list[ItemDefinition], Field(min_length=1, max_length=_MOST_ITEMS)]

    @model_validator(mode="after")
    def _fits_together(self) -> RoundDefinition:
        if self.first_month > self.last_month:
            raise ValueError("first_month comes after last_month; write them in their order")
        rows = Counter((each.sheet, each.item) for each in self.items)
        for (sheet, item), times in rows.items():
            if times > 1:
                raise ValueError(f"{item} stands {times} times in the sheet {sheet}; write it once")
        if twice := overlapping(self.periods):
            one, other = (f"{each.year} {each.first_month}-{each.last_month}" for each in twice)
            raise ValueError(f"periods {one} and {other} overlap; ask for each month once")
        for sheet, n in Counter(each.sheet for each in self.items).items():
            if n * len(self.periods) > MOST_BLOCKS:
                raise ValueError(
                    f"{n} items in {len(self.periods)} periods are too many for the sheet {sheet}; "
                    f"write at most {MOST_BLOCKS // len(self.periods)}"
                )
        return self

    @property
    def periods(self) -> tuple[Period, ...]:
        """Every period, in the order of the forms."""
        first = Period(self.year, self.first_month, self.last_month)
        return (first, *(each.period for each in self.later_periods))


def _commodities() -> list[str]:
    return sorted(tables.load("commodities")["commodity"].astype(str))


def _sources() -> set[str]:
    # Of the curated register: a receipt is the source of a figure, not of a coefficient.
    return set(tables.curated("sources")["source_id"].astype(str))


def open_round(actor: Actor, definition: RoundDefinition, write_key: str | None = None) -> Round:
    """Open a round; offices can hand in from now on. The same key twice is one round.

    Raises
    ------
    AccessError, PastDeadlineError, StoreError
        Nothing was opened then.
    """
    access.require(actor, "open", Subject("round"))
    if definition.deadline <= datetime.now(UTC):
        raise PastDeadlineError
    opened = Round(
        round_id=new_id(6),
        name=definition.name,
        rehearsal=definition.rehearsal,
        deadline=definition.deadline.astimezone(UTC).replace(tzinfo=None),
        year=definition.year,
        first_month=definition.first_month,
        last_month=definition.last_month,
        opened_at=now(),
        opened_by=actor.credential_id,
        items=tuple(RoundItem(**each.model_dump()) for each in definition.items),
        later_periods=definition.periods[1:],
    )
    return round_store().begin(opened, write_key)


def close_round(actor: Actor, round_id: str, reason: str) -> None:
    """End a round for everybody; what was handed in stays as it is.

    Raises
    ------
    AccessError, ReasonError, StoreError
        Nothing was closed then.
    """
    access.require(actor, "close", Subject("round"))
    round_store().tell(
        round_id, RoundEvent("closed", _said(reason), now(), credential_id=actor.credential_id)
    )


def reopen_round(actor: Actor, round_id: str, regency_code: str | None, reason: str) -> None:
    """Let one regency (or all) hand in again after the end, for a reason that is kept.

    Raises
    ------
    AccessError, ReasonError, StoreError
        Nothing was reopened then.
    """
    access.require(actor, "reopen", Subject("round"))
    event = RoundEvent(
        *("reopened", _said(reason), now()),
        regency_code=regency_code,
        credential_id=actor.credential_id,
    )
    round_store().tell(round_id, event)


def discard_round(actor: Actor, round_id: str, reason: str) -> None:
    """Throw a rehearsal away: it takes nothing more, and its figures count nowhere.

    It is kept with all that was handed in, for the history alone.

    Raises
    ------
    AccessError, NotARehearsalError, ReasonError, StoreError
        Nothing was thrown away then.
    """
    access.require(actor, "discard", Subject("round"))
    said = _said(reason)
    asked = round_store().load(round_id)
    if not asked.rehearsal:
        raise NotARehearsalError
    if not asked.discarded:  # a second click throws away nothing
        round_store().tell(
            round_id, RoundEvent("discarded", said, now(), credential_id=actor.credential_id)
        )


def _said(reason: str) -> str:
    """A reason without the blanks around it."""
    said = reason.strip()
    if not SHORTEST_REASON <= len(said) <= LONGEST_REASON:
        raise ReasonError
    return said


def load_round(round_id: str) -> Round:
    """A round by its id; ``StoreError("no_round")`` when there is none."""
    return round_store().load(round_id)


def round_of(key: SheetKey) -> Round:
    """The round of a sheet.

    Raises
    ------
    StoreError
        ``no_round``, or ``no_sheet`` where the round asks no such thing.
    """
    asked = round_store().load(key.round_id)
    if key.sheet not in asked.sheets or key.regency_code not in _regency_codes():
        raise StoreError("no_sheet", **key._asdict())
    return asked


def all_rounds() -> list[Round]:
    """Every round that is not thrown away, the one opened last first; anybody may know of them."""
    return [each for each in round_store().list() if not each.discarded]


def discarded_rounds() -> list[Round]:
    """The rehearsals that were thrown away, for the history."""
    return [each for each in round_store().list() if each.discarded]


def askable(sheet: str) -> list[tuple[str, str | None]]:
    """The commodities that a sheet can ask about, each with the forms in which it is counted.

    Trade is asked about everything; a commodity for which no form is known stands without one.
    """
    table = tables.load("commodities")
    groups = _GROUPS.get(sheet)
    wanted = table if groups is None else table[table["group"].isin(groups)]
    production, conversions = tables.load("production"), tables.load("conversions")
    counted = (
        production[(production["measure"] == "production") & (production["unit"] == "t")],
        conversions[conversions["coefficient"] == "conversion"].assign(
            form=lambda rows: rows["from_form"]
        ),
        tables.load("consumption"),
    )
    forms: dict[str, set[str]] = {}
    for rows in counted:
        for commodity, form in zip(rows["commodity"], rows["form"], strict=True):
            forms[str(commodity)] = forms.get(str(commodity), set()) | {str(form)}
    found: list[tuple[str, str | None]] = []
    for commodity in sorted(wanted["commodity"].astype(str)):
        known = sorted(forms.get(commodity, set()) - _NO_FORMS)
        found += [(commodity, form) for form in known] or [(commodity, None)]
    return found


def unit_asked(item: str, form: str | None) -> Unit:
    """In what an item is counted unless a definition says it: animals in head, all else in tonnes.

    Without a form the register of commodities says whether it is counted in head.
    """
    table = tables.load("commodities")
    by_head = set(table.loc[table["base_unit"].eq("head"), "commodity"])
    return "head" if counts_heads(form) or (form is None and item in by_head) else "t"


def accepts_any(asked: Round) -> bool:
    """Whether anybody can hand in now."""
    return any(is_open(asked, key) for key in sheet_keys(asked))


def sheet_of(group: str) -> str:
    """Whose business the commodities of a group are; that of trade where nobody else's."""
    return next((sheet for sheet, groups in _GROUPS.items() if group in groups), "trade_stock")


def is_open(asked: Round, key: SheetKey, at: datetime | None = None) -> bool:
    """Whether this sheet can be handed in now: the last thing that was decided about it counts.

    The deadline ends a round by itself; a reopening holds until the next closing. A rehearsal that
    was thrown away is never opened again.
    """
    if asked.discarded:
        return False
    moment = at or now()
    open_now = moment <= asked.deadline
    for event in asked.events:
        if event.kind == "closed":
            open_now = False
        elif event.kind == "reopened" and event.regency_code in (None, key.regency_code):
            # Reopened before its deadline, a round still ends at it.
            open_now = event.at > asked.deadline or moment <= asked.deadline
    return open_now


def let_in_late(asked: Round, key: SheetKey, at: datetime) -> RoundEvent | None:
    """The reopening, with its reason, without which a sheet could not be handed in at a moment."""
    ended, found = False, None
    for event in (each for each in asked.events if each.at <= at):
        mine = event.kind == "reopened" and event.regency_code in (None, key.regency_code)
        if event.kind == "closed":
            ended, found = True, None
        elif mine and (ended or event.at > asked.deadline):
            ended, found = False, event
    return found


def sheet_keys(asked: Round) -> list[SheetKey]:
    """Every sheet of every regency."""
    return [
        SheetKey(asked.round_id, code, sheet)
        for code in sorted(_regency_codes())
        for sheet in asked.sheets
    ]


@once_per_edition(maxsize=1)  # asked at every request of every office
def _regency_codes() -> frozenset[str]:
    return frozenset(tables.load("regencies")["regency_code"].astype(str))


def _explained(error: ValidationError) -> str:
    return "\n".join(
        f"{'.'.join(str(part) for part in each['loc']) or 'round'}: {each['msg']}"
        f" (found: {each['input']!r})"
        for each in error.errors(include_url=False)
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """List, open, close and reopen rounds of collecting figures; throw a rehearsal away."""
    parser = argparse.ArgumentParser(prog="python -m services.rounds", description=main.__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="all rounds, the newest first")
    opening = commands.add_parser("open", help="open the round that a file describes")
    opening.add_argument("file", type=Path)
    for name in ("close", "reopen", "discard"):
        ending = commands.add_parser(name, help=f"{name} a round")
        ending.add_argument("round_id")
        if name == "reopen":
            ending.add_argument("regency", nargs="?", help="all regencies without it")
        ending.add_argument("--reason", required=True)
    asked = parser.parse_args(arguments)
    try:
        return _obey(asked)
    except ValidationError as error:
        print(_explained(error), file=sys.stderr)
    except (
        *(StoreError, AccessError, PastDeadlineError, NotARehearsalError, ReasonError),
        *(OSError, UnicodeDecodeError),
    ) as error:
        print(error, file=sys.stderr)
    return 1


def _obey(asked: argparse.Namespace) -> int:
    administrator = Actor("administrator")
    match asked.command:
        case "open":
            definition = RoundDefinition.model_validate_json(asked.file.read_text("utf-8"))
            print(open_round(administrator, definition).round_id)
        case "close":
            close_round(administrator, asked.round_id, asked.reason)
        case "discard":
            discard_round(administrator, asked.round_id, asked.reason)
        case "reopen":
            code = asked.regency and names_known().find(asked.regency)
            if asked.regency and code is None:
                print(
                    f"{asked.regency!r} is no regency; write its name, its BPS code (5304) or its "
                    "Kemendagri code (53.02)",
                    file=sys.stderr,
                )
                return 1
            reopen_round(administrator, asked.round_id, code, asked.reason)
        case _:
            for each in round_store().list():
                kind = "rehearsal" if each.rehearsal else "real"
                kind = f"{kind}, thrown away" if each.discarded else kind
                years = ", ".join(map(str, each.years))
                print(f"{each.round_id}  {each.name}  {years}  {kind}  {each.deadline} UTC")
    return 0


if __name__ == "__main__":
    log.set_up()
    sys.exit(main())
