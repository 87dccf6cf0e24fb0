-- How does each unit's filing of the last chosen year stand, and what of its report do we not know for
-- sure?  One row per unit; the counts are 0 where there is no report.
with unsure as (
    select report_id, count(distinct figure_id) as candidates from candidates group by report_id
),
recognized as (
    select distinct report_id from printed_figures where confidence is not null
)
select f.place_id, f.series_id, f.township, f.year, f.status, f.days_late, f.report_date, f.deadline,
    f.report_id, ifnull(f.issues, 0) as issues, ifnull(u.candidates, 0)::integer as candidates,
    r.report_id is not null as is_recognized
from filings f
left join unsure u using (report_id)
left join recognized r using (report_id)
where f.county_id = $county and f.year = $to_year
  and (len($townships) = 0 or list_contains($townships, f.series_id))
  and (len($types) = 0 or list_contains($types, f.series_type))
order by f.township collate zh, f.place_id
