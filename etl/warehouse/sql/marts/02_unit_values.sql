-- What did each unit print for each figure?  One row per unit, year and address that its form has.
-- A unit without a report has no row here; `submissions` says so.
create or replace table unit_values as
with printed as (
    select report_id, table_id || '.' || row_id || '.' || column_id as address,
        value, mark, false as approximate, corrected <> '' as corrected, confidence
    from cells
    union all
    select report_id, 'narrative.' || figure_id, value, mark, approximate, corrected <> '', confidence
    from figures
)
select s.place_id, s.series_id, s.county_id, s.year, p.address, p.value, p.mark, p.approximate,
    p.corrected, p.confidence
from printed p
join submissions s using (report_id)
order by s.county_id, p.address, s.year, s.series_id;
