-- What are these indicators in the last chosen year, and how did they change?  One row per indicator.
-- The change compares only series that gave it in both years; `nil_units` printed only slashes.
with wanted as (
    select unnest($indicators::text[]) as indicator_id
),
expected as (
    select y.series_id, y.year, y.units_expected, y.units_filed
    from chosen_series_years($county, $townships, $types) y
    where y.year in ($to_year, $to_year - 1)
),
given as (
    select i.indicator_id, i.year, i.numerator, i.denominator, i.approximate, e.units_expected,
        count(*) over (partition by i.indicator_id, i.series_id) as years_given
    from indicator_values_of($county) i
    join expected e using (series_id, year)
    where list_contains($indicators::text[], i.indicator_id)
),
slashed as (
    select s.indicator_id, sum(e.units_expected)::integer as nil_units
    from expected e
    join indicator_slashes_of($county) s using (series_id, year)
    where e.year = $to_year
    group by s.indicator_id
),
summed as (
    select indicator_id,
        sum(numerator) filter (where year = $to_year) as part,
        sum(denominator) filter (where year = $to_year) as whole,
        sum(units_expected) filter (where year = $to_year)::integer as units,
        bool_or(approximate) filter (where year = $to_year) as approximate,
        count(*) filter (where year = $to_year and years_given = 2)::integer as compared,
        sum(numerator) filter (where year = $to_year and years_given = 2) as part_now,
        sum(denominator) filter (where year = $to_year and years_given = 2) as whole_now,
        sum(numerator) filter (where year < $to_year and years_given = 2) as part_then,
        sum(denominator) filter (where year < $to_year and years_given = 2) as whole_then
    from given
    group by indicator_id
),
everyone as (
    select sum(units_expected)::integer as units_expected, sum(units_filed)::integer as units_filed
    from expected
    where year = $to_year
)
select w.indicator_id, $to_year as year, s.part, s.whole,
    case when s.whole > 0 then s.part / s.whole end as rate,
    ifnull(s.units, 0) as units, ifnull(n.nil_units, 0) as nil_units,
    e.units_expected, e.units_filed,
    ifnull(s.approximate, false) as approximate, ifnull(s.compared, 0) as compared,
    s.part_then, s.part_now, s.whole_then, s.whole_now,
    s.part_now - s.part_then as change,
    case when s.whole_now > 0 and s.whole_then > 0
        then s.part_now / s.whole_now - s.part_then / s.whole_then end as rate_change
from wanted w
cross join everyone e
left join summed s using (indicator_id)
left join slashed n using (indicator_id)
