"""The built boundary layers of the 22 regencies of NTT, and what can be read off them.

Everything here reads files that ``python -m geo.build`` wrote into ``geo/boundaries/``; nothing is
computed from the full-resolution source at run time.

The polygons are for drawing. Areas for densities come from ``regencies.csv``: the polygons have the
vintage 2019/2020 and differ from the official areas (Sumba Barat 710 km2 here, 756 km2 official).
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

FOLDER = Path(__file__).resolve().parent / "boundaries"

#: Where the layers for the browser lie: the folder that the application serves as it is.
WEB_FOLDER = Path(__file__).resolve().parents[1] / "static" / "geo"

#: BPS codes of the 22 regencies, in the order of every layer.
REGENCY_CODES: tuple[str, ...] = tuple(str(code) for code in range(5301, 5322)) + ("5371",)

#: A DBF field name holds ten characters: this is what is left of ``regency_code``.
SHAPEFILE_CODE_FIELD = "regency_co"

#: Attribution line the licence asks for; behind the short form on every map, and in the README.
ATTRIBUTION_ID = (
    "Batas administrasi: BPS - Statistics Indonesia / UN OCHA, COD-AB Indonesia "
    "(berlaku 1 April 2020), Humanitarian Data Exchange, CC BY 3.0 IGO; "
    "digabung ke tingkat kabupaten/kota dan disederhanakan."
)
ATTRIBUTION_EN = (
    "Administrative boundaries: BPS - Statistics Indonesia / UN OCHA, COD-AB Indonesia "
    "(valid 1 April 2020), Humanitarian Data Exchange, CC BY 3.0 IGO; "
    "dissolved to regencies and simplified."
)
#: Short form for the corner of a small map; the long form and the licence stand behind it.
ATTRIBUTION_SHORT_ID = "BPS / UN OCHA COD-AB (CC BY 3.0 IGO), disederhanakan; Natural Earth"
ATTRIBUTION_SHORT_EN = "BPS / UN OCHA COD-AB (CC BY 3.0 IGO), simplified; Natural Earth"
LICENCE_URL = "https://creativecommons.org/licenses/by/3.0/igo/"


def load_label_points() -> pd.DataFrame:
    """Where the name of a regency is written: centre of the widest circle in its largest part.

    Returns
    -------
    DataFrame
        22 rows: ``regency_code`` (text), ``lat``, ``lon`` in degrees and ``radius_km``, the room
        around the point.
    """
    return pd.read_csv(FOLDER / "label_points.csv", dtype={"regency_code": str})
