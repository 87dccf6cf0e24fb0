-- How did reviews and lawsuits end?  One row per series, year and kind, with the marks as shown.
-- `gap` is what the results leave of the total unexplained, `excess` what they exceed it by;
-- `pending_before` is what the year before left open.
create or replace table review_outcomes as
with kinds as (
    select unnest(['administrative_review', 'lawsuit_direct', 'lawsuit_after_review']) as kind
),
printed as (
    select county_id, series_id, year, split_part(address, '.', 2) as kind,
        max(value) filter (where address like '%.total') as total,
        max(mark) filter (where address like '%.total') as total_mark,
        max(value) filter (where address like '%.upheld') as upheld,
        max(mark) filter (where address like '%.upheld') as upheld_mark,
        max(value) filter (where address like '%.corrected') as corrected,
        max(mark) filter (where address like '%.corrected') as corrected_mark,
        max(value) filter (where address like '%.other') as other,
        max(mark) filter (where address like '%.other') as other_mark,
        max(value) filter (where address like '%.pending') as pending,
        max(mark) filter (where address like '%.pending') as pending_mark,
        sum(value) filter (where address not like '%.total') as explained
    from series_values
    where address like 'reviews.%'
    group by county_id, series_id, year, kind
)
select y.county_id, y.series_id, y.township, y.series_type, y.year, k.kind,
    p.total, shown_mark(y.status, p.total_mark) as total_mark,
    p.upheld, shown_mark(y.status, p.upheld_mark) as upheld_mark,
    p.corrected, shown_mark(y.status, p.corrected_mark) as corrected_mark,
    p.other, shown_mark(y.status, p.other_mark) as other_mark,
    p.pending, shown_mark(y.status, p.pending_mark) as pending_mark,
    case when p.explained is null and p.total > 0 then p.total
        when p.total > p.explained then p.total - p.explained end as gap,
    case when p.explained > p.total then p.explained - p.total end as excess,
    b.pending as pending_before, y.units_filed, y.units_expected
from series_years y
cross join kinds k
left join printed p using (county_id, series_id, year, kind)
left join printed b on b.county_id = y.county_id and b.series_id = y.series_id
    and b.kind = k.kind and b.year = y.year - 1
order by y.county_id, k.kind, y.year, y.series_id;
