-- What do the Article 20 tables print?  One row per series, year and figure of its form, and one
-- without an address where nothing was filed that has the table.  `theme` is what a figure is about,
-- of those that are followed over the years; `is_first` and `is_first_number` mark one row of a series
-- and year, and one with a number of its theme, so that units are counted once.
create or replace table article_20_years as
with printed as (
    select *, split_part(address, '.', 2) as row_id, split_part(address, '.', 3) as column_id,
        case
            when row_id = 'normative_documents' and column_id in (
                'newly_made', 'total_disclosed', 'issued', 'repealed', 'in_force'
            ) then 'documents'
            when row_id in ('permits', 'penalties', 'compulsory_measures')
                and column_id = 'decisions' then 'decisions'
            when row_id = 'fees' and column_id = 'amount' then 'fees'
        end as theme
    from series_values
    where address like 'article_20.%'
)
select y.county_id, y.series_id, y.township, y.series_type, y.year, y.edition, p.address, n.position,
    n.label, n.unit, p.value, shown_mark(y.status, p.mark) as mark, p.row_id, p.column_id, p.theme,
    row_number() over (
        partition by y.county_id, y.series_id, y.year order by n.position
    ) = 1 as is_first,
    p.value is not null and row_number() over (
        partition by y.county_id, y.series_id, y.year, p.theme, p.value is null order by n.position
    ) = 1 as is_first_number,
    y.units_expected
from series_years y
left join printed p using (county_id, series_id, year)
left join address_names n using (address)
order by y.county_id, y.year, y.series_id, n.position;
