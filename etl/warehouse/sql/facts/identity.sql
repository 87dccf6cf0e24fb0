-- What is known of a report beside its figures?  One row per active report and fact.
select report_id, 'year' as fact_id, year::decimal(28, 10) as value, 'number' as mark,
    '' as evidence, '' as place
from reports
where is_active
