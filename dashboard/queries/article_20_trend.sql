-- How did the Article 20 figures of one kind develop?  One row per year, a column per figure;
-- `units` gave a number for any of them.  $kind: documents | decisions | fees.
select year,
    sum(value) filter (where column_id = 'newly_made') as newly_made,
    sum(value) filter (where column_id = 'total_disclosed') as total_disclosed,
    sum(value) filter (where column_id = 'issued') as issued,
    sum(value) filter (where column_id = 'repealed') as repealed,
    sum(value) filter (where column_id = 'in_force') as in_force,
    sum(value) filter (where row_id = 'permits') as permits,
    sum(value) filter (where row_id = 'penalties') as penalties,
    sum(value) filter (where row_id = 'compulsory_measures') as compulsory_measures,
    sum(value) filter (where row_id = 'fees') as fees,
    sum(if(theme = $kind and is_first_number, units_expected, 0))::integer as units,
    sum(if(is_first, units_expected, 0))::integer as units_expected
from (
    select * replace (case when theme = $kind then value end as value)
    from article_20_years
    where county_id = $county and year between $from_year and $to_year
      and (len($townships) = 0 or list_contains($townships, series_id))
      and (len($types) = 0 or list_contains($types, series_type))
)
group by year
order by year
