-- What do the Article 20 tables add up to?  One row per year and figure that a form of that year
-- has; `units` printed a number, `nil_units` a slash.  Rows of the 2019 and 2021 forms stay apart.
with printed as (
    select *, sum(if(is_first, units_expected, 0)) over (partition by year) as units_of_year
    from article_20_years
    where county_id = $county and year between $from_year and $to_year
      and (len($townships) = 0 or list_contains($townships, series_id))
      and (len($types) = 0 or list_contains($types, series_type))
)
select year, address, any_value(label) as label, any_value(unit) as unit, sum(value) as value,
    sum(if(mark = 'number', units_expected, 0))::integer as units,
    sum(if(mark = 'nil', units_expected, 0))::integer as nil_units,
    any_value(units_of_year)::integer as units_expected,
    string_agg(distinct edition, '、' order by edition) as edition
from printed
where address is not null
group by year, address
order by year desc, any_value(position)
