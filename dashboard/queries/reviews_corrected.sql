-- How often were decisions corrected?  One row for reviews and one for lawsuits of both kinds, where
-- a case was concluded, over the chosen years: concluded cases add up over years, since each is concluded once.  Only series and years
-- that print the total as a number and pending and corrected as a number or a slash are counted.
with chosen as (
    select series_id from chosen_series($county, $townships, $types)
),
wide as (
    select series_id, v.year, split_part(v.address, '.', 2) as kind,
        max(v.value) filter (where v.address like '%.total') as total,
        max(v.value) filter (where v.address like '%.pending') as pending,
        max(v.value) filter (where v.address like '%.corrected') as corrected
    from series_values_of($county) v
    join chosen using (series_id)
    where v.address like 'reviews.%' and v.mark in ('number', 'nil')
      and v.year between $from_year and $to_year
    group by series_id, v.year, kind
    having total is not null
       and count(*) filter (where v.address like '%.pending') = 1
       and count(*) filter (where v.address like '%.corrected') = 1
),
summed as (
    select
        case when kind = 'administrative_review' then kind else 'lawsuits' end as concluded,
        sum(corrected) as numerator,
        sum(case when pending is null then total else total - pending end) as denominator,
        count(*)::integer as reports
    from wide
    group by concluded
)
select concluded as kind, numerator, denominator, reports, numerator / denominator as rate,
    wilson_low(numerator, denominator) as low, wilson_high(numerator, denominator) as high
from summed
where denominator > 0 and numerator is not null
order by concluded
