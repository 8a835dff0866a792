"""Functions of sentences that conclude nothing, each with the reason, and texts that only frame."""

from __future__ import annotations

#: What a code, a unit, a table or a kind is called: whoever passes the code has concluded.
_WORD = "a word for a code"
#: How something is worked out or read, the same whatever the figures.
_METHOD = "how it is worked out or read, whatever the figures"
#: The name or the parts of a thing, as a table gives them.
_NAME = "names what a table gives"

NO_CONCLUSION = {
    "stock_board.unit_word": _WORD,
    "cooperation_register.kind_word": _WORD,
    "cooperation_register.basis_word": _WORD,
    "cooperation_register.scope": _METHOD,
    "cooperation_register.chart_remark": _METHOD,
    "road_map.timeline_scope": _METHOD,
    "road_map.timeline_remark": _METHOD,
    "road_map.public_note": _METHOD,
    "road_map.slide_subtitle": _METHOD,
    "road_map.objection": _METHOD,
    "road_map.gaps_rule": _METHOD,
    "decisions.none_title": _NAME,
    "decisions.unreadable_title": _NAME,
    "decisions.none_subtitle": _METHOD,
    "decisions.how_recorded": _METHOD,
    "decisions.objection": _METHOD,
    "stock_board.freight_note": _METHOD,
    "stock_board.board_note": _METHOD,
    "balance.formula": _METHOD,
    "balance.population_rule": _METHOD,
    "balance.without_stocks": _METHOD,
    "prices.prices_method": _METHOD,
    "comparison.comparison_method": _METHOD,
    "flagship.flagship_scope": _METHOD,
    "indications.indications_scope": _METHOD,
    "network.network_scope": _METHOD,
    "reported_flows.reported_scope": _METHOD,
    "comparison.ask_for_list": _METHOD,
    "comparison.compared_title": _NAME,
    "comparison.first_sectors": _NAME,
    "prices.supplier_note": _METHOD,
    "calibration.promise_word": _WORD,
    "calibration.sign_of_all": _WORD,
    "calibration.verdict_word": _WORD,
    "calibration.calibration_notes": _METHOD,
    "certainty.likelihood_word": _WORD,
    "certainty.range_words": _WORD,
    "certainty.certainty_key": _METHOD,
    "certainty.intervals_note": _METHOD,
    "certainty.input_word": _WORD,
    "certainty.swings_note": _METHOD,
    "certainty.robustness_word": _WORD,
    "certainty.robustness_note": _METHOD,
    "clusters.cluster_heading": _NAME,
    "commodity.step_word": _WORD,
    "commodity.state_word": _WORD,
    "commodity.animals_line": _METHOD,
    "commodity_sides.amount": _WORD,
    "commodity_sides.need_unit": _WORD,
    "commodity_sides.need_unit_words": _WORD,
    "commodity_sides.two_sides_note": _METHOD,
    "coverage.state_word": _WORD,
    "coverage.missing_title": _NAME,
    "coverage.squares_note": _METHOD,
    "coverage.how_to_supply": _METHOD,
    "deck.title_of_province": _NAME,
    "deck.no_ferry_title": _METHOD,
    "deck.need_objection": _METHOD,
    "deck.who_objection": _METHOD,
    "deck.supplier_objection": _METHOD,
    "deck.prices_objection": _METHOD,
    "deck.ferries_objection": _METHOD,
    "deck.sectors_objection": _METHOD,
    "deck.flagships_objection": _METHOD,
    "deck_regency.title_of_regency": _NAME,
    "deck_regency.balances_objection": _METHOD,
    "deck_regency.partners_objection": _METHOD,
    "deck_regency.standing_objection": _METHOD,
    "deck_regency.products_objection": _METHOD,
    "deck_regency.sector_objection": _METHOD,
    "deck_regency.agreements_objection": _METHOD,
    "deck_regency.missing_objection": _METHOD,
    "deck_commodity.need_label": _NAME,
    "deck_commodity.known_objection": _METHOD,
    "deck_commodity.need_objection": _METHOD,
    "deck_commodity.produced_objection": _METHOD,
    "deck_commodity.one_sided_objection": _METHOD,
    "deck_commodity.levels_objection": _METHOD,
    "deck_commodity.animals_objection": _METHOD,
    "deck_commodity.listed_objection": _METHOD,
    "deck_commodity.flows_objection": _METHOD,
    "deck_commodity.province_objection": _METHOD,
    "deck_commodity.not_comparable_objection": _METHOD,
    "deck_commodity.missing_objection": _METHOD,
    "deck_commodity.province_prices_title": _METHOD,
    "deck_commodity.shipments_title": _METHOD,
    "deck_commodity.province_title": _METHOD,
    "deck_commodity.missing_title": _METHOD,
    "deck_scenario.assumptions_objection": _METHOD,
    "deck_scenario.balance_objection": _METHOD,
    "deck_scenario.regencies_objection": _METHOD,
    "deck_scenario.totals_objection": _METHOD,
    "deck_scenario.changes_objection": _METHOD,
    "deck_scenario.firmness_objection": _METHOD,
    "deck_scenario.no_answer_title": _METHOD,
    "deck_scenario.no_balance_title": _METHOD,
    "deck_scenario.no_answer_objection": _METHOD,
    "deck_regency.asked": _NAME,
    "deck_zone.zone_name": _NAME,
    "deck_zone.title_of_zone": _NAME,
    "deck_zone.reach_word": _NAME,
    "deck_zone.sectors_counted": _METHOD,
    "deck_zone.different_sectors_title": _METHOD,
    "deck_zone.two_schemes_title": _METHOD,
    "effect.class_count": _WORD,
    "effect.effect_note": _METHOD,
    "round_needs.part_of_year_line": _METHOD,
    "ferries.room_word": _WORD,
    "ferries.room_note": _METHOD,
    "ferries.limits": _METHOD,
    "flagship.no_say_note": _METHOD,
    "flagship.points_rule": _METHOD,
    "flow_checks.verdict_word": _WORD,
    # Each code has its predicate in analysis.matching.flow_checks and its test there.
    "flow_checks.reason_sentence": _WORD,
    "forcing.closed_word": _WORD,
    "forcing.forcing_note": _METHOD,
    "first_steps.wording_word": _WORD,
    "first_steps.step_lines": _NAME,
    "first_steps.path_text": _NAME,
    "guidance.criteria_title": _NAME,
    "guidance.topic_title": _NAME,
    "guidance.topic_place": _NAME,
    "guide.report_section": _NAME,
    "guide.body_word": _WORD,
    "guide.reason_sentence": _WORD,
    "guide.compensation_word": _WORD,
    "guide.programme_word": _WORD,
    "indications.indication_word": _WORD,
    "indications.no_pair_reason": _WORD,
    "indications.pair_heading": _NAME,
    "indications.arrows_note": _METHOD,
    "indications.pair_rules": _METHOD,
    "indicators.ToldIndicator": _WORD,
    "indicators.indicator_name": _WORD,
    "indicators.sufficiency_words": _WORD,
    "indicators.staples_words": _WORD,
    "indicators._balance": _NAME,
    "indicators._population": _NAME,
    "indicators._density": _NAME,
    "kpju.verdict_word": _WORD,
    "kpju.rank_class_word": _WORD,
    "kpju.rank_notes": _NAME,
    "kpju.shared_note": _METHOD,
    "market.at_prices_of": _NAME,
    "market.corridor_note": _METHOD,
    "zone_seats.measure_word": _WORD,
    "zone_seats.aim_word": _WORD,
    "zone_seats.way": _NAME,
    "zone_seats.seats_method": _METHOD,
    "zone_seats.farthest_line": _NAME,
    "zone_seats.steps_line": _NAME,
    "market.verdict_word": _WORD,
    "matching.pair_class_word": _WORD,
    "matching.tie_rule": _METHOD,
    # Said where the search says that it was cut off.
    "matching.cut_off": _WORD,
    "matching.old_link_note": _METHOD,
    "matching.aim": _METHOD,
    "matching.near_best_note": _METHOD,
    "matching.line_legend": _METHOD,
    "matching.price_support_word": _WORD,
    "methods.parameter_sentence": _NAME,
    "methods.formulas": _METHOD,
    "methods.assumptions": _METHOD,
    "network.map_note": _METHOD,
    "network.ships_note": _METHOD,
    "network.trucks_note": _METHOD,
    "network.costs_note": _METHOD,
    "network.node_kind": _WORD,
    "next_steps.office_words": _WORD,
    "one_sided.nature_note": _METHOD,
    "one_sided.share_lines": _METHOD,
    "partnerships.side_word": _WORD,
    "profile.full_name": _NAME,
    "profile.identity_line": _NAME,
    "profile.population_notes": _METHOD,
    "profile.sectors_note": _METHOD,
    "profile.sectors_line": _NAME,
    "regency_card.place_line": _NAME,
    "regency_card.balance_lines": _WORD,
    "province.title": _NAME,
    "province.map_alt": _NAME,
    "province.bars_title": _NAME,
    "province.largest_title": _NAME,
    "province.sectors_headline": _METHOD,
    # The finding itself is of flagship.flagship_headline.
    "province.flagships_headline": _NAME,
    "province.missing_headline": _NAME,
    "regency_gaps._names": _NAME,
    "regency_gaps.agreements_note": _METHOD,
    "regency_gaps.not_complete": _METHOD,
    "regency_gaps.nothing_of": _WORD,
    "registers.document_name": _WORD,
    "registers.grade_letter": _WORD,
    "registers.grade_meaning": _WORD,
    "registers.filter_words": _NAME,
    "reported_flows.scope_words": _WORD,
    "reported_flows.unit_word": _WORD,
    # Each change is one of analysis.scenario.upgrade, found in the document by its tests.
    "scenario.document_changes": _WORD,
    "scenario.list_part": _NAME,
    "scenario._part": _NAME,
    # Which word a pair gets is decided in analysis.matching.changes, by its tests.
    "scenario._pair_change": _WORD,
    "scenario.pairs_note": _WORD,
    "scenario.title": _NAME,
    "scenario_briefing.baseline_words": _NAME,
    "scenario_briefing.description": _NAME,
    # services.briefing.scenario says it of one without an id; its tests hold it.
    "scenario_briefing.not_saved": _WORD,
    "scenario_briefing.cannot_be_computed": _WORD,
    # analysis.scenario.references finds what is unknown, by its tests.
    "scenario_briefing.unknown_reference": _WORD,
    "scenario_briefing.totals_title": _NAME,
    "scenario_briefing.balances_title": _NAME,
    "scenario_briefing.pairs_title": _NAME,
    "scenario_briefing.unmet_title": _NAME,
    "scenario_briefing.limits_title": _NAME,
    # Why a regency is short or keeps some is found by analysis.matching.reasons, by its tests.
    "scenario_briefing._deficits_line": _WORD,
    "scenario_briefing._surplus_line": _WORD,
    "scenario_briefing.not_judged": _WORD,
    "scenario_briefing.robust_means": _METHOD,
    "scenario.not_measured": _NAME,
    "scenario.match_options": _NAME,
    "scenario.billion": _WORD,
    "sectors.scheme_word": _WORD,
    "sectors.scheme_label": _NAME,
    "sectors.schemes_explained": _METHOD,
    "sectors.unranked_note": _NAME,
    "sectors.borda_rule": _METHOD,
    "sectors.borda_coverage": _METHOD,
    "sectors.shift_note": _METHOD,
    "similar.shared_headline": _NAME,
    "staples.comparison_note": _METHOD,
    "swap.pair_choice": _NAME,
    "swap.swapped_note": _METHOD,
    "turning.holding_note": _METHOD,
    # The page says it where no supply can be named.
    "turning.nothing_to_turn": _WORD,
    "validation.verdict_word": _WORD,
    "validation.kind_word": _WORD,
    "validation.checks_note": _METHOD,
    "validation.price_note": _METHOD,
}

