-- Where did the applications of the last chosen year come from and go to?  One row, over the series
-- whose every end of the flow is a number or a slash; an end of slashes only is null.  What the
-- ends leave `unexplained` is positive where more came in than went out.
with sums as (
    select
        sum(carried_in) filter (where is_flow_complete) as carried_in,
        sum(received_new) filter (where is_flow_complete) as received_new,
        sum(disclosed) filter (where is_flow_complete) as disclosed,
        sum(partly_disclosed) filter (where is_flow_complete) as partly_disclosed,
        sum(refused) filter (where is_flow_complete) as refused,
        sum(unavailable) filter (where is_flow_complete) as unavailable,
        sum(declined) filter (where is_flow_complete) as declined,
        sum(closed) filter (where is_flow_complete) as closed,
        sum(carried_out) filter (where is_flow_complete) as carried_out,
        sum(if(is_flow_complete, units_expected, 0)) as units,
        sum(units_expected) as units_expected
    from township_years
    where county_id = $county and year = $to_year
      and (len($townships) = 0 or list_contains($townships, series_id))
      and (len($types) = 0 or list_contains($types, series_type))
)
select * exclude (units, units_expected), list_sum([carried_in, received_new]) as arrived,
    list_sum([disclosed, partly_disclosed, refused, unavailable, declined, closed]) as handled,
    list_sum([
        carried_in, received_new, -disclosed, -partly_disclosed, -refused, -unavailable,
        -declined, -closed, -carried_out
    ]) as unexplained,
    ifnull(units, 0)::integer as units, ifnull(units_expected, 0)::integer as units_expected
from sums
