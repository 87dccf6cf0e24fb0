-- Who had a case, who said that there was none, and who said nothing?  One row per year; counts are
-- of units and take the totals of the three kinds together.
select year,
    count(*) filter (where review_state = 'some') as some,
    count(*) filter (where review_state = 'zero') as zero,
    count(*) filter (where review_state = 'nil') as nil,
    count(*) filter (where review_state = 'unread') as unread,
    count(*) filter (where review_state = 'absent') as absent,
    count(*) filter (where review_state = 'no_report') as no_report
from unit_years
where county_id = $county and year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
group by year
order by year
