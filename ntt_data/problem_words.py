"""What is said of a problem in the data, in both languages of the screen.

Here and not in the catalogues of ``publishing``, since the check of the data speaks before
anything above it is started (``python -m ntt_data.check``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ntt_data.problems import Problem

Language = Literal["id", "en"]

# A rule: Indonesian, English. "{value}" stands in the file, "{expected}" is what should.
_WORDS: dict[str, tuple[str, str]] = {
    "missing_file": ("berkas tidak ada; kembalikan.", "the file is missing; put it back."),
    "not_a_file": (
        "di tempat berkas ini ada folder; hapus folder itu dan kembalikan berkasnya.",
        "there is a folder in place of this file; remove it and put the file back.",
    ),
    "unreadable": (
        "berkas tidak dapat dibaca sebagai CSV UTF-8 ({expected}).",
        "the file cannot be read as UTF-8 CSV ({expected}).",
    ),
    "encoding": (
        "hurufnya tidak dapat dikenali; simpan sebagai CSV UTF-8 berpemisah koma.",
        "its characters cannot be told; save it as comma-separated CSV UTF-8.",
    ),
    "mojibake": (
        "huruf rusak seperti '{value}': berkas pernah dibuka dengan pengodean yang salah; "
        "kembalikan berkas asli dan simpan sebagai CSV UTF-8 berpemisah koma.",
        "broken characters such as '{value}': the file was opened in a wrong encoding; restore "
        "the original and save it as comma-separated CSV UTF-8.",
    ),
    "no_header": (
        "berkas kosong atau baris pertamanya tidak berisi nama kolom; kembalikan berkasnya.",
        "the file is empty or its first line has no column names; put the file back.",
    ),
    "short_row": (
        "baris ini terpotong: kurang dari {expected} sel; lengkapi atau kembalikan berkasnya.",
        "this row is cut: it has fewer than {expected} cells; complete it or put the file back.",
    ),
    "long_row": (
        "baris ini lebih dari {expected} sel; apit teks yang memuat pemisah dengan tanda kutip, "
        "atau simpan sebagai CSV UTF-8 berpemisah koma.",
        "this row has more than {expected} cells; quote text that holds the separator, or save "
        "the file as comma-separated CSV UTF-8.",
    ),
    "mixed_decimals": (
        "'{value}' dan '{expected}' di berkas yang sama: koma dan titik desimal bercampur; "
        "pakai titik desimal dan simpan sebagai CSV UTF-8 berpemisah koma.",
        "'{value}' and '{expected}' in one file mix decimal commas and points; use decimal "
        "points and save it as comma-separated CSV UTF-8.",
    ),
    "unclear_decimals": (
        "'{value}' dapat dibaca sebagai ribuan atau desimal; pakai titik desimal tanpa pemisah "
        "ribuan dan simpan sebagai CSV UTF-8 berpemisah koma.",
        "'{value}' may be thousands or a decimal; use decimal points without thousands marks "
        "and save it as comma-separated CSV UTF-8.",
    ),
    "bad_descriptor": (
        "berkas bukan JSON yang sah ({expected}).",
        "the file is not valid JSON ({expected}).",
    ),
    "missing_column": ("kolom tidak ada; tambahkan.", "the column is missing; add it."),
    "unknown_column": (
        "kolom ini tidak dikenal; hapus atau jelaskan di datapackage.json.",
        "this column is not known; remove it or describe it in datapackage.json.",
    ),
    "required": ("kosong; isi nilainya.", "is empty; write a value."),
    "type number": (
        "'{value}' bukan angka; tulis angka tanpa satuan, misalnya 1234.5.",
        "'{value}' is not a number; write a number without unit, such as 1234.5.",
    ),
    "type whole number": (
        "'{value}' bukan bilangan bulat; tulis bilangan bulat tanpa satuan, misalnya 2022.",
        "'{value}' is not a whole number; write one without unit, such as 2022.",
    ),
    "type true/false": (
        "'{value}' bukan true atau false; tulis true atau false.",
        "'{value}' is neither true nor false; write true or false.",
    ),
    "type": ("'{value}' bukan {expected}.", "'{value}' is not of type {expected}."),
    "one_of": (
        "'{value}' tidak diperbolehkan; tulis salah satu dari: {expected}.",
        "'{value}' is not allowed; write one of: {expected}.",
    ),
    "minimum": (
        "'{value}' terlalu kecil; tulis paling sedikit {expected}.",
        "'{value}' is too small; write at least {expected}.",
    ),
    "maximum": (
        "'{value}' terlalu besar; tulis paling banyak {expected}.",
        "'{value}' is too large; write at most {expected}.",
    ),
    "pattern": (
        "'{value}' tidak sesuai bentuk {expected}.",
        "'{value}' does not have the form {expected}.",
    ),
    "duplicate": (
        "'{value}' tertulis lebih dari sekali; sisakan satu baris.",
        "'{value}' stands there more than once; keep one row.",
    ),
    "markdown_link": (
        "'{value}' berisi tautan atau gambar Markdown; tulis teks biasa.",
        "'{value}' holds a Markdown link or picture; write plain text.",
    ),
    "reference": (
        "'{value}' tidak ada di tabel {expected}; perbaiki atau tambahkan di sana.",
        "'{value}' is not in the table {expected}; correct it or add it there.",
    ),
    "not_bps_code": (
        "'{value}' bukan kode BPS; tulis {expected}.",
        "'{value}' is no BPS code; write {expected}.",
    ),
    "literal_differs": (
        "'{value}' tidak sesuai dengan angka sumber di sebelahnya: {expected}; perbaiki nilainya, "
        "atau literal_value dan literal_unit bila sumbernya baru.",
        "'{value}' is not what the source's figure beside it says: {expected}; correct the value, "
        "or literal_value and literal_unit where the source is a new one.",
    ),
    "far_from_years": (
        "'{value}' tidak mungkin: tahun-tahun lain deret ini sekitar {expected}; periksa koma, "
        "titik, dan satuannya.",
        "'{value}' cannot be: the other years of this series are about {expected}; check decimal "
        "mark and unit.",
    ),
    "impossible_size": (
        "'{value}' tidak mungkin: {expected}; periksa koma, titik, dan satuannya.",
        "'{value}' cannot be: {expected}; check decimal mark and unit.",
    ),
    "kemendagri_codes": (
        "angka-angka '{value}' hanya cocok bila kodenya dibaca sebagai kode Kemendagri; tulis "
        "kode BPS (kolom regency_code di regencies.csv).",
        "the figures of '{value}' fit only when their codes are read as Kemendagri's; write BPS "
        "codes (column regency_code of regencies.csv).",
    ),
    "spaces": (
        "spasi di tepi '{value}' tidak ikut dibaca.",
        "spaces around '{value}' are not read.",
    ),
    "only_header": (
        "tabel tinggal baris judulnya, semula {expected} baris; kembalikan berkasnya.",
        "nothing but the header is left of {expected} rows; put the file back.",
    ),
    "cut": (
        "tabel terpotong sebelum baris terakhirnya ({value}): {expected} baris; kembalikan "
        "berkasnya. Bila baris itu memang dihapus, jalankan python -m ntt_data.shipped.",
        "the table is cut before its last row ({value}): {expected} rows; put the file back. If "
        "that row was deleted on purpose, run python -m ntt_data.shipped.",
    ),
    "changed": (
        "berbeda dari yang dikirim ({expected} baris).",
        "differs from what was shipped ({expected} rows).",
    ),
    "literal_unread": (
        "'{value}' tidak dapat dibandingkan dengan angka sumber di sebelahnya ({expected}).",
        "'{value}' cannot be held against the source's figure beside it ({expected}).",
    ),
    "odd_among_years": (
        "'{value}' janggal: tahun-tahun lain deret ini sekitar {expected}; periksa.",
        "'{value}' is odd: the other years of this series are about {expected}; check it.",
    ),
    "odd_size": (
        "'{value}' janggal: {expected}; periksa.",
        "'{value}' is odd: {expected}; check it.",
    ),
    "odd_harvest": (
        "'{value}' janggal: luas panen × produktivitas di tahun itu {expected}; periksa.",
        "'{value}' is odd: harvested area × yield of that year make {expected}; check it.",
    ),
    "form_not_convertible": (
        "'{value}' tidak ikut dihitung dalam neraca: tidak ada konversi untuk bentuk ini. Bentuk "
        "yang dihitung, {expected}; tulis salah satunya bila itu maksudnya, atau tambahkan "
        "konversinya di conversions.csv.",
        "'{value}' is counted in no balance: no conversion knows this form. Those counted, "
        "{expected}; write one of them if it is meant, or add its conversion to conversions.csv.",
    ),
}
_ROW = ("baris {row}", "row {row}")
_COLUMN = ("kolom {column}", "column {column}")
_NEAREST = ("Maksudnya '{nearest}'?", "Did you mean '{nearest}'?")
_MORE = ("Demikian juga {more} baris lain.", "The same in {more} more row(s).")


def sentence(problem: Problem, language: Language) -> str:
    """One problem: row, column, value and what to write instead; without the file's name."""
    at = 0 if language == "id" else 1
    words = _WORDS.get(f"{problem.rule} {problem.expected}") or _WORDS[problem.rule]
    place = []
    if problem.row is not None:
        place.append(_ROW[at].format(row=problem.row))
    if problem.column is not None:
        place.append(_COLUMN[at].format(column=problem.column))
    told = [words[at].format(value=problem.value, expected=problem.expected)]
    if problem.nearest is not None:
        told.append(_NEAREST[at].format(nearest=problem.nearest))
    if problem.more:
        told.append(_MORE[at].format(more=problem.more))
    return ": ".join(filter(None, [", ".join(place), " ".join(told)]))
