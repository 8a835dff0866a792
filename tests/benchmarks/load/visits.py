"""What people do on a page, and the page of the rival on which they do the same.

Everybody takes the same actions in turn but begins with another one: eighty people do not all
change the year in the same five seconds.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass

from tests.benchmarks.load.crowd import Act
from tests.benchmarks.load.session import Answer, Session

#: The regencies that the visitors click, as on the map.
CODES = [f"53{number:02d}" for number in range(1, 22)] + ["5371"]
INDICATORS = [
    "Kecukupan komoditas",
    "Neraca komoditas",
    "Produksi komoditas",
    "Penduduk",
    "Kepadatan penduduk",
]
#: Of a list's options: all, the four newest years or the four objectives, all but "none".
_ALL, _FIRST, _ANY = slice(None), slice(4), slice(1, None)


@dataclass(frozen=True)
class Visit:
    """A page and the actions of its visitors, in turn."""

    page: str
    act: Act

    @property
    def name(self) -> str:
        """The page's address, or what stands instead of one."""
        return self.page or self.act.__name__.removeprefix("on_")

    async def enter(self, address: str) -> Session:
        """Open the page in Indonesian, as most visitors do."""
        session, _answer = await Session.open(address, self.page)
        return session


async def _click(session: Session, code: str) -> Answer:
    return await session.answer_component(
        session.find("component_instance"), json.dumps({"regency_code": code})
    )


async def _choose_another(
    session: Session, label: str, chance: random.Random, wanted: slice = _ALL
) -> Answer:
    """One of the wanted options: whoever takes what stands in a list sends nothing."""
    widget = session.find("selectbox", label)
    others = set(session.others(widget))
    return await session.choose(
        widget, chance.choice([each for each in widget.options[wanted] if each in others])
    )


async def on_map(session: Session, visitor: int, done: int) -> Answer:
    """Two clicks on regencies, then another indicator; every visitor at another place."""
    chance = random.Random(f"{visitor} {done}")
    if (done + visitor) % 3 == 2:
        widget = session.find("selectbox", "Yang ditampilkan")
        wanted = set(INDICATORS) & set(session.others(widget))
        return await session.choose(widget, chance.choice(sorted(wanted)))
    return await _click(session, chance.choice(CODES))


async def on_matcher(session: Session, visitor: int, done: int) -> Answer:
    """Clicks on the map of balances, another year, another objective, in turn."""
    chance = random.Random(f"{visitor} {done}")
    if (done + visitor) % 4 == 1:
        return await _choose_another(session, "Tahun", chance, _FIRST)
    if (done + visitor) % 4 == 3:
        return await _choose_another(session, "Tujuan", chance, _FIRST)
    return await _click(session, chance.choice(CODES))


async def on_profile(session: Session, visitor: int, done: int) -> Answer:
    """Another regency, another year, what stands behind a section, in turn."""
    chance = random.Random(f"{visitor} {done}")
    turn = (done + visitor) % 3
    if turn == 0:
        return await _choose_another(session, "Daerah", chance)
    if turn == 1:
        return await _choose_another(session, "Tahun", chance, _FIRST)
    return await _open_fold(session, chance)


async def on_commodity(session: Session, visitor: int, done: int) -> Answer:
    """Another commodity, its year or else one more commodity, what stands in a fold, in turn."""
    chance = random.Random(f"{visitor} {done}")
    turn = (done + visitor) % 3
    years = session.look_for("selectbox", "Tahun")
    if turn == 1 and years is not None:  # of most commodities no year is known
        return await session.choose(years, chance.choice(session.others(years)))
    if turn != 2:
        widget = session.find("selectbox", "Komoditas")
        return await session.choose(widget, chance.choice(session.others(widget)))
    return await _open_fold(session, chance)


async def on_scenarios(session: Session, visitor: int, done: int) -> Answer:
    """Begin with a ready-made assumption, change year and harvest, throw it away, in turn."""
    chance = random.Random(f"{visitor} {done}")
    begin = session.look_for("button", "Mulai dengan ini")
    if begin is not None:
        return await session.press(begin)
    turn = (done + visitor) % 4
    if turn == 0:
        return await _choose_another(session, "Tujuan", chance, _FIRST)
    if turn == 1:
        return await _choose_another(session, "Tahun data", chance, _FIRST)
    if turn == 2:
        field = session.find("text_input", "Perubahan dalam persen")
        return await session.write(field, str(chance.randrange(-60, 65, 5)))
    return await session.press(session.find("button", "Batalkan perubahan"))


async def _open_fold(session: Session, chance: random.Random) -> Answer:
    folds = [each for each in session.widgets.values() if each.kind == "expandable"]
    return await session.turn(chance.choice(folds), True)


async def on_rival(session: Session, visitor: int, done: int) -> Answer:
    """The same as ``on_map`` on the rival's page, where a click sends what st_folium sends."""
    chance = random.Random(f"{visitor} {done}")
    if (done + visitor) % 3 == 2:
        widget = session.find("selectbox", "Yang ditampilkan")
        return await session.choose(widget, chance.choice(session.others(widget)))
    lat, lng = -9.0 - chance.random(), 120.0 + 4 * chance.random()
    clicked = {"last_object_clicked": {"lat": lat, "lng": lng}}
    return await session.answer_component(session.find("component_instance"), json.dumps(clicked))


async def on_floor(session: Session, visitor: int, done: int) -> Answer:
    """Another choice on the page that has nothing else."""
    widget = session.find("selectbox", "")
    return await session.choose(widget, widget.options[(visitor + done) % len(widget.options)])


async def at_wall(session: Session, visitor: int, done: int) -> Answer:
    """Nothing but looking: the wall of the newest round asks for itself."""
    return await session.renew()


async def on_stock(session: Session, visitor: int, done: int) -> Answer:
    """Two regencies that look what would reach them, then another commodity, in turn."""
    chance = random.Random(f"{visitor} {done}")
    if (done + visitor) % 3 == 2:
        widget = session.find("selectbox", "Komoditas")
        return await session.choose(widget, chance.choice(session.others(widget)))
    return await _choose_another(session, "Daerah Anda", chance, _ANY)


MAP = Visit("map", on_map)
MATCHER = Visit("matcher", on_matcher)
PROFILE = Visit("profile", on_profile)
COMMODITY = Visit("commodity", on_commodity)
SCENARIO = Visit("scenarios", on_scenarios)
RIVAL = Visit("", on_rival)
WALL = Visit("wall", at_wall)
STOCK = Visit("stock", on_stock)
FLOOR = Visit("", on_floor)
#: The product's pages that are measured beside the floor.
PAGES = (MAP, MATCHER, PROFILE, COMMODITY, SCENARIO)
