-- How did the Article 20 figures of one kind develop?  One row per year, a column per figure;
-- `units` gave a number for any of them.  $kind: documents | decisions | fees.
with expected as (
    select year, sum(units_expected)::integer as units_expected
    from series_years
    where county_id = $county and year between $from_year and $to_year
      and (len($townships) = 0 or list_contains($townships, series_id))
      and (len($types) = 0 or list_contains($types, series_type))
    group by year
),
printed as (
    select series_id, year, units_expected, value, split_part(address, '.', 2) as row_id,
        split_part(address, '.', 3) as column_id
    from article_20_years
    where county_id = $county and year between $from_year and $to_year
      and (len($townships) = 0 or list_contains($townships, series_id))
      and (len($types) = 0 or list_contains($types, series_type))
      and mark = 'number' and row_id in (
        select unnest(case $kind
            when 'documents' then ['normative_documents']
            when 'decisions' then ['permits', 'penalties', 'compulsory_measures']
            else ['fees'] end)
      )
      and column_id in (
        'newly_made', 'total_disclosed', 'issued', 'repealed', 'in_force', 'decisions', 'amount'
      )
),
given as (
    select year, sum(units_expected)::integer as units
    from (select distinct year, series_id, units_expected from printed)
    group by year
),
sums as (
    select year,
        sum(value) filter (where column_id = 'newly_made') as newly_made,
        sum(value) filter (where column_id = 'total_disclosed') as total_disclosed,
        sum(value) filter (where column_id = 'issued') as issued,
        sum(value) filter (where column_id = 'repealed') as repealed,
        sum(value) filter (where column_id = 'in_force') as in_force,
        sum(value) filter (where row_id = 'permits') as permits,
        sum(value) filter (where row_id = 'penalties') as penalties,
        sum(value) filter (where row_id = 'compulsory_measures') as compulsory_measures,
        sum(value) filter (where row_id = 'fees') as fees
    from printed
    group by year
)
select e.year, s.* exclude (year), ifnull(g.units, 0) as units, e.units_expected
from expected e
left join sums s using (year)
left join given g using (year)
order by e.year
