-- What is each indicator of each township?  One row per series, year and indicator for which all
-- that it is made of is printed; a rate is a share of 1.
select township, series_type as type, year, indicator_id, numerator, denominator,
    case when denominator is null then numerator end as amount,
    case when denominator > 0 then numerator / denominator end as rate,
    approximate, nil_terms, units_expected, units_filed, count(*) over ()::integer as rows_in_all
from indicator_years
where county_id = $county and year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
  and is_given
order by year desc, township collate zh, series_id, indicator_id
limit $page_rows offset $skipped
