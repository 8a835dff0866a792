"""Names of files in the reader's language: what, of which commodity and year, which edition, when.

A button knows its table by a key ("balance-rice-2023"). The key's words are said in the reader's
language, and a mark of the content ends the name: two tables that differ never bear one name. What
is not in a table (the regency that a picture marks) is said by ``about``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import UTC, datetime

import pandas as pd

from analysis.scenario.scenario import Scenario
from geo.places import regency_names
from ntt_data.editions import current
from ntt_data.schema import table_names
from publishing.briefing.card import Card
from publishing.briefing.model import Briefing
from publishing.deck.model import Deck
from publishing.formats import WITA
from publishing.language import _
from publishing.names import commodity_name
from publishing.table_view import table_title

_LONGEST = 90


def file_name(
    key: str,
    ending: str,
    made_at: datetime,
    content: str = "",
    about: str = "",
    size: str = "",
) -> str:
    """What a file is called: ``neraca-beras-2023_edisi-3f9c21d0-0_2026-11-29_8c1e.xlsx``.

    Parameters
    ----------
    key
        The table's key on its page.
    ending
        Kind of the file: ``xlsx``, ``csv``, ``png``, ``svg``, ``zip``.
    made_at
        In UTC; the name has the day by the province's clocks.
    content
        Mark of what is in it, see ``content_mark``.
    about
        What the key does not say: the name of a scenario.
    size
        Of a picture, in words.
    """
    there = made_at.replace(tzinfo=UTC).astimezone(WITA)
    what = "-".join(filter(None, [said(key), slug(about)]))[:_LONGEST].strip("-")
    edition = slug(_("edition") + f" {current()}")
    parts = [what, slug(size), edition, f"{there:%Y-%m-%d}", content]
    return f"{'_'.join(filter(None, parts))}.{ending}"


def briefing_file_name(told: Briefing, ending: str, mark: str, page: int | None = None) -> str:
    """What the file of a briefing is called: ``daerah-manggarai-barat_8c1e.pdf``.

    ``mark`` is of the content. Neither edition nor day is in it: the file has none either, and who
    takes it again while nothing has changed gets the same name. ``page``: a picture of one page.
    """
    number = "" if page is None else f"-{page}"
    return f"{_subject(told)}{number}_{mark}.{ending}"


def deck_file_name(told: Deck, ending: str, mark: str) -> str:
    """What the file of a deck is called: ``salindia-daerah-manggarai-barat_8c1e.pptx``."""
    return f"{slug(_('slides'))}-{_subject(told)}_{mark}.{ending}"


def card_file_name(told: Card, mark: str) -> str:
    """What the card of a regency is called: ``kartu-manggarai-barat_8c1e.png``."""
    kind = _("card")
    return f"{slug(kind)}-{slug(regency_names()[told.key])}_{mark}.png"


def _subject(told: Briefing | Deck) -> str:
    kind, name = {
        "regency": (_("regency"), regency_names().get(told.key, told.key)),
        "commodity": (_("commodity"), commodity_name(told.key)),
        "scenario": (_("scenario"), told.scenario),
        "province": (_("province"), "NTT"),
        "zone": (_("zone"), told.key),
        "road_map": (_("road map of ME NTT"), ""),
    }[told.kind]
    return "-".join(filter(None, [kind, slug(name)]))[:_LONGEST].strip("-")


def content_mark(table: pd.DataFrame) -> str:
    """Four signs that differ where the content of a table does."""
    digest = hashlib.sha256("\x1f".join(map(str, table.columns)).encode())
    digest.update(pd.util.hash_pandas_object(table.astype("str"), index=False).to_numpy().tobytes())
    return digest.hexdigest()[:4]


def of_scenario(scenario: Scenario, title: str = "") -> str:
    """What a file says of the scenario that it is of: title, else name, commodity and year."""
    named = title or scenario.name
    return f"{named} {commodity_name(scenario.commodity)} {scenario.year}".strip()


def slug(text: str) -> str:
    """Small letters and digits with hyphens between: what every file system takes.

    >>> slug("Skenario: El Niño 2023 (kering)")
    'skenario-el-nino-2023-kering'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def said(key: str) -> str:
    """A key in the reader's language, as a part of a file's name."""
    stem = stem_of(key)
    if stem is None:
        return slug(_part(key))
    rest = key[len(stem) :].strip("-")
    words = table_title(stem) if stem in table_names() else _stems()[stem]
    return "-".join(filter(None, [slug(words), *(slug(_part(one)) for one in rest.split("-"))]))


