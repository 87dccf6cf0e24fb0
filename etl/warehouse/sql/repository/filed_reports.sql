-- Which reports rest on the register, and which by a name only, as their file is not filed under their
-- unit?  One row per unit and year; none of the sample.
select place_id, year, not contains(original, '/' || place_id || '-') as by_name
from reports
where is_active and not (select is_sample from warehouse_info)
order by place_id, year;
