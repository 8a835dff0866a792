"""The road map on paper: what everybody may see of it, by day and zone by zone.

It is read anew whenever it is asked for: cases, choices, rounds and decisions make no edition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from ntt_data.editions import current
from ntt_data.schema import data_date
from publishing.briefing.basis import register_basis
from publishing.briefing.model import Basis, Block, Briefing, Finding, Note, Picture, Section, Table
from publishing.charts.road_map import days_together, timeline
from publishing.language import _, current_language
from publishing.listings.road_map import Line, dated_line, road_map_table
from publishing.sentences import road_map as told
from services.access import Actor
from services.decisions import today
from services.desk import road_map
from services.desk.missing_figures import Gap
from services.desk.road_map import Item
from services.desk.road_map_lines import line_of, once
from services.zone_names import zone_names

KEY = "ntt"
_SHOWN = ("what", "owner", "until")


def road_map_briefing() -> Briefing:
    """The public road map; ``StoreError`` where the database cannot be asked."""
    on, names = today(), zone_names()
    found = road_map.items(Actor("reader"))
    lines = [line_of(each, names, on) for each in found]
    gaps = [each.what for each in found if isinstance(each.what, Gap)]
    basis = register_basis(road_map.sources([each.commodity for each in gaps]))
    dated = [each for each in lines if each.until is not None]
    counted = once(found, lines)
    n_dated = sum(each.until is not None for each in counted)
    owned = sum(bool(each.owner) for each in counted)
    overdue = sum(each.is_overdue for each in counted)
    asked = told.asked_note(sum(each.asked is not None for each in gaps), len(gaps))
    notes = [Note("method", each) for each in (told.public_note(), asked, told.gaps_rule()) if each]
    return Briefing(
        kind="road_map",
        key=KEY,
        title=_("Road map of ME NTT"),
        subtitle=told.headline(len(counted), n_dated, owned, overdue),
        sections=[
            _dates(lines, dated, on, basis),
            *_zones(found, lines),
            Section("how", _("How to read it"), notes),
        ],
        language=current_language(),
        edition=str(current()),
        data_date=data_date(),
        address="road_map",
    )


def _dates(lines: Sequence[Line], dated: Sequence[Line], on: date, basis: Basis) -> Section:
    title = told.timeline_told(len(dated), len(lines))
    if not dated:
        return Section("dates", _("By date"), [Note("missing", title)])
    remark = told.timeline_remark(days_together(lines, on))
    # Missing figures stand with their day below their zones: a round gives all of them one day.
    in_order = sorted(
        (each for each in dated if each.kind != "gap"), key=lambda each: each.until or date.max
    )
    blocks: list[Block] = [
        Picture(title, timeline(lines, on), title, basis),
        Note("method", f"{remark}."),
        *(Finding(dated_line(each)) for each in in_order),
    ]
    return Section("dates", title, blocks)


def _zones(found: Sequence[Item], lines: Sequence[Line]) -> list[Section]:
    sections = []
    pairs = zip(found, lines, strict=True)
    for zone_id, of_zone in groupby(pairs, key=lambda pair: pair[0].zone_id):
        items, mine = zip(*of_zone, strict=True)
        gaps = [each.what.commodity for each in items if isinstance(each.what, Gap)]
        basis = register_basis(road_map.sources(gaps)) if gaps else Basis()
        ready = road_map_table(mine)
        shown = replace(ready, columns={name: ready.columns[name] for name in _SHOWN})
        table = Table(mine[0].zone, shown, basis, most_rows=len(mine))
        sections.append(Section(f"zone-{zone_id}", mine[0].zone, [table]))
    return sections
