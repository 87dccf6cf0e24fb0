-- Which townships have had no application for at least so many years?  One row per series that
-- is zero in the last chosen year; the run counts all years known, chosen or not.
with chosen as (
    select series_id, township, type from chosen_series($county, $townships, $types)
),
told as (
    select s.series_id, s.year, string_agg(f.evidence, ' ') as evidence
    from figures f
    join submissions_of($county) s using (report_id)
    where s.year = $to_year and f.figure_id = 'applications_received' and f.evidence <> ''
    group by s.series_id, s.year
)
select c.township, c.type, z.zero_years, z.year - z.zero_years + 1 as since_year, z.kind,
    t.evidence
from zero_kinds_of($county) z
join chosen c using (series_id)
left join told t using (series_id, year)
where z.year = $to_year and z.zero_years >= $at_least
order by z.zero_years desc, c.township collate zh
