-- Which townships can be chosen in a county?  One row per series that was ever expected to report.
with expected as (
    select distinct series_id from series_years where county_id = $county
)
select series_id, type,
    township || ifnull('（含原' || former_names || '）', '') as label,
    township
from series
join expected using (series_id)
order by township collate zh
