-- What are one township's main figures each year?  One row per chosen year.
-- A year in which not every unit gave a figure has none; `*_mark` says why.
select year, status, units_expected, units_filed, names_that_year, zero_kind, proactive_total,
    proactive_total_mark, approximate, hotline_received, hotline_received_mark, hotline_answered,
    hotline_answered_mark, hotline_received_approximate, hotline_answered_approximate, hotline_rate,
    hotline_rate_approximate, received_new, received_new_mark, handled_total,
    handled_total_mark, carried_out, carried_out_mark, population
from township_years
left join population_years using (county_id, series_id, year)
where county_id = $county and series_id = $unit and year between $from_year and $to_year
order by year
