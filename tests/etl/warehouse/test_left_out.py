"""What a merged unit filed and no sum holds stands beside the sum: nothing is dropped."""

from __future__ import annotations

from pathlib import Path

from tests.warehouses import stored

MERGED = "990101108"


def test_every_filed_figure_is_in_the_sum_or_told_beside_it(full_data: Path) -> None:
    dropped = stored(
        full_data,
        """with printed as (
            select s.county_id, s.year, t.indicator_id, sum(p.value) as filed
            from submissions s
            join printed_figures p using (report_id)
            join indicator_terms t using (address)
            where t.indicator_id in (
                select indicator_id from indicator_terms group by 1 having count(*) = 1
            )
            group by all
        )
        select p.*, sum(i.numerator) as told, sum(i.left_numerator) as beside
        from printed p
        join indicator_years i using (county_id, year, indicator_id)
        group by all
        having p.filed <> ifnull(told, 0) + ifnull(beside, 0)""",
    )
    assert dropped == []


def test_a_part_of_a_merged_unit_is_named_with_what_it_filed(full_data: Path) -> None:
    told = stored(
        full_data,
        "select year, left_units, left_numerator, left_denominator, left_names from indicator_years"
        " where series_id = $unit and left_units > 0 and indicator_id in"
        " ('proactive_total', 'hotline_answer_rate') order by year",
        {"unit": MERGED},
    )
    assert told == [(2019, 1, 123, None, "青石坡乡"), (2020, 1, 43, 44, "青石坡乡")]
    reasons = stored(
        full_data,
        "select distinct year, reason, others from left_out_figures where series_id = $unit"
        " order by year",
        {"unit": MERGED},
    )
    assert reasons == [(2019, "partly_missing", "柳叶渡乡"), (2020, "absent", "柳叶渡乡")]


def test_a_year_has_one_line_and_a_lone_figure_its_own(full_data: Path) -> None:
    found = stored(
        full_data,
        "select township, year, address, raw, mark, why, figures from caveats"
        " where kind = 'left_out' order by year, address",
    )
    (whole, *lone) = found
    assert whole[:6] == ("青石坡乡", 2019, None, None, "partly_missing", "柳叶渡乡")
    assert whole[6] > 100
    assert [(row[2], row[3], row[6]) for row in lone] == [
        ("narrative.hotline_answered", "43", 1),
        ("narrative.hotline_received", "44", 1),
    ]
