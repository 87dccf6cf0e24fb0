-- On what was information disclosed?  One row per year and part: each field of work, the labels of
-- no known field (`unmapped`), and what no category explains (`unexplained`: total minus Σ, report
-- by report, where the total is known and not below Σ).  Only main items counted in pieces add up.
with filings as (
    select s.report_id, s.year
    from chosen_submissions($county, $townships, $types) s
    where s.report_id is not null and s.year between $from_year and $to_year
),
printed as (
    select f.report_id, f.year, ifnull(i.field_id, 'unmapped') as part, sum(i.count) as value
    from filings f
    join items i using (report_id)
    where i.axis = 'category' and i.parent is null
      and i.unit in ('', '条', '篇', '件', '则', '份', '个')
    group by all
),
explained as (
    select report_id, sum(value) as value
    from printed
    group by report_id
),
unexplained as (
    select f.report_id, f.year, 'unexplained' as part,
        case when e.value is null then t.value else t.value - e.value end as value
    from filings f
    join figures t on t.report_id = f.report_id and t.figure_id = 'proactive_total'
    left join explained e on e.report_id = f.report_id
    where t.mark = 'number' and (e.value is null or t.value > e.value)
),
parts as (
    select * from printed
    union all
    select * from unexplained
)
select p.year, p.part,
    case p.part when 'unmapped' then '未归类' when 'unexplained' then '未说明类别'
        else any_value(w.label) end as label,
    sum(p.value) as value, count(distinct p.report_id) as reports
from parts p
left join fields_of_work w on w.field_id = p.part
group by p.year, p.part
order by p.year, list_position(['unmapped', 'unexplained'], p.part) nulls first,
    any_value(w.position)
