-- How did the Article 20 figures of one kind develop?  One row per year, a column per figure;
-- `units` gave a number for any of them.  $kind: documents | decisions | fees.
with expected as (
    select y.*
    from chosen_series_years($county, $townships, $types) y
    where y.year between $from_year and $to_year
),
printed as (
    select v.series_id, v.year, split_part(v.address, '.', 2) as row_id,
        split_part(v.address, '.', 3) as column_id, v.value
    from series_values_of($county) v
    where v.address like 'article_20.%' and v.mark = 'number'
      and split_part(v.address, '.', 2) in (
        select unnest(case $kind
            when 'documents' then ['normative_documents']
            when 'decisions' then ['permits', 'penalties', 'compulsory_measures']
            else ['fees'] end)
      )
      and split_part(v.address, '.', 3) in (
        'newly_made', 'total_disclosed', 'issued', 'repealed', 'in_force', 'decisions', 'amount'
      )
),
wide as (
    select series_id, year,
        sum(value) filter (where row_id = 'normative_documents' and column_id = 'newly_made')
            as newly_made,
        sum(value) filter (where row_id = 'normative_documents' and column_id = 'total_disclosed')
            as total_disclosed,
        sum(value) filter (where row_id = 'normative_documents' and column_id = 'issued')
            as issued,
        sum(value) filter (where row_id = 'normative_documents' and column_id = 'repealed')
            as repealed,
        sum(value) filter (where row_id = 'normative_documents' and column_id = 'in_force')
            as in_force,
        sum(value) filter (where row_id = 'permits') as permits,
        sum(value) filter (where row_id = 'penalties') as penalties,
        sum(value) filter (where row_id = 'compulsory_measures') as compulsory_measures,
        sum(value) filter (where row_id = 'fees') as fees
    from printed
    group by series_id, year
)
select e.year, sum(w.newly_made) as newly_made, sum(w.total_disclosed) as total_disclosed,
    sum(w.issued) as issued, sum(w.repealed) as repealed, sum(w.in_force) as in_force,
    sum(w.permits) as permits, sum(w.penalties) as penalties,
    sum(w.compulsory_measures) as compulsory_measures, sum(w.fees) as fees,
    ifnull(sum(e.units_expected) filter (where w.series_id is not null), 0)::integer as units,
    sum(e.units_expected)::integer as units_expected
from expected e
left join wide w using (series_id, year)
group by e.year
order by e.year
