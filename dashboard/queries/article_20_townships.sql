-- What does each township print in its Article 20 table in the last chosen year?
-- One row per series and figure of its form; a series without a report has one row that says so.
with chosen as (
    select series_id, township, type from chosen_series($county, $townships, $types)
)
select c.township, c.type, y.year, y.edition, n.label, v.value, n.unit,
    shown_mark(y.status, v.mark) as value_mark
from chosen c
join series_years_of($county) y using (series_id)
left join series_values_of($county) v
    on v.series_id = c.series_id and v.year = y.year and v.address like 'article_20.%'
left join address_names n using (address)
where y.year = $to_year
order by c.township collate zh, n.position
