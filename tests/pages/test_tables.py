"""The data page: tables, sources, anomalies, coverage."""

import io
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from pandas.io.formats.style import Styler
from streamlit.dataframe_util import (
    convert_anything_to_arrow_bytes,
    convert_arrow_bytes_to_pandas_df,
)
from streamlit.elements.lib.pandas_styler_utils import marshall_styler
from streamlit.proto.ArrowData_pb2 import ArrowData

from ntt_data.editions import begin_run, current
from ntt_data.schema import descriptor, primary_key, resource, table_names
from ntt_data.tables import load
from pages.ui.tables import formatted, name_widths
from pages.ui.worded import worded
from publishing import code_words, language
from publishing.files.data_package import package_zip
from publishing.language import catalogue, keep_language
from publishing.markdown_text import plain
from publishing.table_view import (
    download_table,
    fields,
    reference_columns,
    rows_per_source,
    table_view,
)
from publishing.tables import Column, ReadyTable
from services.access import Actor
from services.corrections import correct
from services.registers import matching_anomalies, matching_sources, sources_in_use
from services.rows import RowFilter, matching_rows
from tests.support.open_page import open_page, words
from tests.support.own_store import own_store


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_ask_session", lambda: "en")


def rows(name: str, **wanted: object) -> pd.DataFrame:
    view = table_view(name)
    return view.raw[matching_rows(view, RowFilter(**wanted))]  # type: ignore[arg-type]


# Every table, in both languages.


@pytest.mark.parametrize("tongue", ["id", "en"])
@pytest.mark.parametrize("name", table_names())
def test_every_table_can_be_looked_at(name: str, tongue: str) -> None:
    app = open_page("tables", tongue, table=name)
    key = "title" if tongue == "id" else "title_en"
    assert app.header[0].value == resource(name)[key]
    table = app.dataframe[0].value
    assert len(table) == len(load(name))
    raw = {field["name"] for field in resource(name)["schema"]["fields"]}
    assert not raw & set(table.columns), "raw column names on the screen"
    other = "_en" if tongue == "id" else "_id"
    assert not any(str(column).endswith(other) for column in table.columns)


@pytest.mark.parametrize("name", table_names())
def test_no_cell_shows_a_code_that_has_a_word(name: str, english: None) -> None:
    view = table_view(name)
    for field in resource(name)["schema"]["fields"]:
        if primary_key(resource(name)) == [field["name"]]:
            continue  # a register shows the code that it explains
        codes = {c for c in field.get("constraints", {}).get("enum", []) if "_" in str(c)}
        header = field["title_en"]
        if codes and header in view.shown:
            assert not codes & set(view.shown[header].astype(str)), f"{name}.{field['name']}"


def _has_word(code: str) -> bool:
    return code in {*code_words.WORDS, *code_words._FLAGS, *code_words._SERIES}


def _is_a_name(code: str) -> bool:
    """A grade, an island, a zone, a regency's code: the same in every language."""
    return code[0].isupper() or code.isdigit()


def test_every_code_of_an_enumeration_has_a_word() -> None:
    missing = [
        f"{name}.{field['name']}: {code}"
        for name in table_names()
        for field in resource(name)["schema"]["fields"]
        for code in map(str, field.get("constraints", {}).get("enum", []))
        if not _has_word(code)
        and not _is_a_name(code)
        and primary_key(resource(name)) != [field["name"]]
    ]
    assert not missing, "\n".join(missing)


def test_every_unit_and_form_has_a_word() -> None:
    missing = {
        f"{name}.{column}: {code}"
        for name in table_names()
        if name not in ("cooperation_forms",)  # there `form` is the key itself
        for column in ("unit", "base_unit", "form", "from_form", "to_form", "tariff_unit")
        if column in load(name)
        for code in load(name)[column].dropna().unique()
        if not _has_word(code)
    }
    assert not missing, "\n".join(sorted(missing))


