-- How does the published report of the county stand to the sums of its units in the last chosen year,
-- whatever units are chosen?  One row per cell that the report prints, in printed order.
select c.title, n.label, c.raw, c.published, c.mark, c.total,
    c.total_mark, nullif(c.deducted, 0) as deducted, c.published - c.total as difference, c.filed, c.missing, c.missing_names, c.unknown, c.state
from county_cells c
join address_names n using (address)
where c.county_id = $county and c.year = $to_year
order by n.position
