-- Which reports of the county have a text to compare?  One row per report with any prose.
select u.place_id || '-' || u.year as report, u.township, u.year
from submissions_of($county) u
join sections s using (report_id)
where u.county_id = $county
group by u.place_id, u.township, u.year
having sum(length(s.body)) > 0
order by u.year desc, u.township collate zh
