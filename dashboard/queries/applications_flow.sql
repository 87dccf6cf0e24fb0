-- Where did the applications of the last chosen year come from and go to?  One row, over the series
-- whose every end of the flow is a number or a slash; an end of slashes only is null.  What the
-- ends leave `unexplained` is positive where more came in than went out.
with expected as (
    select y.series_id, y.units_expected
    from chosen_series_years($county, $townships, $types) y
    where y.year = $to_year
),
ends as (
    select series_id, value, mark,
        case split_part(address, '.', 2)
            when 'received_new' then 'received_new'
            when 'carried_in' then 'carried_in'
            when 'carried_out' then 'carried_out'
            else split_part(split_part(address, '.', 2), '_', 1)
        end as flow_end
    from series_values_of($county)
    where year = $to_year and address like 'applications.%.total'
        and address <> 'applications.handled_total.total'
),
complete as (
    select e.series_id, e.units_expected
    from expected e
    join ends using (series_id)
    group by e.series_id, e.units_expected
    having bool_and(mark in ('number', 'nil')) and count_if(mark = 'number') > 0
),
flows as (
    select flow_end, sum(value) as value
    from ends
    join complete using (series_id)
    group by flow_end
),
sums as (
    select
        sum(value) filter (where flow_end = 'carried_in') as carried_in,
        sum(value) filter (where flow_end = 'received_new') as received_new,
        sum(value) filter (where flow_end = 'disclosed') as disclosed,
        sum(value) filter (where flow_end = 'partly') as partly_disclosed,
        sum(value) filter (where flow_end = 'refused') as refused,
        sum(value) filter (where flow_end = 'unavailable') as unavailable,
        sum(value) filter (where flow_end = 'declined') as declined,
        sum(value) filter (where flow_end = 'closed') as closed,
        sum(value) filter (where flow_end = 'carried_out') as carried_out
    from flows
)
select s.*, list_sum([s.carried_in, s.received_new]) as arrived,
    list_sum([
        s.disclosed, s.partly_disclosed, s.refused, s.unavailable, s.declined, s.closed
    ]) as handled,
    list_sum([
        s.carried_in, s.received_new, -s.disclosed, -s.partly_disclosed, -s.refused,
        -s.unavailable, -s.declined, -s.closed, -s.carried_out
    ]) as unexplained,
    (select ifnull(sum(units_expected), 0)::integer from complete) as units,
    (select ifnull(sum(units_expected), 0)::integer from expected) as units_expected
from sums s
