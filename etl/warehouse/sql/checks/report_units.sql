-- Whose report is it?  One row per active report.
select report_id, place_id, series_id, county_id, township, year
from submissions
where report_id is not null
