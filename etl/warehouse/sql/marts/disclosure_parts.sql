-- On what was information disclosed?  One row per report and part: each field of work, the labels of
-- no known field (`unmapped`), and what no category explains (`unexplained`: total minus Σ, report by
-- report, where the total is known and not below Σ).  Only main items counted in pieces add up.
create or replace table disclosure_parts as
with printed as (
    select report_id, ifnull(field_id, 'unmapped') as part, sum(count) as value
    from item_years
    where axis = 'category' and is_main_piece
    group by report_id, part
),
parts as (
    select * from printed
    union all
    select report_id, 'unexplained',
        case when explained is null then proactive_total else proactive_total - explained end
    from unit_years
    where explained is null and proactive_total is not null or proactive_total > explained
)
select u.county_id, u.series_id, u.series_township, u.series_type, u.year, p.report_id, p.part,
    case p.part when 'unmapped' then '未归类' when 'unexplained' then '未说明类别' else f.label end
        as label,
    case p.part when 'unmapped' then 1000 when 'unexplained' then 1001 else f.position end
        as position,
    p.value
from parts p
join unit_years u using (report_id)
left join fields_of_work f on f.field_id = p.part
order by u.county_id, u.year, p.report_id, position;
