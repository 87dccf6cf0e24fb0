-- Which townships can be chosen in a county?  One row per series that was ever expected to report.
select series_id, type, newest_year, label, township
from series
where county_id = $county and is_expected
order by township collate zh
