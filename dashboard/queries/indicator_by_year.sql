-- What is an indicator in each year, and over how many units?  One row per year.
-- `units` gave a figure, `nil_units` printed only slashes, the rest said nothing or did not report.
with expected as (
    select y.*
    from chosen_series_years($county, $townships, $types) y
    where y.year between $from_year and $to_year
),
slashed as (
    select series_id, year from indicator_slashes_of($county) where indicator_id = $indicator
),
years as (
    select e.year,
        sum(i.numerator) as part,
        sum(i.denominator) as whole,
        ifnull(sum(e.units_expected) filter (where i.series_id is not null), 0)::integer as units,
        ifnull(sum(e.units_expected) filter (where s.series_id is not null), 0)::integer
            as nil_units,
        sum(e.units_filed)::integer as units_filed,
        sum(e.units_expected)::integer as units_expected,
        ifnull(bool_or(i.approximate), false) as approximate
    from expected e
    left join indicator_values_of($county) i
        on i.series_id = e.series_id and i.year = e.year and i.indicator_id = $indicator
    left join slashed s on s.series_id = e.series_id and s.year = e.year
    group by e.year
)
select year, part, whole, case when whole > 0 then part / whole end as rate, units, nil_units,
    units_filed, units_expected, approximate,
    case when approximate then '含约数' else '' end as about
from years
order by year
