-- Which reports of the county have a text to compare?  One row per report with any prose.
select place_id || '-' || year as report, township, year
from unit_years
where county_id = $county and has_prose
order by year desc, township collate zh
