"""How far a commodity is known: each standing, the steps and the next of them."""

import pytest

from analysis.balance.known_sides import KnownSides

N = 22


def _known(**given: object) -> KnownSides:
    return KnownSides("x", "horticulture", N, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "standing"),
    [
        ({}, "nothing"),
        ({"n_flows": 1}, "named"),
        ({"of_province": True}, "named"),
        ({"live": True, "n_listed": 3}, "named"),
        ({"live": True, "n_quotas": 3}, "animals"),
        # Quotas of what is not counted by the head make no animal of it.
        ({"n_quotas": 3}, "nothing"),
        ({"n_need": N}, "need"),
        ({"producers": ("5310",)}, "production"),
        ({"producers": ("5310",), "n_need": N}, "both_sides"),
        ({"balance_years": (2023,), "n_need": N, "producers": ("5310",)}, "balance"),
        ({"balance_years": (2023,), "suspended": "landings"}, "not_comparable"),
    ],
)
def test_it_stands_where_its_figures_lead(given: dict[str, object], standing: str) -> None:
    assert _known(**given).standing == standing


def test_the_next_step_is_the_first_that_half_of_the_regencies_lack() -> None:
    both = {"n_need": N, "need_year": 2024}
    assert _known().next_step == "need"
    assert _known(**both, n_production=10).next_step == "production"
    assert _known(**both, n_production=11).next_step == "conversion"
    known = _known(**both, n_production=11, convertible=True, balance_years=(2024,), n_balance=11)
    assert known.next_step == "pairs"
    known = _known(
        **both,
        **{"n_production": 11, "convertible": True, "balance_years": (2024,), "n_balance": 11},
        **{"n_pairs": 1, "n_prices": N},
    )
    # Everything is there for half of them: then the others.
    assert known.next_step == "production"
    assert known.steps["production"] == "partly"


def test_what_cannot_be_compared_has_no_balance_step_whatever_its_figures() -> None:
    known = _known(
        **{"n_need": N, "n_production": N, "convertible": True, "n_balance": N},
        **{"balance_years": (2023,), "balance_year": 2023, "suspended": "landings"},
    )
    assert known.steps["balance"] == "missing"
    assert known.next_step == "conversion"
    assert "balance" not in known.step_years


def test_animals_have_steps_of_their_own() -> None:
    known = _known(live=True, n_herds=9, n_quotas=N, n_need=N)
    assert known.steps == {"herds": "few", "quotas": "known", "shipments": "missing"}
    assert known.next_step == "herds"
