-- What does one report print, figure by figure?  One row per cell and figure, as in the form.
with printed as (
    select table_id || '.' || row_id || '.' || column_id as address, table_id || '.' || row_id
        as row_address, raw, value, mark, false as approximate, '' as evidence, place, reading,
        confidence, corrected
    from cells where report_id = $report
    union all
    select 'narrative.' || figure_id, '', raw, value, mark, approximate, evidence, place, reading,
        confidence, corrected
    from figures where report_id = $report
)
select p.*, ifnull(n.label, p.address) as label, ifnull(n.row_label, '') as row_label,
    ifnull(n.unit, '') as unit
from printed p
left join address_names n using (address)
order by n.position, p.address, p.place
