-- Who applied?  One row per year, over the series whose total of new applications is a number.
-- `gap` is what the six columns leave unexplained, `excess` what they exceed the total by.
with expected as (
    select y.*
    from chosen_series_years($county, $townships, $types) y
    where y.year between $from_year and $to_year
),
wide as (
    select v.series_id, v.year, e.units_expected,
        max(v.value) filter (where column_id = 'total') as total,
        max(v.value) filter (where column_id = 'natural_person') as natural_person,
        max(v.value) filter (where column_id = 'business') as business,
        max(v.value) filter (where column_id = 'research') as research,
        max(v.value) filter (where column_id = 'charity') as charity,
        max(v.value) filter (where column_id = 'legal_service') as legal_service,
        max(v.value) filter (where column_id = 'other') as other,
        sum(v.value) filter (where column_id <> 'total') as explained
    from (
        select *, split_part(address, '.', 3) as column_id
        from series_values_of($county)
        where address like 'applications.received_new.%' and mark = 'number'
    ) v
    join expected e using (series_id, year)
    group by v.series_id, v.year, e.units_expected
    having total is not null
),
weighed as (
    select *,
        case when explained is null and total > 0 then total
            when total > explained then total - explained end as gap,
        case when explained > total then explained - total end as excess
    from wide
)
select e.year, sum(w.total) as total, sum(w.natural_person) as natural_person,
    sum(w.business) as business, sum(w.research) as research, sum(w.charity) as charity,
    sum(w.legal_service) as legal_service, sum(w.other) as other,
    sum(w.gap) as gap, sum(w.excess) as excess,
    ifnull(sum(e.units_expected) filter (where w.series_id is not null), 0)::integer as units,
    sum(e.units_expected)::integer as units_expected
from expected e
left join weighed w using (series_id, year)
group by e.year
order by e.year
