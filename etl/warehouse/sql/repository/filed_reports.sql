-- Which reports rest on the register, and which by a name only, as their file is not filed under their
-- unit?  One row per unit and year, of a report that was moved one for each of its units; none of the
-- sample.
with filed as (
    select *, split_part(report_key, '/', 2) as home, split_part(report_key, '/', 3)::integer as home_year
    from reports
    where not (select is_sample from warehouse_info)
),
resting as (
    select home as place_id, home_year as year, not contains(original, '/' || home || '-') as by_name
    from filed
    union all
    select place_id, year, false
    from filed
    where place_id <> home or year <> home_year
)
select place_id, year, bool_or(by_name) as by_name
from resting
group by place_id, year
order by place_id, year;
