-- What is an indicator in the last chosen year, and how did it change?  One row.
-- The change compares only series that gave it in both years; `nil_units` printed only slashes.
with chosen as (
    select series_id from chosen_series($county, $townships, $types)
),
expected as (
    select y.series_id, y.year, y.units_expected, y.units_filed
    from series_years_of($county) y
    join chosen using (series_id)
    where y.year in ($to_year, $to_year - 1)
),
given as (
    select i.series_id, i.year, i.numerator, i.denominator, i.approximate, e.units_expected,
        count(*) over (partition by i.series_id) as years_given
    from indicator_values_of($county) i
    join expected e using (series_id, year)
    where i.indicator_id = $indicator
),
slashed as (
    select e.units_expected as units
    from expected e
    join indicator_slashes_of($county) s using (series_id, year)
    where s.indicator_id = $indicator and e.year = $to_year
),
summed as (
    select sum(numerator) filter (where year = $to_year) as part,
        sum(denominator) filter (where year = $to_year) as whole,
        sum(units_expected) filter (where year = $to_year)::integer as units,
        bool_or(approximate) filter (where year = $to_year) as approximate,
        count(*) filter (where year = $to_year and years_given = 2)::integer as compared,
        sum(numerator) filter (where year = $to_year and years_given = 2) as part_now,
        sum(denominator) filter (where year = $to_year and years_given = 2) as whole_now,
        sum(numerator) filter (where year < $to_year and years_given = 2) as part_then,
        sum(denominator) filter (where year < $to_year and years_given = 2) as whole_then
    from given
)
select $to_year as year, part, whole, case when whole > 0 then part / whole end as rate,
    ifnull(units, 0) as units,
    (select ifnull(sum(units), 0)::integer from slashed) as nil_units,
    (select sum(units_expected)::integer from expected where year = $to_year) as units_expected,
    (select sum(units_filed)::integer from expected where year = $to_year) as units_filed,
    ifnull(approximate, false) as approximate, compared,
    part_now - part_then as change,
    case when whole_now > 0 and whole_then > 0
        then part_now / whole_now - part_then / whole_then end as rate_change
from summed
