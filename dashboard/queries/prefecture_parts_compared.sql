-- What do the counties print where the published report of the prefecture differs from their sum in the
-- last chosen year?  One row per such cell and county or unit of the prefecture, in printed order.
select c.title, n.label, p.part, p.value, p.mark, p.origin, c.published, c.mark as published_mark,
    c.state
from prefecture_cells c
join prefecture_parts p using (report_id, address)
join address_names n using (address)
where c.county_id = $county and c.year = $to_year and c.state <> 'equal'
order by n.position, p.is_unit, p.part_id