def stem_of(key: str) -> str | None:
    """The longest known beginning of a key; ``None`` where nobody has said what it holds."""
    known = [*_stems(), *table_names()]
    fitting = [each for each in known if key == each or key.startswith(f"{each}-")]
    return max(fitting, key=len, default=None)


def _part(part: str) -> str:
    words = {
        "all": _("all"),
        "swapped": _("swapped"),
        "ntt": "NTT",
        "limited": _("limited"),
        "newest": _("newest year"),
        "goods": _("goods"),
        "services": _("services"),
        "table": _("table"),
    }
    if part in words:
        return words[part]
    return regency_names().get(part) or commodity_name(part)


def _stems() -> dict[str, str]:
    """What the tables of the pages hold, by the beginning of their keys."""
    return {
        "agreed": _("agreements"),
        "decisions": _("decisions of meetings"),
        "cases": _("cases of the cooperation desk"),
        "register": _("cooperation register"),
        "road-map-timeline": _("road map of ME NTT by date"),
        "register-years": _("cooperation register by year"),
        "case_events": _("events of a cooperation"),
        "deliveries": _("obligations and deliveries"),
        "deliveries-month": _("owed and reported by month"),
        "reports": _("reports of deliveries"),
        "yearly-report": _("yearly report of cooperation"),
        "deck": _("slides"),
        "agreements": _("agreements"),
        "alternatives": _("match compared with other ways"),
        "animals": _("animals"),
        "anomalies-register": _("anomalies of the documents"),
        "answer": _("answer in one picture"),
        "answer-map": _("map in one picture"),
        "answer-pairs": _("pairs in one picture"),
        "answer-scenario": _("scenario in one picture"),
        "balance": _("balance"),
        "balance-table": _("balance"),
        "balances": _("balances"),
        "calibration": _("test of the words of certainty"),
        "calibration-baseline": _("test of simple forecasts"),
        "capital-costs": _("freight between capitals"),
        "carried": _("pairs whose prices cover the freight"),
        "checks-by-kind": _("checks by kind"),
        "closure-changes": _("effects of a closure"),
        "clusters": _("clusters"),
        "compared-balances": _("balances compared"),
        "compared-exchange": _("exchange between two"),
        "compared-figures": _("key figures compared"),
        "compared-kpju": _("KPJu compared"),
        "compared-prices": _("prices compared"),
        "compared-sectors": _("sectors compared"),
        "complementary": _("complementary pairs"),
        "cost-parameters": _("cost assumptions"),
        "coverage": _("coverage of the data"),
        "delivered": _("delivered prices"),
        "everything": _("all data"),
        "exact": _("balances"),
        "ferry-loads": _("cargo of the ferries"),
        "ferry-pairs": _("pairs changed by the ferries' room"),
        "ferry-rooms": _("room of the ferries"),
        "ferry-table": _("cargo of the ferries"),
        "ferry-unmet": _("deficits under the ferries' room"),
        "figures": _("key figures"),
        "figures-left-out": _("figures left out"),
        "findings": _("findings of the report"),
        "first-screen": _("figures of the first screen"),
        "first-steps": _("first steps"),
        "flagship-bars": _("flagships of the zones"),
        "flagships": _("flagships of the zones"),
        "flow-checks": _("flows beside reports"),
        "forcing": _("pairs in no best answer"),
        "gaps": _("data not yet available"),
        "goods-measured": _("goods of the lists that are measured"),
        "herds": _("herds"),
        "indicators": _("figures printed in the report"),
        "inputs": _("inputs of the balance"),
        "intervals": _("certainty of the balance"),
        "known": _("what is known"),
        "kpju": _("KPJu"),
        "lists": _("lists of the report"),
        "lookup": _("a pair looked up"),
        "map": _("map"),
        "map-clusters": _("map of clusters"),
        "map-complementary": _("map of complementary pairs"),
        "map-ferries": _("map of the ferries' cargo"),
        "map-flagship": _("map of the zones' flagships"),
        "map-flow-checks": _("map of flows beside reports"),
        "map-item": _("map of a KPJu"),
        "map-network": _("map of the network"),
        "map-path": _("map of a path"),
        "map-regency": _("map of a regency"),
        "map-reported-flows": _("map of reported flows"),
        "map-cases": _("map of cooperation"),
        "map-similar": _("map of similar pairs"),
        "map-zones": _("map of the zones"),
        "market": _("price gap and freight"),
        "members": _("members"),
        "missing": _("missing inputs"),
        "modelled-pairs": _("modelled pairs beside reports"),
        "months": _("prices by month"),
        "near": _("pairs within dearer freight"),
        "need": _("need"),
        "network-edges": _("edges of the network"),
        "network-nodes": _("places of the network"),
        "never-used": _("gateways that the model does not use"),
        "not-compared": _("published and not compared"),
        "one-sided": _("production without a balance"),
        "outlook-weights": _("weights of the outlooks"),
        "pair-support": _("pairs and prices"),
        "pairs": _("pairs"),
        "pairs-map": _("pairs"),
        "partners": _("partners"),
        "path": _("path"),
        "population-series": _("population series"),
        "price-freight": _("prices and freight"),
        "printed": _("figures printed in the report"),
        "profile": _("profile"),
        "profile-kpju": _("KPJu"),
        "published-checks": _("published figures beside the model"),
        "published-checks-table": _("published figures beside the model"),
        "queue": _("to be reviewed"),
        "rice-and-staples": _("rice and all staples"),
        "road-map": _("road map of ME NTT"),
        "robust": _("how firm the pairs are"),
        "round": _("progress of a round"),
        "scenario": _("scenario"),
        "scenario-assumptions": _("assumptions of the scenarios"),
        "scenario-balances": _("balances of the scenarios"),
        "scenario-demand": _("extra demand of the scenario"),
        "scenario-pairs": _("pairs of the scenario"),
        "scenario-totals": _("totals of the scenarios"),
        "sector-borda": _("ranking of the sectors"),
        "sector-matrix": _("ranks of the sectors"),
        "sector-shift": _("first sectors since 2013"),
        "sectors": _("sectors"),
        "shadow": _("what one more tonne would be worth"),
        "shared": _("shared KPJu"),
        "shared-items": _("shared KPJu"),
        "shipments": _("quotas and shipments"),
        "similar": _("similar pairs"),
        "sources-register": _("register of sources"),
        "stock": _("stock board"),
        "stock-board": _("whole stock board"),
        "stock-lacks": _("stock board, lacking"),
        "stock-offers": _("stock board, offered"),
        "swaps": _("swapped pairs"),
        "tables-covered": _("coverage of the tables"),
        "tornado": _("what turns the balance"),
        "uncertainty-spreads": _("how far off figures may be"),
        "unmet": _("where deficits are met from"),
        "unmet-scenario": _("where deficits are met from, in the scenario"),
        "unpaired": _("goods without a pair"),
        "unsold": _("what surplus regencies send and keep"),
        "values": _("values of the map"),
        "why": _("alternatives of a pair"),
        "yearly-prices": _("prices of a year"),
        "zone-choices": _("flagships chosen by the zones"),
        "zone-seats": _("seats of the zones"),
        "zones": _("zones"),
    }
