-- On what was information disclosed?  One row per year and part: each field of work, the labels of
-- no known field (`unmapped`), and what no category explains (`unexplained`: total minus Σ, report
-- by report, where the total is known and not below Σ).  Only main items counted in pieces add up.
select year, part, any_value(label) as label, sum(value) as value, count(*) as reports
from disclosure_parts
where county_id = $county and year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
group by year, part
order by year, any_value(position)
