-- How much did each township disclose?  One row per series and year, the newest first; the change
-- is on the year before, and `unexplained` what no category names.
select township, series_type as type, year, proactive_total, proactive_total_mark, approximate,
    if(approximate, '约数', '') as about, proactive_total_before as before_total,
    proactive_total - proactive_total_before as change,
    case when proactive_total_before >= 10
        then (proactive_total - proactive_total_before) / proactive_total_before
    end as change_rate,
    explained,
    case when explained is null then proactive_total
        when proactive_total >= explained then proactive_total - explained end as unexplained,
    case when explained > proactive_total then explained - proactive_total end as excess,
    population
from township_years
left join population_years using (county_id, series_id, year)
where county_id = $county and year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
order by year desc, proactive_total desc nulls last, township collate zh
