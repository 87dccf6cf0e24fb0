-- Do the parts of the disclosed total fit it?  One row per active report and fact.
-- Only exact parts counted in 条, of the sentence that gives an exact total, are added up, one axis
-- at a time; a sentence that lists twice or goes on to something else is left to its reader.
with totals as (
    select f.report_id, f.value as total, f.evidence, f.place,
        regexp_extract_all(f.evidence, '其中|包括|包含|内有') as leads
    from figures f
    join reports r using (report_id)
    where r.is_active and f.figure_id = 'proactive_total' and f.mark = 'number'
        and not f.approximate and f.reading = 'sentence'
        and not regexp_matches(f.evidence, '另[外有]?|此外|除此|同步|同时|累计.*累计')
),
parts as (
    select t.report_id, i.axis, t.total, t.evidence, t.place, i.label, i.count, i.unit, i.approximate
    from totals t
    join items i on i.report_id = t.report_id and i.evidence = t.evidence and i.place = t.place
    where i.parent is null and len(t.leads) < 2
),
summed as (
    select report_id, axis, total, evidence, place,
        sum(count) filter (where unit in ('条', '')) as parts_sum,
        max(count) as largest, count(*) as number,
        bool_or(approximate) as is_approximate,
        bool_and(unit in ('条', '')) as is_of_one_unit,
        bool_or(regexp_matches(label, '其[他它]')) or bool_or(count = 0)
            or any_value(regexp_matches(evidence, '分别')) as is_closed
    from parts
    group by report_id, axis, total, evidence, place
),
-- A part that is as large as all others together is their sum, listed among them.
added as (
    select * from summed
    where not is_approximate and number > 1 and largest * 2 <> parts_sum
),
listed as (
    select report_id, 'parts_listed' as fact_id, parts_sum as value, evidence, place
    from added
    where axis = 'category'
),
complete as (
    select report_id, 'parts_of_complete_list', parts_sum, evidence, place
    from added
    where axis = 'category' and is_of_one_unit and number > 2 and not contains(evidence, '等')
        and parts_sum <= total and (is_closed or parts_sum >= 0.95 * total)
),
channels as (
    select i.report_id, i.evidence, i.place, sum(i.count) as channels_sum, max(i.count) as largest
    from items i
    join totals t using (report_id)
    where i.axis = 'channel' and i.parent is null and i.unit = '条' and not i.approximate
    group by i.report_id, i.evidence, i.place
),
widest as (
    select report_id, arg_max(channels, channels_sum) as c
    from channels
    group by report_id
),
channel_facts as (
    select report_id, unnest([
        {fact_id: 'largest_channel', value: c.largest},
        {fact_id: 'channels_sum', value: c.channels_sum}
    ], recursive := true), c.evidence, c.place
    from widest
),
inner_parts as (
    select i.report_id, i.parent, i.evidence, any_value(i.place) as place, sum(i.count) as parts_sum,
        bool_or(i.approximate) as is_approximate, count(distinct i.unit) as units
    from items i
    join reports r using (report_id)
    where r.is_active and i.parent is not null
    group by i.report_id, i.parent, i.axis, i.evidence
),
outer_parts as (
    select report_id, label, evidence, max(count) as count, bool_or(approximate) as is_approximate
    from items
    group by report_id, label, evidence
),
nested as (
    select p.report_id, 'parts_over_parent', count(*) filter (where p.parts_sum > o.count) as value,
        coalesce(any_value(p.evidence) filter (where p.parts_sum > o.count), ''),
        coalesce(any_value(p.place) filter (where p.parts_sum > o.count), '')
    from inner_parts p
    join outer_parts o
        on o.report_id = p.report_id and o.label = p.parent and o.evidence = p.evidence
    where not p.is_approximate and not o.is_approximate and p.units = 1
    group by p.report_id
),
estimates as (
    select report_id, evidence, place from figures where approximate
    union all
    select report_id, evidence, place from items where approximate
),
approximate as (
    select r.report_id, 'approximate_figures', count(e.evidence), coalesce(min_by(e.evidence, e.place), ''),
        coalesce(min(e.place), '')
    from reports r
    left join estimates e using (report_id)
    where r.is_active
    group by r.report_id
),
-- 行政复议、行政诉讼 is one part; 和 may join two parts or stand inside the name of one.
named_parts as (
    select report_id, value as said, evidence, place, replace(regexp_extract(
        evidence, '(?:由|包括|包含|分为)([^。；]+?、[^。；]+?)[1-9一二三四五六七八九]个?大?部分', 1
    ), '复议、', '复议') as names
    from facts
    where fact_id = 'parts_of_report' and mark = 'number'
),
bounds as (
    select *, 1 + length(names) - length(replace(names, '、', '')) as least,
        len(regexp_extract_all(names, '和|及|以及')) as joints
    from named_parts
),
part_names as (
    select report_id, 'parts_named', least(greatest(said, least), least + joints), evidence, place
    from bounds
),
found as (
    select * from listed
    union all select * from complete
    union all select report_id, fact_id, value, evidence, place from channel_facts
    union all select * from nested
    union all select * from approximate
    union all select * from part_names
)
select report_id, fact_id, value::decimal(28, 10) as value, 'number' as mark, evidence, place
from found
