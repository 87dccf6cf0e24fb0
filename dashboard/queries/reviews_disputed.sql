-- Which townships had cases?  One row per series with a case in the chosen years, most first:
-- concluded cases of all years, each of which is concluded once, and those open at the last end.
select any_value(township) as township, sum(upheld) as upheld, sum(corrected) as corrected,
    sum(other) as other, sum(pending) filter (where year = $to_year) as pending,
    list_sum([sum(upheld), sum(corrected), sum(other),
        sum(pending) filter (where year = $to_year)]) as cases,
    count(distinct year)::integer as years_given
from review_outcomes
where county_id = $county and year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
  and coalesce(total, upheld, corrected, other, pending) is not null
group by series_id
having cases > 0
order by cases desc, any_value(township) collate zh