def test_every_word_and_description_is_translated() -> None:
    indonesian = catalogue("id")
    texts = {(code_words.CONTEXT, word) for word in code_words.WORDS.values()}
    for entry in descriptor()["resources"]:
        texts.add((code_words.DESCRIPTION_CONTEXT, entry["description"]))
        texts |= {
            (code_words.DESCRIPTION_CONTEXT, field["description"])
            for field in entry["schema"]["fields"]
        }
    # GNU gettext keeps a context before the text, an EOT between them.
    known: set[str] = set()
    current = indonesian
    while current is not None:
        known |= {key for key in getattr(current, "_catalog", {}) if isinstance(key, str)}
        current = getattr(current, "_fallback", None)
    missing = [text for context, text in texts if f"{context}\x04{text}" not in known]
    assert not missing, "\n".join(sorted(missing))


# Filters.


def test_filter_by_regency_commodity_and_years() -> None:
    found = rows("production", regency="5315", commodity="rice", first_year=2022, last_year=2022)
    assert set(found["regency_code"]) == {"5315"}
    assert set(found["commodity"]) == {"rice"}
    assert set(found["year"]) == {2022}
    everything = load("production")
    by_hand = everything[
        everything["regency_code"].eq("5315")
        & everything["commodity"].eq("rice")
        & everything["year"].eq(2022)
    ]
    assert len(found) == len(by_hand) > 0


def test_regency_filter_looks_into_lists_and_all_its_columns() -> None:
    assert ("regency_codes", ";") in reference_columns("programmes", "regencies")
    programmes = rows("programmes", regency="5312")
    assert len(programmes) > 0
    assert all("5312" in codes.split(";") for codes in programmes["regency_codes"])
    flows = rows("reported_flows", regency="5371")
    assert set(flows["destination_code"].dropna()) | set(flows["origin_code"].dropna()) > {"5371"}


def test_an_edition_is_filtered_like_a_year() -> None:
    found = rows("fsva_ratios", first_year=2021, last_year=2022)
    assert set(found["edition_year"]) == {2021, 2022}
    app = open_page("tables", table="fsva_ratios")
    assert app.selectbox(key="from").options[1:] == [
        str(year) for year in sorted(set(load("fsva_ratios")["edition_year"]))
    ]


@pytest.mark.parametrize(
    ("name", "tongue", "headers"),
    [
        ("fsva_ratios", "id", ["Daerah", "Kode BPS", "Daerah induk", "Kode induk"]),
        ("fsva_ratios", "en", ["Regency", "BPS code", "Parent regency", "Parent code"]),
        ("reported_flows", "id", ["Daerah asal", "Kode asal", "Daerah tujuan", "Kode tujuan"]),
    ],
)
def test_names_beside_codes_say_whose_they_are(name: str, tongue: str, headers: list[str]) -> None:
    shown = open_page("tables", tongue, table=name).dataframe[0].value
    assert [column for column in shown.columns if column in headers] == headers


def test_search_finds_the_words_that_are_shown() -> None:
    found = rows("production", text="MANGGARAI barat padi")
    assert set(found["regency_code"]) == {"5315"}
    assert not len(rows("production", text="zzzz"))


def test_search_takes_marks_literally() -> None:
    assert not len(rows("regencies", text=".*"))


def test_filters_stand_in_the_address() -> None:
    app = open_page(
        "tables", table="prices", rows_regency="5314", rows_commodity="rice", find="Rote"
    )
    assert app.selectbox(key="rows_regency").value == "5314"
    assert app.selectbox(key="rows_commodity").value == "rice"
    assert app.text_input(key="find").value == "Rote"
    prices = load("prices")
    expected = (prices["regency_code"].eq("5314") & prices["commodity"].eq("rice")).sum()
    assert len(app.dataframe[0].value) == expected
    assert f"**{expected} dari" in words(app)


def test_no_row_fits_says_which_filters_and_leads_back() -> None:
    english = words(open_page("tables", "en", rows_regency="5301", find="xyzzy"))
    assert "No row fits" in english
    assert "regency Sumba Barat · the words “xyzzy”" in english
    app = open_page("tables", table="production", rows_regency="5301", find="xyzzy")
    assert not app.dataframe
    app.button(key="rows-clear").click().run()
    assert not app.exception
    assert len(app.dataframe[0].value) == len(load("production"))
    assert "find" not in app.query_params


def test_another_table_starts_without_the_old_search() -> None:
    app = open_page("tables", table="production", find="beras")
    app.selectbox(key="table").select("regencies").run()
    assert not app.exception
    assert len(app.dataframe[0].value) == 22


# Numbers, names and files.


