-- Which townships have had no application for at least so many years?  One row per series that
-- is zero in the last chosen year; the run counts all years known, chosen or not.
with told as (
    select s.series_id, string_agg(f.evidence, ' ') as evidence
    from unit_years s
    join figures f using (report_id)
    where s.county_id = $county and s.year = $to_year
      and f.figure_id = 'applications_received' and f.evidence <> ''
    group by s.series_id
)
select u.township, u.series_type as type, u.zero_years, u.year - u.zero_years + 1 as since_year,
    u.kind, t.evidence
from zero_kinds u
left join told t using (series_id)
where u.county_id = $county and u.year = $to_year
  and (len($townships) = 0 or list_contains($townships, u.series_id))
  and (len($types) = 0 or list_contains($types, u.series_type))
  and u.zero_years >= $at_least
order by u.zero_years desc, u.township collate zh
