-- In which state are the official tables?  One row per active report and fact.
-- A table of slashes is one thing to ask about, not forty: its few blanks are asked with it.
with active as (
    select report_id, year, edition from reports where is_active
),
-- A report that prints no table is held against the form that was in force.
expected as (
    select a.report_id, f.table_id, any_value(f.title) as title
    from active a
    join form_cells f on f.edition = case
        when a.edition <> '2008' then a.edition
        when a.year >= 2021 then '2021'
        when a.year >= 2019 then '2019'
    end
    group by a.report_id, f.table_id
),
counted as (
    select e.report_id, e.table_id, e.title,
        count(*) filter (where c.mark = 'number') as numbers,
        count(*) filter (where c.mark = 'nil') as nils,
        count(*) filter (where c.mark = 'blank') as blanks,
        count(*) filter (where c.mark = 'absent') as absents,
        count(*) filter (where c.mark = 'unreadable') as unreadables
    from expected e
    left join cells c using (report_id, table_id)
    group by all
),
judged as (
    select *, numbers + nils + blanks + unreadables = 0 as is_missing,
        numbers + unreadables = 0 and nils > 0 and (blanks + absents) * 4 <= nils as is_slashed
    from counted
),
states as (
    select report_id, title, unnest([
        {fact_id: 'missing_tables', value: is_missing::integer, said: '没有“' || title || '”表'},
        {fact_id: 'slashed_tables', value: is_slashed::integer,
            said: '“' || title || '”表' || nils || '格为“/”'
                || case when blanks + absents > 0 then '（另有' || blanks + absents || '格空白）'
                    else '' end},
        {fact_id: 'blank_cells', value: case when is_slashed then 0 else blanks end,
            said: '“' || title || '”表' || blanks || '格空白'},
        {fact_id: 'missing_cells', value: case when is_slashed or is_missing then 0 else absents end,
            said: '“' || title || '”表缺' || absents || '格'}
    ], recursive := true)
    from judged
),
-- Cells that hold something which is no count.
wrong as (
    select c.report_id, c.place, n.position,
        coalesce(n.label, c.address) || '：' || c.raw as said,
        case
            when c.mark = 'unreadable' and c.reading = 'printed' then 'unreadable_cells'
            when c.mark = 'unreadable' then 'unplaced_cells'
            when c.value < 0 and not f.is_signed then 'improper_counts'
            when c.value <> floor(c.value) and not f.is_decimal then 'improper_counts'
            when c.value * 100 <> floor(c.value * 100) then 'overlong_amounts'
        end as fact_id
    from printed_figures c
    join active a using (report_id)
    join form_cells f on f.edition = a.edition
        and f.address = c.address
    left join address_names n on n.address = c.address
    where c.mark = 'unreadable' or c.value < 0 or c.value * 100 <> floor(c.value * 100)
        or c.value <> floor(c.value) and not f.is_decimal
),
checked as (
    select distinct report_id,
        unnest(['unreadable_cells', 'unplaced_cells', 'improper_counts', 'overlong_amounts']) as fact_id
    from judged
    where not is_missing
),
found as (
    select report_id, fact_id, sum(value) as value,
        coalesce(string_agg(said, '；' order by title) filter (where value > 0), '') as evidence,
        '' as place
    from states
    group by report_id, fact_id
    union all
    select c.report_id, c.fact_id, count(w.said),
        coalesce(array_to_string(list(w.said order by w.position)
            filter (where w.said is not null)[:5], '；'), ''),
        coalesce(arg_min(w.place, w.position), '')
    from checked c
    left join wrong w using (report_id, fact_id)
    group by c.report_id, c.fact_id
)
select report_id, fact_id, value::decimal(28, 10) as value, 'number' as mark, evidence, place
from found
