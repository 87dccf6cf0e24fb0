-- What does a report repeat?  Similar wording in percent; section five and the cells word for word.
with problems as (
    select s.report_id, s.place, told_words(s.body, p.township, p.county) as words
    from sections s
    join reports r using (report_id)
    join places p using (place_id)
    where s.ordinal = 5
),
-- A nil counts as 0; cells of 0 say nothing, so that equal vectors are those of equal other cells.
counted as (
    select report_id, ifnull(list(cell order by cell) filter (where value <> 0), []) as vector
    from (select *, (table_id, row_id, column_id, value) as cell from cells)
    where mark in ('number', 'nil')
    group by report_id
    having count(value) > 0
),
found as (
    select t.report_id, 'similarity_with_' || relation as fact_id, 100 * similarity as value,
        ifnull(p.township, '') as evidence, '' as place
    from similar_texts t
    left join reports o on o.report_id = t.other_report_id and t.relation = 'sibling'
    left join places p using (place_id)
    union all
    select b.report_id, 'same_problems_as_previous', (now.words = before.words)::integer, '',
        now.place
    from reports_before b
    join problems now using (report_id)
    join problems before on before.report_id = b.previous_id
    where now.words <> '' and before.words <> ''
    union all
    select b.report_id, 'same_cells_as_previous',
        case when now.vector = before.vector then len(now.vector) else 0 end, '', ''
    from reports_before b
    join counted now using (report_id)
    join counted before on before.report_id = b.previous_id
)
select report_id, fact_id, round(value, 1)::decimal(28, 10) as value, 'number' as mark, evidence,
    place
from found
