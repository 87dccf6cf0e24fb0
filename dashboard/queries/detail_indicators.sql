-- What is each indicator of each township?  One row per series, year and indicator for which all
-- that it is made of is printed; a rate is a share of 1.
select c.township, c.type, i.year, i.indicator_id, i.numerator, i.denominator,
    case when i.denominator is null then i.numerator end as amount,
    case when i.denominator > 0 then i.numerator / i.denominator end as rate,
    i.approximate, i.nil_terms, y.units_expected, y.units_filed,
    count(*) over ()::integer as rows_in_all
from indicator_values_of($county) i
join series_years_of($county) y using (series_id, county_id, year)
join chosen_series($county, $townships, $types) c on c.series_id = i.series_id
where i.year between $from_year and $to_year
order by i.year desc, c.township collate zh, c.series_id, i.indicator_id
limit $page_rows offset $skipped
