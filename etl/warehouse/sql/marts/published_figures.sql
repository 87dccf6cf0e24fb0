-- What is published of a year?  One row per unit and figure that its report prints, in tables, text and
-- parts of sums; one per kind of unit and address with their sum, `place_id` empty; and one with that of
-- all kinds, `kind` empty too, where units of several kinds print the figure.  Sums count documents that
-- several units made together once.  `part` counts what a report prints more than once at one address.
-- And the figures that are computed of them, as `computed_figures` has them.
create or replace view published_figures as
with printed as (
    select report_id, address, raw, value, mark, approximate, corrected, place
    from printed_figures
    union all
    select report_id, concat_ws('.', 'items', axis, label), count::varchar, count, 'number',
        approximate, '', place
    from items
),
units as (
    select s.county_id, s.year, s.kind, s.place_id, s.township, p.address,
        row_number() over (
            partition by p.report_id, p.address order by p.place, p.raw, p.value
        ) as part,
        p.raw, p.value, p.mark, p.approximate, p.corrected, r.report_key, r.file_name,
        r.imported_at
    from submissions s
    join reports r using (report_id)
    join printed p using (report_id)
),
entries as (
    select j.county_id, j.year, s.kind, j.address, any_value(j.documents) * (count(*) - 1) as deducted
    from joint_units j
    join submissions s using (county_id, place_id, year)
    where j.is_counted
    group by j.county_id, j.year, s.kind, j.address, j.number
),
joint as (
    select county_id, year, kind, address, sum(deducted) as deducted from entries group by all
    union all
    select county_id, year, '', address, deducted from joint_cells
),
sums as (
    select u.county_id, u.year, if(grouping(u.kind) = 1, '', u.kind) as kind, u.address,
        sum(u.value) as value,
        case when count(u.value) > 0 then 'number' when bool_or(u.mark = 'nil') then 'nil'
            else 'absent' end as mark,
        bool_or(u.approximate) as approximate
    from units u
    join address_names n using (address)
    where u.kind not in (select kind from unit_kinds where is_compiled) and n.unit <> '%'
    group by grouping sets ((u.county_id, u.year, u.address, u.kind), (u.county_id, u.year, u.address))
    having grouping(u.kind) = 0 or count(distinct u.kind) > 1
)
select * from units
union all
select county_id, year, kind, place_id, township, address, 1, raw, value, mark, approximate, '',
    report_key, file_name, imported_at
from computed_figures
union all
select county_id, year, kind, '' as place_id, '' as township, address, 1 as part, '' as raw,
    value - ifnull(j.deducted, 0) as value, mark, approximate, '' as corrected, '' as report_key,
    '' as file_name, null::timestamp as imported_at
from sums
left join joint j using (county_id, year, kind, address);