def test_numbers_in_the_language_and_years_without_separator() -> None:
    view = table_view("production")
    row = view.raw.index[
        view.raw["regency_code"].eq("5315")
        & view.raw["form"].eq("paddy_gkg")
        & view.raw["measure"].eq("production")
        & view.raw["year"].eq(2022)
    ][0]
    value = view.raw.loc[row, "value"]
    whole, part = f"{value:,.2f}".split(".")
    expected = f"{whole.replace(',', '.')},{part}".rstrip("0").rstrip(",")
    assert view.texts["Nilai"][row] == expected
    assert view.texts["Tahun"][row] == "2022"
    assert view.shown.loc[row, "Daerah"] == "Manggarai Barat"
    assert view.shown["Nilai"].dtype == "float64", "a click on the header must sort numbers"


def test_unknown_is_a_dash_and_zero_is_zero() -> None:
    edges = table_view("transport_edges")
    unknown = edges.raw["tariff_idr"].isna()
    assert unknown.any()
    assert set(edges.texts["Tarif (Rp)"][unknown]) == {"–"}
    production = table_view("production")
    zero = production.raw["value"].eq(0)
    assert zero.any()
    assert set(production.texts["Nilai"][zero]) == {"0"}


def test_file_keeps_codes_and_figures_and_adds_names(english: None) -> None:
    view = table_view("production")
    mask = matching_rows(view, RowFilter(regency="5371", commodity="rice"))
    table = download_table(view, mask)
    assert len(table) == int(mask.sum())
    assert set(table["Commodity"]) == {"rice"}
    assert set(table["Commodity (name)"]) == {"Rice"}
    assert pd.api.types.is_numeric_dtype(table["Value"])
    added = {each.removesuffix(" (name)") for each in table if each.endswith(" (name)")}
    assert {"BPS code", "Commodity", "Measure", "Form", "Grade", "Flag"} <= added
    assert len(table.columns) == len(fields("production")) + len(added)
    assert set(table["Measure (name)"]) == {"production", "harvested area"}
    assert table.columns.get_loc("Note (English)") < table.columns.get_loc("Note")


def sent(styler: Styler) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Figures and texts as Streamlit's own reading of a Styler sends them to the browser."""
    proto = ArrowData()
    marshall_styler(proto, styler, "1")
    figures = convert_arrow_bytes_to_pandas_df(convert_anything_to_arrow_bytes(styler))
    return figures, convert_arrow_bytes_to_pandas_df(proto.styler.display_values)


def test_streamlit_sends_the_texts_that_are_given_and_the_figures() -> None:
    data = pd.DataFrame({"name": ["x", "y"], "value": [1234.5, None]}, index=[7, 3])
    figures, texts = sent(worded(data, {"value": ["1.234,5", "–"]}))
    assert texts["value"].tolist() == ["1.234,5", "–"]
    # What is shown as it is travels once, as the cell.
    assert texts["name"].tolist() == [None, None]
    assert figures["name"].tolist() == ["x", "y"]
    assert figures["value"].iloc[0] == 1234.5
    assert pd.isna(figures["value"].iloc[1])
    with pytest.raises(ValueError, match="value: 1 texts for 2 rows"):
        worded(data, {"value": ["2,0"]})


def test_a_result_is_sent_in_the_words_of_the_language() -> None:
    """What is unknown is sent as nothing, which Streamlit shows as the dash it is told to."""
    table = pd.DataFrame({"who": ["Alor", "", None], "tonnes": [1234.5, float("nan"), 0.0]})
    columns = {"who": Column("Daerah"), "tonnes": Column("Ton", 1)}
    figures, texts = sent(formatted(ReadyTable(table, columns)))
    assert texts["Ton"].iloc[[0, 2]].tolist() == ["1.234,5", "0,0"]
    assert figures["Daerah"].iloc[0] == "Alor"
    assert texts["Ton"].isna().tolist() == [False, True, False]
    assert figures["Daerah"].isna().tolist() == [False, True, True]
    assert texts["Daerah"].isna().all()
    assert figures["Ton"].iloc[[0, 2]].tolist() == [1234.5, 0.0]
    assert figures["Ton"].isna().tolist() == [False, True, False]


