-- Which parts does each report print, under its own label?  One row per printed item of an axis.
with chosen as (
    select series_id, township from chosen_series($county, $townships, $types)
)
select c.township, i.year, i.label, i.parent, ifnull(i.field, '未归类') as field, i.count,
    i.unit, i.approximate, i.evidence,
    case when i.approximate then '约数' else '' end as about
from item_years_of($county) i
join chosen c using (series_id)
where i.axis = $axis and i.year between $from_year and $to_year
order by i.year desc, c.township collate zh, i.position
