-- What is an indicator in each year, and over how many units?  One row per year.
-- `units` gave a figure, `nil_units` printed only slashes, the rest said nothing or did not report.
select year, sum(numerator) as part, sum(denominator) as whole,
    case when whole > 0 then part / whole end as rate,
    sum(if(is_given, units_expected, 0))::integer as units,
    sum(if(is_slashed, units_expected, 0))::integer as nil_units,
    sum(units_filed)::integer as units_filed, sum(units_expected)::integer as units_expected,
    bool_or(ifnull(approximate, false)) as approximate,
    if(bool_or(ifnull(approximate, false)), '含约数', '') as about
from indicator_years
where county_id = $county and year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
  and indicator_id = $indicator
group by year
order by year