#: Texts of concluding functions that conclude nothing themselves: labels, links, units, frames
#: around another finding.
FRAMES = {
    "{production} of {form} × {conversion} t/t; {people} people ({series}) × {norm} kg.",
    "Best of all {n} ways to choose the seats.",
    "Figures by regency",
    "Figures, pairs and prices",
    "Path, cost and prices of {name}",
    "Corridor of {name}",
    "Collect data",
    "Ask: {office}.",
    "Which regencies share it",
    "What is missing for {name}",
    "{label} The pairs of {names} in {year}, matched together: NTT supplies itself first, then the "
    "least freight between regencies. Everything else that ferries carry is not in it.",
    "Lines ({label}): ferries, the thicker the more tonnes. Point at one to read its tonnes.",
    "Self-sufficiency in {commodity}",
    "available as % of need",
    "Production of {commodity}",
    "t ({form})",
    "Normative consumption divided by net availability of rice, maize, cassava and sweet potato: "
    "above 1 = lack. The counts leave out figures that are flagged as outliers. Editions are not "
    "one series and must not be compared across years; a city without fields has no meaningful "
    "ratio.",
    "FSVA ratio (above 1 = lack)",
    "ratio {n}",
    "receipt {receipt}",
    "rank in the KPJu list",
    "first-ranked sector",
    "The report ranks by two schemes; each regency's first sector is that of its own scheme, and "
    "ranks of the two are not compared.",
    "Rice, maize and tubers together (FSVA {edition})",
    "Balance: known for {coverage}. Pairs, freight and what stays unmet: {label}. Changes are "
    "against the baseline of the same commodity and year.",
    " and ",
    "{sign}; the next year the same sign: {steady}",
    "{source}, grade {grade}",
    "Production and population ({series}) of {year}, need of {norm_year}; seed, feed and losses "
    "are not taken off.",
    "Figures exist for {coverage}; the others are not known. Of what is needed at home there is no "
    "figure, so nothing is taken off for it.",
    "Balanced regencies neither give nor take; their small remainders are in no pair.",
    "{name}: {reason}",
}

