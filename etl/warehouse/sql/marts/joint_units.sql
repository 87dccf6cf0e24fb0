-- Which units count documents that several units made together?  One row per entry and unit.  A unit
-- counts in it (`is_counted`) where its report prints a number that holds all joint documents that
-- were said of it, so that no sum becomes less than what its units have.
create or replace table joint_units as
with filed as (
    select j.*, s.report_id, s.township, s.series_id, s.series_type, p.value, p.mark,
        sum(j.documents) over (partition by j.year, j.address, j.place_id) as said
    from joint_documents j
    join submissions s using (county_id, place_id, year)
    left join printed_figures p on p.report_id = s.report_id and p.address = j.address
    where s.kind not in (select kind from unit_kinds where is_compiled)
)
select county_id, year, address, number, place_id, series_id, series_type, township, report_id,
    documents, value, ifnull(mark, if(report_id is null, 'no_report', 'absent')) as mark,
    ifnull(mark = 'number' and value >= said, false) as is_counted, who, noted_at
from filed
order by county_id, year, address, number, place_id;
