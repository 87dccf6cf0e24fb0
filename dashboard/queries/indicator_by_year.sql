-- What is an indicator in each year, and over how many units?  One row per year.
-- `units` gave a figure, `nil_units` printed only slashes, the rest said nothing or did not report;
-- `left_*` filed a figure that is in no sum, as a unit they were merged with has none of that year.
select year, sum(numerator) as part, sum(denominator) as whole,
    case when whole > 0 then part / whole end as rate,
    sum(if(is_given, units_expected, 0))::integer as units,
    sum(if(is_slashed, units_expected, 0))::integer as nil_units,
    sum(units_filed)::integer as units_filed, sum(units_expected)::integer as units_expected,
    bool_or(ifnull(approximate, false)) as approximate,
    if(bool_or(ifnull(approximate, false)), '含约数', '') as about,
    ifnull(sum(left_units), 0)::integer as left_units, sum(left_numerator) as left_part,
    sum(left_denominator) as left_whole, ifnull(bool_or(left_approximate), false) as left_approximate,
    ifnull(string_agg(left_names, '、' order by left_names) filter (where left_units > 0), '')
        as left_names
from indicator_years
where county_id = $county and year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
  and indicator_id = $indicator
group by year
order by year
