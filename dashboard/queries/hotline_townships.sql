-- What does each township say about the hotline in the last chosen year?  One row per series.
-- A stated rate cannot be added up: where several units share a series, each stated its own.
-- `rank_group`: ranked from 10 cases on, few below, doubtful where more were answered than received.
select township, series_type as type, year, received, answered, answered as numerator,
    received as denominator, rate, low, high, stated_rate,
    round((stated_rate - rate) * 100, 2) + 0.0 as difference_points,
    case
        when rate is null and stated_rate is not null then 'stated_only'
        when rate is null then 'unknown'
        when answered > received then 'doubtful'
        when received < 10 then 'few'
        else 'ranked'
    end as rank_group,
    received_mark, answered_mark, stated_mark, received_approximate, answered_approximate,
    rate is not null and (received_approximate or answered_approximate) as approximate, evidence, population
from hotline_answers
left join population_years using (county_id, series_id, year)
where county_id = $county and year = $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
order by rate desc nulls last, received desc nulls last, township collate zh
