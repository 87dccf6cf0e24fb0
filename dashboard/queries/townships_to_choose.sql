-- Which townships can be chosen in a county?  One row per series that was ever expected to report.
with expected as (
    select series_id, max(year) filter (where units_filed > 0) as newest_year
    from series_years_of($county)
    where county_id = $county
    group by series_id
)
select series_id, type, newest_year,
    township || ifnull('（含原' || former_names || '）', '') as label,
    township
from series
join expected using (series_id)
order by township collate zh
