-- Who applied?  One row per series and year; where the total of new applications is no number, nothing
-- else is said.  `gap` is what the six columns leave unexplained, `excess` what they exceed the
-- total by.
create or replace table applicant_years as
with printed as (
    select county_id, series_id, year,
        any_value(value) filter (where address = 'applications.received_new.total') as total,
        any_value(value) filter (where address = 'applications.received_new.natural_person')
            as natural_person,
        any_value(value) filter (where address = 'applications.received_new.business') as business,
        any_value(value) filter (where address = 'applications.received_new.research') as research,
        any_value(value) filter (where address = 'applications.received_new.charity') as charity,
        any_value(value) filter (where address = 'applications.received_new.legal_service')
            as legal_service,
        any_value(value) filter (where address = 'applications.received_new.other') as other,
        sum(value) filter (where address <> 'applications.received_new.total') as explained
    from series_values
    where address like 'applications.received_new.%'
    group by county_id, series_id, year
    having total is not null
)
select y.county_id, y.series_id, y.township, y.series_type, y.year, p.total, p.natural_person,
    p.business, p.research, p.charity, p.legal_service, p.other,
    case when p.explained is null and p.total > 0 then p.total
        when p.total > p.explained then p.total - p.explained end as gap,
    case when p.explained > p.total then p.explained - p.total end as excess, y.units_expected
from series_years y
left join printed p on p.county_id = y.county_id and p.series_id = y.series_id and p.year = y.year
order by y.county_id, y.year, y.series_id;
