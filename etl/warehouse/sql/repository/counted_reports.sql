-- Of which units and years are there reports, and does one count?  One row per unit and year; none of
-- the sample.
select place_id, year, bool_or(is_active) as is_active
from reports
where not (select is_sample from warehouse_info)
group by place_id, year
order by place_id, year;
