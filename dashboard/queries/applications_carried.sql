-- Does what was carried in equal what the year before carried out?  One row per year, over the
-- series that print both; `differing` counts those where the two are not the same.
with expected as (
    select y.*
    from chosen_series_years($county, $townships, $types) y
    where y.year between $from_year and $to_year
),
pairs as (
    select e.series_id, e.year, e.units_expected, c.value as carried_in, p.value as carried_out
    from expected e
    join series_values_of($county) c
        on c.series_id = e.series_id and c.year = e.year
        and c.address = 'applications.carried_in.total' and c.mark = 'number'
    join series_values_of($county) p
        on p.series_id = e.series_id and p.year = e.year - 1
        and p.address = 'applications.carried_out.total' and p.mark = 'number'
)
select e.year, sum(p.carried_out) as carried_out_before, sum(p.carried_in) as carried_in,
    count(*) filter (where p.carried_in <> p.carried_out) as differing,
    ifnull(sum(e.units_expected) filter (where p.series_id is not null), 0)::integer as units,
    sum(e.units_expected)::integer as units_expected
from expected e
left join pairs p using (series_id, year)
group by e.year
order by e.year
