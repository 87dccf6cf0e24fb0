-- Which townships had cases?  One row per series with a case in the chosen years, most first:
-- concluded cases of all years, each of which is concluded once, and those open at the last end.
with chosen as (
    select series_id, township from chosen_series($county, $townships, $types)
),
results as (
    select h.township, series_id, split_part(v.address, '.', 3) as result, v.year, v.value
    from series_values_of($county) v
    join chosen h using (series_id)
    where v.address like 'reviews.%' and v.mark = 'number'
      and v.year between $from_year and $to_year
)
select township,
    sum(value) filter (where result = 'upheld') as upheld,
    sum(value) filter (where result = 'corrected') as corrected,
    sum(value) filter (where result = 'other') as other,
    sum(value) filter (where result = 'pending' and year = $to_year) as pending,
    sum(value) filter (where result in ('upheld', 'corrected', 'other')
        or (result = 'pending' and year = $to_year)) as cases,
    count(distinct year)::integer as years_given
from results
group by series_id, township
having cases > 0
order by cases desc, township collate zh