def test_package_holds_every_table_as_it_is() -> None:
    with zipfile.ZipFile(io.BytesIO(package_zip())) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        machine = {"datapackage.json", *(resource(name)["path"] for name in table_names())}
        assert machine < set(names)
        # For people: a readme, a dictionary, the codes, and each table once more.
        others = set(names) - machine
        assert {"BACA-SAYA.txt", "kamus-data.csv", "kode.csv"} < others
        assert len([each for each in others if each.startswith("untuk-dibaca/")]) == len(
            table_names()
        )
        said = archive.read("BACA-SAYA.txt").decode("utf-8")
        assert str(current()) in said
        assert not [name for name in machine if name.endswith(".csv") and name not in said]
        read = archive.read("untuk-dibaca/produksi.csv").decode("utf-8-sig").splitlines()
        assert read[0].startswith("Kode BPS;Kode BPS (nama);Komoditas;Komoditas (nama);Ukuran;")
        assert archive.read("regencies.csv").decode("utf-8").startswith("regency_code,")
    assert package_zip() == package_zip()


def test_package_tells_what_was_corrected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with own_store(tmp_path, monkeypatch):
        begin_run()
        drawn_before = keep_language(package_zip)
        correct(
            Actor("bureau"),
            *("regencies", {"regency_code": "5371"}, "note"),
            expected=None, value="Ibu kota provinsi", reason="Uji, koma", source_id="assumption",
        )  # fmt: skip
        begin_run()
        with zipfile.ZipFile(io.BytesIO(package_zip())) as archive:
            told = archive.read("corrections.csv").decode("utf-8").splitlines()
        assert told[1] == (
            '1,regencies,regency_code=5371,note,,Ibu kota provinsi,assumption,"Uji, koma"'
        )
        with zipfile.ZipFile(io.BytesIO(drawn_before())) as archive:
            assert "corrections.csv" not in archive.namelist(), "as the page was when it was drawn"


def test_file_made_on_the_click_keeps_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_ask_session", lambda: "en")
    make = keep_language(lambda: language._("Regency"))
    monkeypatch.setattr(language, "_ask_session", lambda: None)  # as on Streamlit's download thread
    assert make() == "Regency"
    assert language._("Regency") == "Daerah"


def test_marks_of_markdown_are_shown_as_they_stand() -> None:
    assert plain("[2] a*b :red[x]") == r"\[2\] a\*b \:red\[x\]"


# Sources.


def test_rows_per_source_counted_by_hand() -> None:
    counted = rows_per_source()
    for name in ("production", "prices"):
        expected = load(name)["source_id"].value_counts()
        found = counted[counted["table"] == name].set_index("source_id")["rows"]
        assert found.to_dict() == expected.to_dict()
    edges = load("transport_edges")["source_ids"].dropna().str.split(";").explode().str.strip()
    found = counted[counted["table"] == "transport_edges"].set_index("source_id")["rows"]
    assert found.to_dict() == edges.value_counts().to_dict()


def test_sources_of_a_grade() -> None:
    sources = sources_in_use()
    found = matching_sources(sources, "C", "")
    assert set(found["grade"]) == {"C"}
    assert found["rows"].is_monotonic_decreasing
    assert len(matching_sources(sources, None, "")) == len(load("sources"))


@pytest.mark.parametrize("tongue", ["id", "en"])
def test_link_to_one_source_opens_it(tongue: str) -> None:
    app = open_page("tables", tongue, section="sources", find_source="S05")
    row = load("sources").set_index("source_id").loc["S05"]
    shown = " ".join(each.value for each in app.markdown)
    assert "(<https://github.com/zakiibnu723/pdrb-map/tree/fd5775de" in shown
    assert plain(row["locator"]) in shown
    assert row["title"] in words(app)
    assert ("Sosial dan ekonomi" if tongue == "id" else "Social") in words(app)


def test_no_source_fits() -> None:
    app = open_page("tables", section="sources", find_source="xyzzy")
    assert "Tidak ada sumber" in words(app)


# Anomalies.


@pytest.mark.parametrize(
    ("tongue", "column"), [("id", ("problem", "handling")), ("en", ("problem_en", "handling_en"))]
)
def test_anomaly_shows_what_is_printed_wrong_and_done(tongue: str, column: tuple[str, str]) -> None:
    row = load("anomalies").set_index("id").loc["L-002"]
    app = open_page("tables", tongue, section="anomalies", find_anomaly="L-002")
    text = words(app)
    assert plain(row["literal"]) in text
    assert row[column[0]] in text
    assert row[column[1]] in text


