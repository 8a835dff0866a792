"""What the form of a scenario offers to choose from, and what stands beside it.

It is drawn anew at every click, and only a new edition changes what it offers.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.scenario.presets import with_preset
from analysis.scenario.scenario import Scenario
from ntt_data.editions import once_per_edition
from ntt_data.tables import load
from publishing import scenario_words
from publishing.formats import number
from publishing.language import _, current_language, localised, once_per_language
from publishing.markdown_text import plain


@dataclass(frozen=True, eq=False)
class Preset:
    """A ready-made assumption: its rows, its name and what each row rests on."""

    preset: str
    name: str
    rows: pd.DataFrame
    notes: tuple[str, ...]

    def added_to(self, scenario: Scenario) -> Scenario:
        """The scenario with this assumption beside its own."""
        return with_preset(scenario, self.rows, self.preset, self.name)


@once_per_language(maxsize=1)
def presets() -> dict[str, Preset]:
    """Ready-made assumptions by id, in the order of their table."""
    return {
        str(preset): Preset(
            *(str(preset), str(rows[localised("name")].iloc[0]), rows),
            tuple(
                plain(f"{note} {scenario_words.basis(source_ids)}")
                for note, source_ids in zip(
                    rows[localised("note")], rows["source_ids"], strict=True
                )
            ),
        )
        for preset, rows in load("scenario_presets").groupby("preset", sort=False)
    }


@once_per_language(maxsize=256)
def begun_with(preset: str, commodity: str, year: int) -> Scenario:
    """A new scenario of one ready-made assumption, under its name."""
    chosen = presets()[preset]
    return chosen.added_to(Scenario(chosen.name, commodity, year))


@once_per_language(maxsize=64)
def eaten_out_notes(commodity: str) -> tuple[str, ...]:
    """What the usual share eaten outside the home rests on."""
    rows = load("conversions")
    rows = rows[(rows["coefficient"] == "eaten_out") & (rows["commodity"] == commodity)]
    notes = rows["note_en" if current_language() == "en" else "note"]
    return tuple(
        plain(f"{note}. {scenario_words.basis(source_ids)}")
        for note, source_ids in zip(notes, rows["source_id"], strict=True)
    )


@once_per_language(maxsize=1)
def closure_events() -> dict[str, str]:
    """Events that close edges, each with what is known of it."""
    return {
        row["event"]: plain(f"{row[localised('note')]} {scenario_words.basis(row['source_ids'])}")
        for row in load("closure_events").to_dict("records")
    }


@once_per_edition(maxsize=1)
def usable_edges() -> tuple[str, ...]:
    """Edges that the network uses; ferries and ships first, they are closed most often."""
    edges = load("transport_edges")
    used = edges[edges["preferred"].eq(1) & edges["cargo"].astype(bool)]
    at_sea = used["mode"].isin(["ferry", "ship"])
    return (*used.loc[at_sea, "edge_id"], *used.loc[~at_sea, "edge_id"])


@dataclass(frozen=True)
class CostParameter:
    """The baseline's value of a cost parameter, and that with its plausible limits in words."""

    value: float
    about: str


@once_per_language(maxsize=1)
def cost_parameters() -> dict[str, CostParameter]:
    """Cost parameters by name, in the order of their table."""
    return {
        row["parameter"]: CostParameter(
            float(row["value"]),
            _(
                "Baseline {value}; plausible {low} to {high}. {note}",
                value=number(row["value"]),
                low=number(row["low"]),
                high=number(row["high"]),
                note=row[localised("note")],
            ),
        )
        for row in load("cost_parameters").to_dict("records")
    }
