-- How does the published report of the prefecture stand to the sums of its counties in the last chosen
-- year, whatever units are chosen?  One row per cell that it or a county prints, in printed order.
select c.title, n.label, c.raw, c.published, c.mark, c.total, c.total_mark,
    c.published - c.total as difference, c.filed, c.missing, c.missing_names, c.summed, c.unknown,
    c.state
from prefecture_cells c
join address_names n using (address)
where c.county_id = $county and c.year = $to_year
order by n.position
