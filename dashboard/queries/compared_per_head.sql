-- What do these indicators of a few townships or years come to for so many residents, side by side?
-- One row per chosen series, chosen year and indicator; no rate without the population of that very year.
select i.series_id, i.township, i.year, i.indicator_id, i.numerator as amount, p.population,
    case when p.population > 0 then i.numerator * $people / p.population end as rate,
    ifnull(i.approximate, false) as approximate,
    case when not i.is_given then i.mark when p.population is null then 'no_population' end as mark
from indicator_years i
left join population_years p using (county_id, series_id, year)
where i.county_id = $county and list_contains($compared_series, i.series_id)
  and list_contains($compared_years, i.year) and list_contains($indicators::text[], i.indicator_id)
order by i.year, i.township collate zh, list_position($indicators::text[], i.indicator_id)
