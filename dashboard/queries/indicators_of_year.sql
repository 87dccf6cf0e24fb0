-- What are these indicators in the last chosen year, and how did they change?  One row per indicator.
-- The change compares only series that gave it in both years; `nil_units` printed only slashes,
-- `left_*` filed a figure that is in no sum, as a unit they were merged with has none of that year.
with wanted as (
    select unnest($indicators::text[]) as indicator_id
),
years as (
    select indicator_id, numerator as part, denominator as whole, units_expected, units_filed,
        is_given, is_slashed, ifnull(approximate, false) as approximate,
        is_given and is_given_before as is_compared,
        numerator - numerator_before as change, denominator as whole_now,
        numerator_before, denominator_before, approximate_before, left_units, left_numerator, left_denominator,
        left_approximate, left_names
    from indicator_years
    where county_id = $county and year = $to_year
      and (len($townships) = 0 or list_contains($townships, series_id))
      and (len($types) = 0 or list_contains($types, series_type))
)
select w.indicator_id, $to_year as year, sum(part) as part, sum(whole) as whole,
    sum(part) / nullif(greatest(sum(whole), 0), 0) as rate,
    ifnull(sum(units_expected) filter (where is_given), 0)::integer as units,
    ifnull(sum(units_expected) filter (where is_slashed), 0)::integer as nil_units,
    sum(units_expected)::integer as units_expected, sum(units_filed)::integer as units_filed,
    ifnull(bool_or(approximate), false) as approximate,
    count(*) filter (where is_compared)::integer as compared,
    sum(numerator_before) filter (where is_compared) as part_then,
    sum(part) filter (where is_compared) as part_now,
    sum(denominator_before) filter (where is_compared) as whole_then,
    sum(whole) filter (where is_compared) as whole_now,
    ifnull(bool_or(approximate_before) filter (where is_compared), false) as approximate_then,
    ifnull(bool_or(approximate) filter (where is_compared), false) as approximate_now,
    sum(change) filter (where is_compared) as change,
    sum(part) filter (where is_compared) / nullif(sum(whole) filter (where is_compared), 0)
        - sum(numerator_before) filter (where is_compared)
        / nullif(sum(denominator_before) filter (where is_compared), 0) as rate_change,
    ifnull(sum(left_units), 0)::integer as left_units, sum(left_numerator) as left_part,
    sum(left_denominator) as left_whole, ifnull(bool_or(left_approximate), false) as left_approximate,
    ifnull(string_agg(left_names, '、' order by left_names) filter (where left_units > 0), '')
        as left_names
from wanted w
left join years y using (indicator_id)
group by w.indicator_id
order by list_position($indicators::text[], w.indicator_id)
