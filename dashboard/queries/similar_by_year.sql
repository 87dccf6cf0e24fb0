-- How many reports are much like another one in each chosen year?  One row per year; a number is
-- null where no text could be compared.
select year, count(report_id) as units_expected,
    count(coalesce(similarity_previous, similarity_sibling)) as units,
    count(similarity_previous) as compared_previous,
    count(similarity_sibling) as compared_sibling,
    case when compared_previous > 0
        then count(*) filter (where similarity_previous > $at_least)
    end as previous,
    case when compared_sibling > 0
        then count(*) filter (where similarity_sibling > $at_least)
    end as sibling
from unit_years
where county_id = $county and year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
group by year
order by year
