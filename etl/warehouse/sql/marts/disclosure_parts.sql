-- On what was information disclosed?  One row per report and part: each field of work, the labels of
-- no known field (`unmapped`), and what no category explains (`unexplained`: total minus Σ, report by
-- report, where the total is known and not below Σ).  Only main items counted in pieces add up.
create or replace table disclosure_parts as
with printed as (
    select report_id, ifnull(field_id, 'unmapped') as part, sum(count) as value,
        bool_or(approximate) as approximate
    from item_years
    where axis = 'category' and is_main_piece
    group by report_id, part
),
about as (
    select report_id, bool_or(approximate) as approximate
    from (
        select report_id, approximate from printed
        union all
        select report_id, approximate from printed_figures where address = 'narrative.proactive_total'
    )
    group by report_id
),
parts as (
    select * from printed
    union all
    select report_id, 'unexplained',
        case when explained is null then proactive_total else proactive_total - explained end,
        a.approximate
    from unit_years
    join about a using (report_id)
    where explained is null and proactive_total is not null or proactive_total > explained
)
select u.county_id, u.series_id, u.series_township, u.series_type, u.year, p.report_id, p.part,
    case p.part when 'unmapped' then '未归类' when 'unexplained' then '未说明类别' else f.label end
        as label,
    case p.part when 'unmapped' then 1000 when 'unexplained' then 1001 else f.position end
        as position,
    p.value, p.approximate
from parts p
join unit_years u using (report_id)
left join fields_of_work f on f.field_id = p.part
order by u.county_id, u.year, p.report_id, position;
