"""What the form of a scenario offers is made once, in each language by itself."""

from collections.abc import Callable

import pytest

from analysis.scenario.presets import with_preset
from analysis.scenario.scenario import Scenario
from ntt_data.tables import load
from publishing import scenario_words
from publishing.language import speaking
from publishing.listings import scenario_form


@pytest.mark.parametrize(
    "make",
    [
        scenario_form.presets,
        scenario_form.closure_events,
        scenario_form.cost_parameters,
        lambda: scenario_form.eaten_out_notes("rice"),
    ],
    ids=["presets", "events", "cost", "eaten out"],
)
def test_it_is_made_once_per_language(make: Callable[[], object]) -> None:
    with speaking("id"):
        indonesian = make()
        assert indonesian
        assert make() is indonesian
    with speaking("en"):
        assert make() != indonesian


@pytest.mark.parametrize("language", ["id", "en"])
def test_presets_and_events_say_what_their_tables_say(language: str) -> None:
    presets, events = load("scenario_presets"), load("closure_events")
    with speaking(language):  # type: ignore[arg-type]
        for preset, rows in presets.groupby("preset"):
            name = rows.iloc[0][f"name_{language}"]
            assert scenario_form.presets()[str(preset)].name == name
            begun = scenario_form.begun_with(str(preset), "rice", 2022)
            assert begun == with_preset(Scenario(name, "rice", 2022), presets, str(preset), name)
        for row in events.to_dict("records"):
            assert scenario_words.event(row["event"]) == row[f"name_{language}"]
    assert scenario_words.event("none of them") == "none of them"
