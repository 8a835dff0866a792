"""Why something could not be stored or found."""

from __future__ import annotations

#: Every code and its English sentence; pages have their own words for each.
STORE_PROBLEMS = {
    "unavailable": "the database cannot be used ({reason})",
    "newer_layout": "the database was made by a newer program (layout {revision})",
    "not_found": "there is no scenario {link_id}",
    "deleted": "scenario {link_id} was deleted; an administrator can bring it back",
    "deleted_since": "scenario {link_id} was deleted since it was shown",
    "gone": "scenario {link_id} is not in the database any more",
    "read_only": "the baseline cannot be changed",
    "changed_elsewhere": "scenario {link_id} was changed by somebody else in the meantime",
    "shown_before": "scenario {link_id} was saved by somebody else since it was shown",
    "archived": "scenario {link_id} is archived; restore it before changing it",
    "no_version": "scenario {link_id} has no version {revision}",
    "no_round": "there is no round {round_id}",
    "no_receipt": "there is no receipt {receipt_no}",
    "no_figure": "the version has no figure {measure} of {item}",
    "undone_before": "decision {no} is not there, or was taken back already",
    "no_decision": "there is no decision {decision_id}",
    "withdrawn": "decision {decision_id} was withdrawn; nothing more happens to it",
    "followed_since": "something happened to decision {decision_id} since it was shown",
    "same_status": "decision {decision_id} is {status} already",
    "no_case": "there is no case {case_id}",
    "no_case_file": "case {case_id} has no such file",
    "case_moved_on": "something happened to case {case_id} since it was shown",
    "choice_moved_on": "something was chosen for zone {zone_id} since it was shown",
    "template_moved_on": "the template of {kind} was changed since it was shown",
    "closed": "the round {round_id} takes nothing for this sheet any more",
    "no_sheet": "round {round_id} has no sheet {sheet} of a regency {regency_code}",
    "other_content": "this form was handed in with other figures already (receipt {receipt_no})",
    "unreadable": "the document of scenario {link_id} cannot be read",
    "no_database": "there is no database {path}",
    "no_copy": "{path} is no whole database of this application ({reason})",
    "no_copies": "there is no whole copy of a database in the folder {path}",
    "in_use": "the database {path} is in use; stop the application first",
    "not_sqlite": "the database is no file of SQLite; PostgreSQL has its own ways (pg_dump)",
    "not_writable": (
        "the user {user} may not write to {path}; give that right, or name another place, such as "
        "NTT_DATABASE_URL={instead}"
    ),
}


class StoreError(Exception):
    """The store did not do what was asked, and nothing of it was kept.

    Attributes
    ----------
    code : str
        Of ``STORE_PROBLEMS``.
    fields : dict[str, object]
        What a message needs.

    >>> str(StoreError("not_found", link_id="k7m2x9qa"))
    'there is no scenario k7m2x9qa'
    """

    def __init__(self, code: str, **fields: object) -> None:
        super().__init__(STORE_PROBLEMS[code].format(**fields))
        self.code = code
        self.fields = fields
