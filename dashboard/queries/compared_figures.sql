-- What are the indicators of a few townships or years, side by side?  One row per chosen series,
-- chosen year and indicator; `mark` says why there is no figure, the worst of what it is made of.
select series_id, township, year, status, edition, indicator_id, numerator, denominator,
    case when is_rate and denominator > 0 then numerator / denominator end as rate,
    case when not is_rate then numerator end as amount, approximate, mark
from indicator_years
where county_id = $county and list_contains($compared_series, series_id)
  and list_contains($compared_years, year)
order by year, township collate zh, indicator_id
