-- Does what was carried in equal what the year before carried out?  One row per year, over the
-- series that print both; `differing` counts those where the two are not the same.
select year,
    sum(carried_out_before) filter (where carried_in is not null) as carried_out_before,
    sum(carried_in) filter (where carried_out_before is not null) as carried_in,
    count(*) filter (where carried_in <> carried_out_before) as differing,
    sum(if(carried_in + carried_out_before is null, 0, units_expected))::integer as units,
    sum(units_expected)::integer as units_expected
from township_years
where county_id = $county and year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
group by year
order by year
