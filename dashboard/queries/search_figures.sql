-- Which figures of the chosen reports are called by all of these words?  One row per unit, year and
-- figure that is not absent, the newest first; a township's name may be one of the words.
-- Cells are found by the parts of their address: to put the addresses of all together takes longest.
with asked as (
    select list_transform($words::text[], lambda word: in_usual_width(word)) as words
),
named as materialized (
    select position, label, unit, split_part(address, '.', 1) as table_id,
        split_part(address, '.', 2) as row_id, split_part(address, '.', 3) as column_id,
        list_filter(words, lambda word: not contains(in_usual_width(label), word)) as other_words
    from address_names, asked
    where len(other_words) < len(words)
),
units as materialized (
    select report_id, year, township, position,
        list_filter(words, lambda word: contains(in_usual_width(township), word)) as its_words
    from unit_years, asked
    where county_id = $county and year between $from_year and $to_year
      and (len($townships) = 0 or list_contains($townships, series_id))
      and (len($types) = 0 or list_contains($types, series_type))
),
printed as (
    select c.report_id, n.position, c.raw, c.value, c.mark, false as approximate, n.other_words
    from cells c
    join named n using (table_id, row_id, column_id)
    union all
    select f.report_id, n.position, f.raw, f.value, f.mark, f.approximate, n.other_words
    from figures f
    join named n on n.table_id = 'narrative' and n.row_id = f.figure_id
),
found as (
    select u.position as of_unit, p.* exclude (other_words)
    from printed p
    join units u using (report_id)
    where p.mark <> 'absent' and list_has_all(u.its_words, p.other_words)
),
shown as (
    select *, count(*) over ()::integer as found_in_all
    from found
    order by of_unit, position
    limit $most
)
select u.year, u.township, n.label, s.raw, s.value, s.mark, s.approximate, n.unit, s.found_in_all
from shown s
join units u using (report_id)
join named n on n.position = s.position
order by s.of_unit, s.position
