-- What became of the applications of each township in the last chosen year?  One row per series.
select township, series_type as type, year, received_new, received_new_mark, carried_in,
    carried_in_mark, disclosed, disclosed_mark, partly_disclosed, partly_disclosed_mark, refused,
    refused_mark, unavailable, unavailable_mark, declined, declined_mark, closed, closed_mark,
    handled_total, handled_total_mark, carried_out, carried_out_mark,
    case
        when handled_total > 0 and disclosed_mark in ('number', 'nil')
            and partly_disclosed_mark in ('number', 'nil')
        then list_sum([disclosed, partly_disclosed]) / handled_total
    end as disclosed_or_partly_rate,
    population
from township_years
left join population_years using (county_id, series_id, year)
where county_id = $county and year = $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
order by received_new desc nulls last, township collate zh
