-- Which counties are to report, and for which years?  One row per county, those with reports first.
-- Two counties of one name are told apart by their prefecture.
select county_id, label, first_year, last_year
from counties
order by county_id not in (
    select county_id from submissions where report_id is not null
), county_id
