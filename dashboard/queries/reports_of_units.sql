-- How many years does each unit have a report of?  One row per unit with one; none of the sample.
select place_id, count(distinct year)::integer as years
from reports
where not (select is_sample from warehouse_info)
group by place_id
