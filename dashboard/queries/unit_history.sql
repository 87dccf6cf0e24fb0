-- Which units made up one township over time?  One row per unit of the register, today's last.
select p.place_id, p.township, p.type, p.valid_from, p.valid_to, later.township as successor
from places p
left join places later on later.place_id = p.successor
where p.series_id = $unit and p.county_id = $county
order by p.place_id = p.series_id, p.valid_from, p.township collate zh
