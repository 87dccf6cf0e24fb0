-- How often were decisions corrected?  One row for reviews and one for lawsuits of both kinds, where
-- a case was concluded, over the chosen years: concluded cases add up over years, since each is concluded once.  Only series and years
-- that print the total as a number and pending and corrected as a number or a slash are counted.
with summed as (
    select if(kind = 'administrative_review', kind, 'lawsuits') as concluded,
        sum(corrected) as numerator,
        sum(if(pending is null, total, total - pending)) as denominator,
        count(*)::integer as reports
    from review_outcomes
    where county_id = $county and year between $from_year and $to_year
      and (len($townships) = 0 or list_contains($townships, series_id))
      and (len($types) = 0 or list_contains($types, series_type))
      and total is not null and pending_mark in ('number', 'nil')
      and corrected_mark in ('number', 'nil')
    group by concluded
)
select concluded as kind, numerator, denominator, reports, numerator / denominator as rate,
    wilson_low(numerator, denominator) as low, wilson_high(numerator, denominator) as high
from summed
where denominator > 0 and numerator is not null
order by concluded
