-- Which counties have reports, and for which years?  One row per county.
-- Two counties of one name are told apart by their prefecture.
select county_id, label, first_year, last_year
from counties
order by county_id
