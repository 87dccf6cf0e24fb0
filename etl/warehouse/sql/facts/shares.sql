-- Do the stated percentages follow from the counts beside them?  One row per active report and fact.
-- A share follows where it is the exact one to one in the last printed place; one place below the
-- rounded one is told apart.
with exact_figures as (
    select f.* from figures f
    join reports r using (report_id)
    where r.is_active and f.mark = 'number' and not f.approximate
),
-- 工作动态120条，占60%: the share stands right behind its part, and is of the total or, where parts
-- have parts, of another count of the sentence.
wholes as (
    select report_id, '' as evidence, value as whole from exact_figures
    where figure_id = 'proactive_total'
    union
    select report_id, evidence, count from items where not approximate
),
parts as (
    select i.report_id, i.evidence, i.place, i.count as part, w.whole, false as is_ruled,
        regexp_extract(i.evidence, regexp_escape(i.label) || '[^0-9，,。；;、]{0,4}'
            || i.count::bigint || i.unit || '[，,（(](?:占比?[^0-9，,。；;%％]{0,12})?([0-9]+(?:\.[0-9]+)?)[%％]',
            1) as printed
    from items i
    join exact_figures t on t.report_id = i.report_id and t.figure_id = 'proactive_total'
    join wholes w on w.report_id = i.report_id and w.evidence in ('', i.evidence) and w.whole >= i.count
    where i.parent is null and not i.approximate
),
-- A rate of the hotline has a rule of its own, in which cutting off counts as right.
rates as (
    select s.report_id, s.evidence, s.place, p.value as part, w.value as whole, pairs.is_ruled,
        rtrim(s.raw, '%％') as printed
    from exact_figures s
    join (values
        ('hotline_answer_rate', 'hotline_answered', 'hotline_received', true),
        ('hotline_conclusion_rate', 'hotline_concluded', 'hotline_received', true),
        ('hotline_on_time_rate', 'hotline_on_time', 'hotline_received', false),
        ('applications_answer_rate', 'applications_answered', 'applications_received', false)
    ) as pairs(share, part, whole, is_ruled) on pairs.share = s.figure_id
    join exact_figures p on p.report_id = s.report_id and p.figure_id = pairs.part
        and p.reading = 'sentence'
    join exact_figures w on w.report_id = s.report_id and w.figure_id = pairs.whole
),
stated as (
    select *, try_cast(printed as decimal(28, 10)) as share, 100 * part / whole as real,
        1 / power(10, length(regexp_extract(printed, '\.([0-9]+)', 1))) as step
    from (select * from parts union all select * from rates)
    where whole > 0 and try_cast(printed as decimal(28, 10)) is not null
),
-- One in the last place is allowed: shares are adjusted to make up 100.
nearest as (
    select report_id, evidence, place, printed, part, bool_or(is_ruled) as is_ruled,
        min_by({is_off: abs(share - real) > 1.0001 * step, is_cut: real - share > 0.5001 * step
            and real - share < step}, abs(share - real)) as told
    from stated
    group by report_id, evidence, place, printed, part
),
sorted as (
    select report_id, evidence, place, told.is_off and not is_ruled as is_off, told.is_cut as is_cut
    from nearest
),
counted as (
    select report_id, 'shares_off' as fact_id, count(*) filter (where is_off) as value,
        max_by(evidence, is_off) as evidence, max_by(place, is_off) as place
    from sorted
    group by report_id
    union all
    select report_id, 'shares_cut', count(*) filter (where is_cut), max_by(evidence, is_cut),
        max_by(place, is_cut)
    from sorted
    group by report_id
),
ways as (
    select report_id, 'application_ways', sum(w.value), any_value(w.evidence), any_value(w.place)
    from exact_figures w
    join exact_figures a using (report_id, evidence)
    where a.figure_id = 'applications_received' and a.reading = 'sentence' and w.figure_id in (
        'applications_in_person', 'applications_by_letter', 'applications_online',
        'applications_other_way')
    group by report_id
    having count(*) > 1
)
select report_id, fact_id, value::decimal(28, 10) as value, 'number' as mark, evidence, place
from (select * from counted union all select * from ways)