def test_anomalies_of_one_document() -> None:
    anomalies = load("anomalies")
    article = "000_3631f541ea941dbd.txt"
    found = matching_anomalies(anomalies, article, None, "")
    assert len(found) == (anomalies["document"] == article).sum() > 0
    assert matching_anomalies(anomalies, article, None, "xyzzy").empty


def test_anomaly_pages_turn() -> None:
    app = open_page("tables", section="anomalies")
    assert "1 sampai 10" in words(app)


# Coverage.


def test_coverage_of_a_year() -> None:
    app = open_page("tables", "en", section="coverage", year="2022", commodity="rice")
    assert app.header[0].value.startswith("2022: ")
    assert "Nothing: all four inputs are there for the 22 regencies." in [
        element.value for element in app.success
    ]


@pytest.mark.parametrize("tongue", ["id", "en"])
def test_coverage_of_all_tables(tongue: str) -> None:
    app = open_page("tables", tongue, section="coverage", by="tables")
    table = app.dataframe[0].value
    assert len(table) == len(table_names())
    rows_of = table.set_index("Berkas" if tongue == "id" else "File")
    herds = rows_of.loc["livestock_herds.csv"]
    assert len(load("livestock_herds")) in herds.tolist()


def test_each_table_says_what_it_covers() -> None:
    assert "21 dari 22 daerah · 2006–2007" in words(open_page("tables", table="livestock_herds"))


@pytest.mark.parametrize("tongue", ["id", "en"])
def test_missing_inputs_are_named_with_their_regencies(tongue: str) -> None:
    app = open_page(
        "tables", tongue, section="coverage", by="commodity", commodity="coffee", year="2022"
    )
    missing = app.dataframe[0].value
    # Coffee 2022: three regencies have no figure at all; no conversion and no norm anywhere.
    assert len(missing) == 3
    production = missing.iloc[0]
    assert "Rote Ndao, Sabu Raijua, Kota Kupang" in production.tolist()
    assert "production.csv" in production.tolist()
    how = app.info[0].value
    assert ("Cara melengkapinya" if tongue == "id" else "How to supply it") in how
    assert "conversions.csv" in how


def test_commodity_complete_in_every_year_says_so() -> None:
    app = open_page("tables", section="coverage", by="commodity", commodity="rice")
    assert app.header[0].value.startswith("Beras: lengkap untuk semua daerah pada ")


# Without a balance.


@pytest.mark.parametrize(
    ("tongue", "title", "never"),
    [
        ("id", "Yang sudah dapat dikatakan", "surplusnya pasti"),
        ("en", "What can be said already", "surplus is sure"),
    ],
)
def test_what_can_be_said_without_a_balance(tongue: str, title: str, never: str) -> None:
    app = open_page("tables", tongue, section="without_balance")
    assert [each.value for each in app.header] == [title]
    assert len(app.subheader) == 4
    assert "Malaka" in app.subheader[0].value
    assert never not in words(app)


def test_the_matcher_says_it_instead_of_a_balance() -> None:
    text = words(open_page("matcher", "en", commodity="mung_bean"))
    assert "What can be said already" in text
    assert "no surplus is certain" in text
    assert "What is missing for mung bean" in text
    other = words(open_page("matcher", "en", commodity="tomato"))
    assert "What can be said already" not in other


def test_a_column_of_names_is_as_wide_as_its_longest_name() -> None:
    """The browser measures the first rows alone and cut "Sumba Barat Daya" off."""
    table = pd.DataFrame(
        {
            "place": ["TTU"] * 30 + ["Sumba Barat Daya"],
            "tonnes": [1.5] * 31,
            "said": ["a sentence that is much longer than any name of a regency"] * 31,
            "unknown": [None] * 31,
        }
    )
    columns = {
        "place": Column("Regency"),
        "tonnes": Column("Tonnes", 1),
        "said": Column("Said"),
        "unknown": Column("Unknown"),
    }
    widths = name_widths(ReadyTable(table, columns))
    assert list(widths) == ["Regency"]
    # Fourteen pixels high, Source Sans needs 108 for this name, and eight at either side.
    assert widths["Regency"] >= 108 + 2 * 8
