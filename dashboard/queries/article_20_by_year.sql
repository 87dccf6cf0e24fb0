-- What do the Article 20 tables add up to?  One row per year and figure that a form of that year
-- has; `units` printed a number, `nil_units` a slash.  Rows of the 2019 and 2021 forms stay apart.
with expected as (
    select y.*
    from chosen_series_years($county, $townships, $types) y
    where y.year between $from_year and $to_year
),
units as (
    select year, sum(units_expected)::integer as units_expected
    from expected
    group by year
)
select v.year, v.address, any_value(n.label) as label, any_value(n.unit) as unit,
    sum(v.value) as value,
    ifnull(sum(e.units_expected) filter (where v.mark = 'number'), 0)::integer as units,
    ifnull(sum(e.units_expected) filter (where v.mark = 'nil'), 0)::integer as nil_units,
    any_value(u.units_expected) as units_expected,
    string_agg(distinct e.edition, '、' order by e.edition) as edition
from series_values_of($county) v
join expected e using (series_id, year)
join units u using (year)
join address_names n using (address)
where v.address like 'article_20.%'
group by v.year, v.address
order by v.year desc, any_value(n.position)
