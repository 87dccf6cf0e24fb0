-- What do the reports print for the figures of what was found?  One row per finding and operand,
-- in the order of the formula; a figure that is not printed at all is absent.
with printed as (
    select report_id, address, raw, value, mark, place, evidence from printed_figures
    union all
    select report_id, 'report.' || fact_id, '', value, mark, place, evidence from facts
),
wanted as (
    select f.report_id, f.instance, f.code, o.position, o.address, r.year - o.is_previous::integer
        as year,
        case when o.is_previous then i.previous_id else f.report_id end as printed_by
    from found f
    join instance_operands o using (instance)
    join rule_inputs i using (report_id)
    join reports r using (report_id)
)
select w.report_id, w.instance, w.code, ifnull(w.printed_by, w.report_id), w.year, w.address,
    ifnull(p.raw, ''), p.value, ifnull(p.mark, 'absent'), ifnull(p.place, ''),
    ifnull(p.evidence, '')
from wanted w
left join printed p on p.report_id = w.printed_by and p.address = w.address
order by w.report_id, w.instance, w.position
