-- What are a township's main figures?  One row per series and year.  A figure made of several rows is
-- a sum only where each row is a number or a slash beside numbers; `*_mark` says why there is none.
-- `*_before` is the figure of the year before, `explained` the sum of the printed categories;
-- `least_*` add up the units that print a number; `is_flow_complete` where every end of the flow of
-- applications is a number or a slash.
create or replace table township_years as
with results as (
    select county_id, series_id, year, value, mark, address,
        case
            when split_part(address, '.', 2) similar to '(refused|unavailable|declined|closed)(_.*)?'
            then split_part(split_part(address, '.', 2), '_', 1)
            else split_part(address, '.', 2)
        end as part
    from series_values
    where address like 'applications.%.total'
),
parts as (
    select county_id, series_id, year, part,
        case when bool_and(mark in ('number', 'nil')) then sum(value) end as value,
        max_by(mark, list_position(['number', 'nil', 'blank', 'absent', 'unreadable'], mark))
            as mark,
        bool_and(mark in ('number', 'nil')) as is_complete, bool_or(mark = 'number') as has_number
    from results
    group by county_id, series_id, year, part
),
applications as (
    select county_id, series_id, year,
        any_value(value) filter (where part = 'received_new') as received_new,
        any_value(mark) filter (where part = 'received_new') as received_new_mark,
        any_value(value) filter (where part = 'carried_in') as carried_in,
        any_value(mark) filter (where part = 'carried_in') as carried_in_mark,
        any_value(value) filter (where part = 'disclosed') as disclosed,
        any_value(mark) filter (where part = 'disclosed') as disclosed_mark,
        any_value(value) filter (where part = 'partly_disclosed') as partly_disclosed,
        any_value(mark) filter (where part = 'partly_disclosed') as partly_disclosed_mark,
        any_value(value) filter (where part = 'refused') as refused,
        any_value(mark) filter (where part = 'refused') as refused_mark,
        any_value(value) filter (where part = 'unavailable') as unavailable,
        any_value(mark) filter (where part = 'unavailable') as unavailable_mark,
        any_value(value) filter (where part = 'declined') as declined,
        any_value(mark) filter (where part = 'declined') as declined_mark,
        any_value(value) filter (where part = 'closed') as closed,
        any_value(mark) filter (where part = 'closed') as closed_mark,
        any_value(value) filter (where part = 'handled_total') as handled_total,
        any_value(mark) filter (where part = 'handled_total') as handled_total_mark,
        any_value(value) filter (where part = 'carried_out') as carried_out,
        any_value(mark) filter (where part = 'carried_out') as carried_out_mark,
        bool_and(is_complete) filter (where part <> 'handled_total')
            and bool_or(has_number) filter (where part <> 'handled_total') as is_flow_complete
    from parts
    group by county_id, series_id, year
),
narrative as (
    select county_id, series_id, year,
        any_value(value) filter (where address = 'narrative.proactive_total') as proactive_total,
        any_value(mark) filter (where address = 'narrative.proactive_total') as proactive_total_mark,
        bool_or(approximate) filter (where address = 'narrative.proactive_total') as approximate,
        any_value(value) filter (where address = 'narrative.hotline_received') as hotline_received,
        any_value(mark) filter (where address = 'narrative.hotline_received')
            as hotline_received_mark,
        any_value(value) filter (where address = 'narrative.hotline_answered') as hotline_answered,
        any_value(mark) filter (where address = 'narrative.hotline_answered')
            as hotline_answered_mark,
        any_value(value) filter (where address = 'narrative.applications_received')
            as received_told,
        any_value(mark) filter (where address = 'narrative.applications_received')
            as received_told_mark
    from series_values
    where address like 'narrative.%'
    group by county_id, series_id, year
),
explained as (
    select county_id, series_id, year, sum(count) as explained
    from item_years
    where axis = 'category' and is_main_piece
    group by county_id, series_id, year
)
select y.county_id, y.series_id, y.township, y.series_type, y.year, y.status, y.units_expected,
    y.units_filed, y.names_that_year,
    n.proactive_total, shown_mark(y.status, n.proactive_total_mark) as proactive_total_mark,
    ifnull(n.approximate, false) as approximate, b.proactive_total as proactive_total_before,
    e.explained,
    n.hotline_received, shown_mark(y.status, n.hotline_received_mark) as hotline_received_mark,
    n.hotline_answered, shown_mark(y.status, n.hotline_answered_mark) as hotline_answered_mark,
    case when h.counted_received > 0 then h.counted_answered / h.counted_received end
        as hotline_rate,
    h.received_approximate as hotline_received_approximate,
    h.answered_approximate as hotline_answered_approximate,
    h.counted_approximate as hotline_rate_approximate,
    a.received_new, shown_mark(y.status, a.received_new_mark) as received_new_mark,
    n.received_told, shown_mark(y.status, n.received_told_mark) as received_told_mark,
    z.kind as zero_kind, z.is_zero, z.zero_years, z.received_new as least_received_new,
    z.received_told as least_received_told,
    a.carried_in, shown_mark(y.status, a.carried_in_mark) as carried_in_mark,
    c.carried_out as carried_out_before,
    a.disclosed, shown_mark(y.status, a.disclosed_mark) as disclosed_mark,
    a.partly_disclosed, shown_mark(y.status, a.partly_disclosed_mark) as partly_disclosed_mark,
    a.refused, shown_mark(y.status, a.refused_mark) as refused_mark,
    a.unavailable, shown_mark(y.status, a.unavailable_mark) as unavailable_mark,
    a.declined, shown_mark(y.status, a.declined_mark) as declined_mark,
    a.closed, shown_mark(y.status, a.closed_mark) as closed_mark,
    a.handled_total, shown_mark(y.status, a.handled_total_mark) as handled_total_mark,
    a.carried_out, shown_mark(y.status, a.carried_out_mark) as carried_out_mark,
    ifnull(a.is_flow_complete, false) as is_flow_complete
from series_years y
join zero_kinds z using (county_id, series_id, year)
join hotline_answers h using (county_id, series_id, year)
left join applications a using (county_id, series_id, year)
left join narrative n using (county_id, series_id, year)
left join explained e using (county_id, series_id, year)
left join narrative b on b.county_id = y.county_id and b.series_id = y.series_id
    and b.year = y.year - 1
left join applications c on c.county_id = y.county_id and c.series_id = y.series_id
    and c.year = y.year - 1
order by y.county_id, y.year, y.series_id;
