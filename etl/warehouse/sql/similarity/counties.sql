-- Which counties have texts to compare?  One row per county, with the number of its sections.
select p.county_id, count(*) as sections
from sections s
join reports r using (report_id)
join places p using (place_id)
where r.is_active
group by p.county_id
order by p.county_id
