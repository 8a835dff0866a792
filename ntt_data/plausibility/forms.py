"""Forms of a good that no conversion leads from, so that no balance counts their tonnes."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ntt_data.intake.cells import FIRST_LINE
from ntt_data.problems import Problem


def not_convertible(tables: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Tonnes produced in a form that no conversion of their commodity leads from.

    A commodity without any conversion has no balance that could miss them, and is not asked.
    """
    if not {"production", "conversions"} <= set(tables):
        return []
    conversions = tables["conversions"]
    conversions = conversions[conversions["coefficient"].eq("conversion")]
    rows = tables["production"].dropna(subset=["value"])
    rows = rows[rows["measure"].eq("production") & rows["unit"].eq("t")]
    problems = []
    for commodity, known in conversions.groupby("commodity")["from_form"]:
        counted = sorted(known.unique())
        outside = rows[rows["commodity"].eq(commodity) & ~rows["form"].isin(counted)]["form"]
        problems += [
            Problem(
                "production.csv",
                "form_not_convertible",
                int(index) + FIRST_LINE,
                "form",
                form,
                f"{commodity}: {', '.join(counted)}",
            )
            for index, form in zip(outside.index.tolist(), outside.tolist(), strict=True)
        ]
    return problems