#: Functions whose texts have their example and counter-example in a test of their own.
TESTED_BESIDE = {
    "commodity.standing_headline": (
        "tests/publishing/test_commodity_words.py"
        "::test_each_standing_has_its_headline_and_no_more_is_said",
    ),
    "commodity._produced_headline": (
        "tests/publishing/test_commodity_words.py"
        "::test_each_standing_has_its_headline_and_no_more_is_said",
    ),
    "commodity.standing_hint": (
        "tests/publishing/test_commodity_words.py::test_the_list_says_in_a_few_words_what_is_known",
    ),
    "commodity.step_known": (
        "tests/publishing/test_commodity_words.py"
        "::test_a_step_says_how_far_it_is_taken_and_who_would_take_it",
    ),
    "commodity.step_opens": (
        "tests/publishing/test_commodity_words.py"
        "::test_a_step_says_how_far_it_is_taken_and_who_would_take_it",
    ),
    "commodity.next_line": (
        "tests/publishing/test_commodity_words.py"
        "::test_the_next_step_is_named_only_where_there_is_one",
    ),
    "commodity.not_zero_line": (
        "tests/publishing/test_commodity_words.py"
        "::test_unknown_regencies_are_counted_only_beside_known_ones",
    ),
    "commodity.register_line": (
        "tests/publishing/test_commodity_words.py::test_the_register_is_counted_by_standing",
    ),
    "commodity_sides.need_headline": (
        "tests/publishing/test_commodity_words.py"
        "::test_who_needs_most_is_said_of_figures_that_nothing_doubts",
    ),
    "commodity_sides.form_lines": (
        "tests/publishing/test_commodity_words.py"
        "::test_each_form_has_its_total_and_says_whom_it_leaves_out",
    ),
    "commodity_sides.need_note": (
        "tests/publishing/test_commodity_words.py"
        "::test_each_form_has_its_total_and_says_whom_it_leaves_out",
    ),
    "commodity_sides.yearly_prices_headline": (
        "tests/publishing/test_commodity_words.py"
        "::test_prices_of_a_year_say_for_how_many_regencies",
    ),
    "commodity_sides.reported_headline": (
        "tests/publishing/test_commodity_words.py"
        "::test_figures_of_single_regencies_are_called_theirs",
    ),
    "commodity_sides.reported_lines": (
        "tests/publishing/test_commodity_words.py"
        "::test_figures_of_single_regencies_are_called_theirs",
    ),
    "commodity_sides.classes_line": (
        "tests/publishing/test_commodity_words.py"
        "::test_classes_are_counted_and_a_side_has_its_doubtful_total_in_brackets",
    ),
    "commodity_records.listed_headline": (
        "tests/publishing/test_commodity_words.py::test_lists_and_verdicts_are_said_as_they_stand",
    ),
    "commodity_records.verdict_lines": (
        "tests/publishing/test_commodity_words.py::test_lists_and_verdicts_are_said_as_they_stand",
    ),
    "commodity_records.flows_headline": (
        "tests/publishing/test_commodity_words.py"
        "::test_a_pair_of_regencies_is_named_only_where_a_report_names_both",
    ),
    "commodity_records.animals_headline": (
        "tests/publishing/test_commodity_words.py"
        "::test_quotas_that_sources_contradict_are_named_as_such_and_not_ranked",
    ),
    "commodity_records.largest_quotas_line": (
        "tests/publishing/test_commodity_words.py"
        "::test_quotas_that_sources_contradict_are_named_as_such_and_not_ranked",
    ),
    "commodity_records.province_headline": (
        "tests/publishing/test_commodity_words.py::test_figures_of_the_province_say_up_to_when",
    ),
    "comparison.schemes_differ": (
        "tests/services/briefing/test_comparison.py"
        "::test_ranks_of_different_schemes_are_never_side_by_side",
    ),
    "comparison.no_exchange": (
        "tests/services/briefing/test_comparison.py"
        "::test_only_pairs_that_both_are_part_of_are_named_between_them",
    ),
    "prices.no_prices": (
        "tests/services/briefing/test_price_blocks.py::test_where_no_price_is_known_that_is_said",
    ),
    "prices.province_alone": (
        "tests/services/briefing/test_price_blocks.py"
        "::test_a_good_of_the_province_alone_says_what_is_missing",
    ),
    "balance.series_without_year": (
        "tests/pages/test_scenarios.py"
        "::test_a_population_series_is_chosen_and_a_year_without_it_is_not_filled",
    ),
    "provincial.year_of_the_province_alone": (
        "tests/pages/test_choices_across_pages.py"
        "::test_a_link_to_a_year_of_the_province_alone_says_so",
    ),
    "provincial.provincial_line": (
        "tests/analysis/test_provincial.py::test_it_says_what_it_does_not_say",
        "tests/analysis/test_provincial.py::test_a_year_with_a_regency_is_not_the_province_alone",
    ),
    "certainty.certainty_headline": (
        "tests/publishing/test_certainty_words.py::test_certainty_headline",
        "tests/publishing/test_certainty_words.py::test_the_headline_says_how_steady_the_signs_are",
    ),
    "certainty._unproven": ("tests/publishing/test_certainty_words.py::test_certainty_headline",),
    "certainty.interval_note": (
        "tests/publishing/test_certainty_words.py::test_a_note_on_one_regency",
    ),
    "certainty.scatter_note": (
        "tests/publishing/test_certainty_words.py::test_the_spread_says_where_it_comes_from",
    ),
    "forcing.pair_verdict": (
        "tests/publishing/test_forcing_words.py::test_each_class_has_its_sentence",
        "tests/publishing/test_forcing_words.py::test_a_closed_pair_says_why",
    ),
    "forcing.forcing_line": (
        "tests/publishing/test_forcing_words.py::test_nothing_is_added_where_freight_would_fall",
        "tests/publishing/test_forcing_words.py"
        "::test_where_ntt_comes_first_its_own_freight_is_told_apart",
        "tests/publishing/test_forcing_words.py"
        "::test_more_unmet_and_less_than_a_tonne_are_said_only_where_it_is_so",
    ),
    "market.market_headline": (
        "tests/publishing/test_market_words.py::test_the_headline_follows_the_share_of_tonnes",
        "tests/publishing/test_market_words.py"
        "::test_the_headline_says_that_the_pairs_are_one_choice",
    ),
    "market._corridor_carried": (
        "tests/publishing/test_market_words.py::test_a_corridor_is_judged_by_its_tonnes",
    ),
    "market.delivered_headline": (
        "tests/publishing/test_market_words.py::test_a_gateway_is_called_cheaper_only_where_it_is",
    ),
    "market.delivered_line": (
        "tests/publishing/test_market_words.py::test_what_would_close_the_difference_to_a_gateway",
    ),
    "market.public_support_line": (
        "tests/publishing/test_market_words.py"
        "::test_a_large_flow_stands_beside_what_public_support_moved",
    ),
    "matching.match_notes": (
        "tests/publishing/test_matching_words.py::test_notes_say_when_an_option_changes_nothing",
        "tests/publishing/test_matching_words.py::test_what_the_default_aim_costs_is_no_saving",
        "tests/publishing/test_matching_words.py"
        "::test_the_same_tonnes_are_not_set_against_themselves",
    ),
    "matching.without_pair": (
        "tests/publishing/test_matching_words.py::test_doing_without_a_pair",
    ),
    "matching._freight_moved_outside": (
        "tests/publishing/test_matching_words.py"
        "::test_a_pair_kept_for_freight_between_regencies_says_both_amounts",
    ),
    "matching._before_freight": (
        "tests/publishing/test_matching_words.py::test_what_goes_before_freight_is_named",
    ),
    "matching._order": (
        "tests/publishing/test_matching_words.py::test_certain_is_meant_by_the_chosen_objective",
    ),
    "scenario.balances_headline": (
        "tests/publishing/test_scenario_comparison.py::test_balances_headline",
    ),
    "scenario.series_note": (
        "tests/publishing/test_scenario_comparison.py"
        "::test_nothing_is_compared_across_a_break_of_the_series",
        "tests/publishing/test_scenario_comparison.py::test_years_of_one_series_are_compared",
    ),
    "turning.holding_line": (
        "tests/publishing/test_turning_words.py::test_each_case_is_said_and_only_that",
    ),
    "unused_gateways.headline": (
        "tests/publishing/test_unused_gateway_words.py::test_the_miss_is_said_with_the_reports",
    ),
    "unused_gateways.reasons": (
        "tests/publishing/test_unused_gateway_words.py"
        "::test_each_reason_is_said_only_where_it_holds",
    ),
    "unused_gateways.report_lines": (
        "tests/publishing/test_unused_gateway_words.py"
        "::test_every_report_has_a_line_with_its_row_and_note",
    ),
}
