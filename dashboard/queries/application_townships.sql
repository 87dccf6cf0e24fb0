-- What became of the applications of each township in the last chosen year?  One row per series;
-- a group of results is a sum only where each of its rows is a number or a slash beside numbers.
with chosen as (
    select series_id, township, type from chosen_series($county, $townships, $types)
),
results as (
    select series_id, split_part(address, '.', 2) as row_id, value, mark,
        case
            when split_part(address, '.', 2) similar to '(refused|unavailable|declined|closed)(_.*)?'
            then split_part(split_part(address, '.', 2), '_', 1)
            else split_part(address, '.', 2)
        end as part
    from series_values_of($county)
    where year = $to_year and address like 'applications.%.total'
),
grouped as (
    select series_id, part,
        case when bool_and(mark in ('number', 'nil')) then sum(value) end as value,
        max_by(mark, list_position(['number', 'nil', 'blank', 'absent', 'unreadable'], mark))
            as mark
    from results
    group by series_id, part
),
wide as (
    select series_id,
        max(value) filter (where part = 'received_new') as received_new,
        max(mark) filter (where part = 'received_new') as received_new_mark,
        max(value) filter (where part = 'carried_in') as carried_in,
        max(mark) filter (where part = 'carried_in') as carried_in_mark,
        max(value) filter (where part = 'disclosed') as disclosed,
        max(mark) filter (where part = 'disclosed') as disclosed_mark,
        max(value) filter (where part = 'partly_disclosed') as partly_disclosed,
        max(mark) filter (where part = 'partly_disclosed') as partly_disclosed_mark,
        max(value) filter (where part = 'refused') as refused,
        max(mark) filter (where part = 'refused') as refused_mark,
        max(value) filter (where part = 'unavailable') as unavailable,
        max(mark) filter (where part = 'unavailable') as unavailable_mark,
        max(value) filter (where part = 'declined') as declined,
        max(mark) filter (where part = 'declined') as declined_mark,
        max(value) filter (where part = 'closed') as closed,
        max(mark) filter (where part = 'closed') as closed_mark,
        max(value) filter (where part = 'handled_total') as handled_total,
        max(mark) filter (where part = 'handled_total') as handled_total_mark,
        max(value) filter (where part = 'carried_out') as carried_out,
        max(mark) filter (where part = 'carried_out') as carried_out_mark
    from grouped
    group by series_id
)
select c.township, c.type, y.year, w.* exclude (series_id) replace (
        shown_mark(y.status, w.received_new_mark) as received_new_mark,
        shown_mark(y.status, w.carried_in_mark) as carried_in_mark,
        shown_mark(y.status, w.disclosed_mark) as disclosed_mark,
        shown_mark(y.status, w.partly_disclosed_mark) as partly_disclosed_mark,
        shown_mark(y.status, w.refused_mark) as refused_mark,
        shown_mark(y.status, w.unavailable_mark) as unavailable_mark,
        shown_mark(y.status, w.declined_mark) as declined_mark,
        shown_mark(y.status, w.closed_mark) as closed_mark,
        shown_mark(y.status, w.handled_total_mark) as handled_total_mark,
        shown_mark(y.status, w.carried_out_mark) as carried_out_mark
    ),
    case
        when w.handled_total > 0 and w.disclosed_mark in ('number', 'nil')
            and w.partly_disclosed_mark in ('number', 'nil')
        then list_sum([w.disclosed, w.partly_disclosed]) / w.handled_total
    end as disclosed_or_partly_rate
from chosen c
join series_years_of($county) y using (series_id)
left join wide w using (series_id)
where y.year = $to_year
order by w.received_new desc nulls last, c.township collate zh
