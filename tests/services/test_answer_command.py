"""``python -m services.answer``: what it prints, writes and refuses."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analysis.matching.match import match
from analysis.scenario.document import to_json
from analysis.scenario.scenario import Change, Scenario
from geo.places import gateways, place_names
from ntt_data import editions
from ntt_data.store import scenario_store
from publishing.formats import number
from publishing.language import speaking
from services.answer import evaluation
from services.answer.__main__ import main
from services.commands import UsageError, write_whole

ROOT = Path(__file__).parents[2]


def test_it_prints_balance_pairs_and_totals(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rice", "2022"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Beras 2022\n")
    # Golden values: BPS' paddy of 2022 converted, less the need of Dukcapil's population:
    # 268,894 people x 120.6064 kg of 2024 x 0.983655 for the province's level of 2022.
    assert "5315  Manggarai Barat         72.681         31.900      40.781  surplus" in told
    assert "Data tersedia untuk 21 dari 22 daerah. 1 daerah lagi diragukan." in told
    # Lembata's paddy of 2022 is 7 % of its other years: in brackets it counts, elsewhere not.
    assert re.search(r"Kekurangan NTT +127\.127 t \(138\.682 t\)", told)


def test_a_name_in_either_language_and_no_year_will_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["Beras", "--lang", "en"]) == 0
    newest = evaluation.balanced_commodities()["rice"][0]
    assert capsys.readouterr().out.startswith(f"Rice {newest}\n")


def test_the_document_holds_everything_behind_the_answer(tmp_path: Path) -> None:
    file = tmp_path / "answer.json"
    assert main(["rice", "2022", "--json", str(file)]) == 0
    document = json.loads(file.read_text(encoding="utf-8"))
    assert document["edition"] == str(editions.current())
    assert len(document["balance"]) == 22
    assert len(document["costs"]) == 22 * 21
    assert {row["gateway"] for row in document["outside_costs"]} == set(gateways())
    cited = {row["source_id"] for row in document["sources"]}
    assert {part for row in document["balance"] for part in row["source_ids"].split(";")} <= cited
    # Whoever has the document can solve the same problem and gets the same tonnes.
    again = match(
        pd.DataFrame(document["balance"]),
        pd.DataFrame(document["costs"]),
        pd.DataFrame(document["outside_costs"]),
    )
    kept = pd.DataFrame(document["flows"]).set_index(["origin", "destination"])["tonnes"]
    found = again.flows.set_index(["origin", "destination"])["tonnes"]
    assert kept.sort_index().to_dict() == pytest.approx(found.sort_index().to_dict())
    inside = [row["tonnes"] for row in document["flows"] if row["origin_kind"] == "regency"]
    assert document["totals"]["moved_t"] == pytest.approx(sum(inside))


def test_it_says_what_prices_carry_and_where_a_gateway_is_cheaper(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "answer.json"
    assert main(["rice", "2022", "--lang", "en", "--json", str(file)]) == 0
    told = capsys.readouterr().out
    assert "for the pairs shown are one choice." in told
    assert "Delivered, a gateway outside NTT is cheaper than the neighbour for" in told
    prices = json.loads(file.read_text(encoding="utf-8"))["prices"]
    whole, *supplies = prices["carried"]
    assert whole["supply"] is None
    assert whole["min_t"] <= whole["shown_t"] <= whole["max_t"] <= whole["total_t"]
    assert supplies
    assert all(row["gateway"] in gateways() for row in prices["delivered"])
    # Whoever has the file can count the months of every verdict again.
    gaps = pd.DataFrame(prices["gaps_by_month"])
    covers = gaps["after_freight_idr_per_kg"].ge(0).groupby([gaps["origin"], gaps["destination"]])
    judged = pd.DataFrame(prices["pairs"]).set_index(["origin", "destination"])
    # And so has whoever reads the terminal, month by month, a dash where no price is.
    assert told.count("Price gap after freight by month of") == gaps["month"].str[:4].nunique()
    first = gaps[gaps["month"].str.startswith("2024")].iloc[0]
    names = place_names()
    after = told.split("by month of 2024")[1].splitlines()[2:]
    row = next(
        line.split("  ")
        for line in after
        if line.startswith(names[first["origin"]]) and names[first["destination"]] in line
    )
    with speaking("en"):
        shown = number(first["after_freight_idr_per_kg"], 0)
    assert shown in [cell.strip() for cell in row]
    for pair, counted in covers.agg(["sum", "size"]).iterrows():
        assert judged.loc[pair, ["n_covers_freight", "n_months"]].tolist() == counted.tolist()


def test_unknown_is_null_and_not_zero(tmp_path: Path) -> None:
    file = tmp_path / "answer.json"
    assert main(["chili", "2022", "--json", str(file)]) == 0
    rows = json.loads(file.read_text(encoding="utf-8"))["balance"]
    unknown = [row for row in rows if row["balance_class"] == "unknown"]
    assert all(row["balance_t"] is None for row in unknown)
    expected = evaluation.baseline_answer("chili", 2022).balance.summary.n_unknown
    assert len(unknown) == expected


def test_a_scenario_comes_from_a_file_or_by_its_id(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drought = Scenario("Kering", "rice", 2022, production_changes=(Change("rice", "all", -20.0),))
    file = tmp_path / "drought.json"
    file.write_text(to_json(drought), encoding="utf-8")
    assert main(["--scenario", str(file)]) == 0
    from_file = capsys.readouterr().out
    assert "Skenario: Kering" in from_file
    link_id = scenario_store().create(json.loads(to_json(drought))).link_id
    assert main(["rice", "2022", "--scenario", link_id]) == 0
    assert capsys.readouterr().out == from_file
    assert main(["rice", "2021", "--scenario", link_id]) == 0
    assert "Beras 2021" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "code", "told"),
    [
        (["bersa", "2022"], 2, "'bersa' bukan komoditas; mungkin maksud Anda: beras"),
        (["maize", "2022"], 1, "Belum ada neraca jagung untuk 2022"),
        ([], 2, "misalnya: beras 2022"),
        (["--scenario", "nowhere/file.json"], 2, "Berkas nowhere/file.json tidak ada."),
        (["--scenario", "zzzzzzzz"], 2, "skenario tersimpan bernama zzzzzzzz"),
        (["rice", "2022", "--json", "/proc/nowhere/a.json"], 2, "/proc/nowhere/a.json tidak dapat"),
    ],
)
def test_what_cannot_be_answered_is_told(
    asked: list[str], code: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(asked) == code
    assert told in capsys.readouterr().err


def test_a_broken_file_is_told_by_field(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "broken.json"
    file.write_text('{"name": "x", "commodity": "rice", "year": "soon"}', encoding="utf-8")
    assert main(["--scenario", str(file)]) == 2
    assert capsys.readouterr().err.strip()


def test_a_file_of_version_1_tells_what_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, written = tmp_path / "lama.json", tmp_path / "answer.json"
    file.write_text('{"version": 1, "name": "Lama", "commodity": "rice", "year": 2022}')
    asked = ["--scenario", str(file), "--lang", "en"]
    assert main([*asked, "--json", str(written)]) == 0
    told = capsys.readouterr().out
    assert "it keeps that" in told
    assert "Rp 567/kg on supply by ship" in told
    document = json.loads(written.read_text(encoding="utf-8"))
    assert document["scenario"]["matching"]["objective"] == "least_cost"
    assert [change["kind"] for change in document["changed_from_document"]] == [
        *("objective_kept", "parameter_removed", "parameter_removed")
    ]
    assert main(["rice", "2022", "--lang", "en"]) == 0
    assert "margin of Rp" not in capsys.readouterr().out


def test_the_list_names_what_has_a_balance(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    for commodity, years in evaluation.balanced_commodities().items():
        line = next(line for line in told.splitlines() if line.startswith(commodity))
        assert all(str(year) in line for year in years)


def test_the_language_of_a_command_stays_its_own() -> None:
    with speaking("en"):
        assert main(["--list", "--lang", "id"]) == 0
        from publishing.language import _

        assert _("Totals") == "Totals"


@pytest.mark.deploy  # a process that takes seconds to begin
def test_it_runs_without_streamlit() -> None:
    script = (
        "import sys\n"
        "from services.answer.__main__ import main\n"
        "assert main(['rice', '2022']) == 0\n"
        "assert not [name for name in sys.modules if name.split('.')[0] == 'streamlit']\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr


def test_a_folder_in_place_of_a_scenario_is_called_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rice", "2022", "--scenario", str(tmp_path)]) == 2
    assert f"{tmp_path} adalah folder; sebutkan berkas di dalamnya." in capsys.readouterr().err


def test_a_file_that_cannot_be_written_leaves_the_one_that_was_there(tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text("earlier")
    write_whole(kept, b"later")
    assert kept.read_bytes() == b"later"
    with pytest.raises(UsageError):
        write_whole(tmp_path / "no folder" / "x.json", b"later")
    with pytest.raises(UsageError):
        write_whole(tmp_path, b"later")
    assert [each.name for each in tmp_path.iterdir()] == ["kept.json"], "nothing half made is left"


def test_a_file_that_is_interrupted_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_given: object) -> None:
        raise KeyboardInterrupt

    kept = tmp_path / "kept.json"
    kept.write_text("earlier")
    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(kept, b"later")
    assert kept.read_text() == "earlier"
    assert list(tmp_path.iterdir()) == [kept]
