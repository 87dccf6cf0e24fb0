-- How did reviews and lawsuits end?  One row per year and kind, over the series whose total is a
-- number.  `gap` is what the results leave unexplained, `excess` what they exceed the total by.
with chosen as (
    select series_id from chosen_series($county, $townships, $types)
),
expected as (
    select y.*
    from series_years_of($county) y
    join chosen using (series_id)
    where y.year between $from_year and $to_year
),
kinds as (
    select unnest(['administrative_review', 'lawsuit_direct', 'lawsuit_after_review']) as kind
),
wide as (
    select series_id, year, split_part(address, '.', 2) as kind,
        max(value) filter (where address like '%.total') as total,
        max(value) filter (where address like '%.upheld') as upheld,
        max(value) filter (where address like '%.corrected') as corrected,
        max(value) filter (where address like '%.other') as other,
        max(value) filter (where address like '%.pending') as pending,
        sum(value) filter (where address not like '%.total') as explained,
        bool_or(mark = 'nil') filter (where address like '%.total') as is_nil
    from series_values_of($county)
    where address like 'reviews.%' and mark in ('number', 'nil')
    group by series_id, year, kind
),
weighed as (
    select *,
        case when explained is null and total > 0 then total
            when total > explained then total - explained end as gap,
        case when explained > total then explained - total end as excess
    from wide
)
select e.year, k.kind, sum(w.total) as total,
    sum(w.upheld) filter (where w.total is not null) as upheld,
    sum(w.corrected) filter (where w.total is not null) as corrected,
    sum(w.other) filter (where w.total is not null) as other,
    sum(w.pending) filter (where w.total is not null) as pending,
    sum(w.gap) as gap, sum(w.excess) as excess,
    count(*) filter (where w.total > 0) as townships,
    ifnull(sum(e.units_expected) filter (where w.total is not null), 0)::integer as units,
    ifnull(sum(e.units_expected) filter (where w.is_nil), 0)::integer as nil_units,
    sum(e.units_filed)::integer as units_filed,
    sum(e.units_expected)::integer as units_expected
from expected e
cross join kinds k
left join weighed w using (series_id, year, kind)
group by e.year, k.kind
order by e.year, list_position(
    ['administrative_review', 'lawsuit_direct', 'lawsuit_after_review'], k.kind
)
