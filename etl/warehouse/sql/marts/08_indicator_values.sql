-- What is each indicator's numerator and denominator?  One row per series, year and indicator
-- for which every term is printed; a slash beside numbers counts as 0, all slashes give no value.
create or replace table indicator_values as
with wanted as (
    select indicator_id,
        count(*) filter (where part = 'numerator') as numerator_terms,
        count(*) filter (where part <> 'numerator') as denominator_terms
    from indicator_terms
    group by indicator_id
),
terms as (
    select t.indicator_id, v.series_id, v.county_id, v.year,
        count(*) filter (where t.part = 'numerator') as numerator_found,
        count(*) filter (where t.part <> 'numerator') as denominator_found,
        sum(v.value) filter (where t.part = 'numerator') as numerator,
        sum(case when t.part = 'minus' then -v.value else v.value end)
            filter (where t.part <> 'numerator') as denominator,
        bool_or(v.approximate) as approximate,
        count(*) filter (where v.mark = 'nil') as nil_terms
    from indicator_terms t
    join series_values v using (address)
    where v.mark in ('number', 'nil')
    group by t.indicator_id, v.series_id, v.county_id, v.year
)
select t.series_id, t.county_id, t.year, t.indicator_id, t.numerator, t.denominator,
    t.approximate, t.nil_terms
from terms t
join wanted w using (indicator_id)
where t.numerator_found = w.numerator_terms
  and t.denominator_found = w.denominator_terms
  and t.numerator is not null
  and (w.denominator_terms = 0 or t.denominator is not null)
order by t.county_id, t.indicator_id, t.year, t.series_id;
