"""Words of the workbook of a sheet: what its template says, and why one is not taken.

What a field means and what is wrong in it is said by ``hand_in_words``, as in the form.
"""

from __future__ import annotations

from collections.abc import Sequence

from publishing.formats import month, number
from publishing.language import _

_MOST_NAMED, _LONGEST_FOUND = 5, 20


def file_name(regency_code: str, sheet: str, base_no: int) -> str:
    """Name of the file; made of codes, so that it can stand in any header."""
    return f"ntt-{regency_code}-{sheet}-v{base_no}.xlsx"


def sheet_name() -> str:
    """Name of the sheet that is filled in."""
    return _("Figures to hand in")


def help_name() -> str:
    """Name of the sheet that says how."""
    return _("How to fill in")


def headers() -> dict[str, str]:
    """Headers of the columns, from the key to what is known."""
    return {
        "key": _("Key"),
        "item": _("Asked about"),
        "measure": _("What is asked"),
        "unit": _("Unit"),
        "status": _("Answer"),
        "value": _("Figure or text"),
        "known": _("Known so far"),
    }


def belongs_to(round_id: str, layout: int, base_no: int) -> str:
    """What the workbook was made for; an office can read it to the bureau over the telephone."""
    return _(
        "Round {round_id}, layout {layout}, on top of version {base_no} (0: none yet).",
        round_id=round_id,
        layout=number(layout),
        base_no=number(base_no),
    )


def how_to_fill() -> str:
    """What to do with the workbook."""
    return _(
        "Fill in the white cells only. Save as XLSX and upload the file on the page of your sheet; "
        "there you see how everything was read before you hand in. Months get an x in their column."
    )


def month_names() -> list[str]:
    """The twelve months, as the figure of a row names them."""
    return [month(number_of_year) for number_of_year in range(1, 13)]


def on_the_form() -> dict[str, str]:
    """What the form says of workbooks."""
    return {
        "template": _("Download this sheet as a workbook (XLSX)"),
        "upload": _("Fill in from a workbook (XLSX)"),
        "upload_how": _(
            "What the workbook answers takes the place of what stands above; its empty rows change "
            "nothing. You see everything before you hand in."
        ),
        "upload_button": _("Upload"),
    }


def cell_name(row: int, column: int) -> str:
    """``F14``, as spreadsheets name a cell; rows and columns from 1.

    >>> cell_name(14, 6), cell_name(2, 26), cell_name(2, 27)
    ('F14', 'Z2', 'AA2')
    """
    letters = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def in_cell(cell: str) -> str:
    """Where in the workbook a field stands."""
    return _("cell {cell}", cell=cell)


def found_in(row: int, column: int, text: str) -> str:
    """``J14: text``, what stands in a cell that cannot be read, cut where it is long."""
    return f"{cell_name(row, column)}: {text[:_LONGEST_FOUND]}"


def fault(code: str, found: str = "", expected: str = "", size: str = "") -> str:
    """Why a file is not taken, in one sentence with what to do.

    ``found`` is what the file holds, ``expected`` what belongs there, ``size`` the most megabytes.
    """
    return {
        "no_file": _("No file was chosen: choose the workbook that you have filled in."),
        "too_long": _(
            "The file is larger than {size} MB: remove pictures and copied tables from the "
            "workbook, or copy your figures into a new template.",
            size=size,
        ),
        "empty": _("The file is empty (0 bytes): save the workbook once more and upload it again."),
        "text_file": _(
            "This is a text file (such as CSV) and no workbook: copy its figures into the "
            "template, and save that as XLSX."
        ),
        "other_kind": _(
            "This file is no XLSX workbook: open the template, fill it in, and save it as XLSX."
        ),
        "old_excel": _(
            "This is a workbook of an older Excel (.xls): open it, choose “Save as”, and choose "
            "the type XLSX."
        ),
        "encrypted": _(
            "The workbook is kept under a password: remove the password, save, and upload it again."
        ),
        "macros": _("The workbook contains macros: save it as XLSX without macros, not as XLSM."),
        "damaged": _(
            "The file is damaged or was cut off on its way: save the workbook once more as XLSX "
            "and upload it again."
        ),
        "too_large_inside": _(
            "The workbook holds far more than the template: copy your figures into a new template."
        ),
        "too_many_rows": _(
            "The workbook has figures below row 500, where the template has none: copy your "
            "figures into a new template."
        ),
        "too_heavy": _(
            "Reading this file takes too much time or memory: copy your figures into a new "
            "template."
        ),
        "not_ours": _(
            "This workbook was not made from the template of your sheet, or its hidden sheet is "
            "gone: download the template and copy your figures into it."
        ),
        "other_layout": _(
            "This workbook was made from an older template: download the template anew and copy "
            "your figures into it."
        ),
        "other_round": _(
            "This workbook belongs to another round ({found}), and your sheet to {expected}: "
            "download the template of this round.",
            found=found,
            expected=expected,
        ),
        "other_sheet": _(
            "This workbook is of {found}, and your sheet is {expected}: upload your own one.",
            found=found,
            expected=expected,
        ),
        "sheet_missing": _(
            "The workbook has no sheet “{expected}”: give the sheet its name back, or download "
            "the template anew.",
            expected=expected,
        ),
        "merged": _(
            "Cells are merged ({found}): undo that, so that each figure stands in a cell of its "
            "own.",
            found=found,
        ),
        "rows_missing": _(
            "Rows of the template are gone ({found}): download the template anew and copy your "
            "figures into it.",
            found=found,
        ),
        "rows_twice": _(
            "Rows stand there twice ({found}): delete those that you have added.", found=found
        ),
        "rows_unknown": _(
            "Rows do not belong to the template ({found}): delete them; what you want to add can "
            "be written into the note.",
            found=found,
        ),
        "rows_shifted": _(
            "Rows were only partly moved, so that names and figures no longer belong together "
            "({found}): download the template anew and copy your figures into it.",
            found=found,
        ),
        "months_unclear": _(
            "In the columns of the months stands something other than a mark ({found}): write x "
            "for a month that is meant, and leave the others empty.",
            found=found,
        ),
    }[code]


def some(names: Sequence[str]) -> str:
    """The first few of a list, and how many more there are."""
    shown = "; ".join(names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    return _("{names}; and {n} more", names=shown, n=number(more)) if more > 0 else shown
