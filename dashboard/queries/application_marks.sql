-- What stands in the cell of new applications?  One row per year; counts are of units.
with filings as (
    select s.place_id, s.year, s.report_id, v.mark, v.value
    from chosen_submissions($county, $townships, $types) s
    left join unit_values_of($county) v
        on v.place_id = s.place_id and v.year = s.year
        and v.address = 'applications.received_new.total'
    where s.year between $from_year and $to_year
)
select year,
    count(*) filter (where value > 0) as some,
    count(*) filter (where value = 0) as zero,
    count(*) filter (where mark = 'nil') as nil,
    count(*) filter (where mark in ('blank', 'unreadable')) as unread,
    count(*) filter (where report_id is not null and ifnull(mark, 'absent') = 'absent') as absent,
    count(*) filter (where report_id is null) as no_report
from filings
group by year
order by year
