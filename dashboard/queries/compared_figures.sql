-- What are the indicators of a few townships or years, side by side?  One row per chosen series,
-- chosen year and indicator; `mark` says why there is no figure, the worst of what it is made of.
with sides as (
    select y.series_id, s.township, y.year, y.status, y.edition
    from series_years_of($county) y
    join series s using (series_id)
    where y.county_id = $county
      and list_contains($compared_series, y.series_id)
      and list_contains($compared_years, y.year)
),
marks as (
    select t.indicator_id, v.series_id, v.year,
        max_by(v.mark, list_position(['number', 'nil', 'blank', 'absent', 'unreadable'], v.mark))
            as mark
    from indicator_terms t
    join series_values_of($county) v using (address)
    where v.county_id = $county
    group by t.indicator_id, v.series_id, v.year
)
select s.*, i.indicator_id, v.numerator, v.denominator,
    case when i.is_rate and v.denominator > 0 then v.numerator / v.denominator end as rate,
    case when not i.is_rate then v.numerator end as amount,
    ifnull(v.approximate, false) as approximate,
    case when v.numerator is null then shown_mark(s.status, m.mark) end as mark
from sides s
cross join (
    select indicator_id, bool_or(part <> 'numerator') as is_rate
    from indicator_terms
    group by indicator_id
) i
left join indicator_values_of($county) v
    on v.indicator_id = i.indicator_id and v.series_id = s.series_id and v.year = s.year
left join marks m
    on m.indicator_id = i.indicator_id and m.series_id = s.series_id and m.year = s.year
order by s.year, s.township collate zh, i.indicator_id
