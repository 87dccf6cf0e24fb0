-- What does a prefecture's own report add up?  One row per such report, cell of its edition and part: a
-- county by the number that it published, where it published none by the sum of its known units, which
-- counts joint documents once, or a unit of the prefecture itself.  The counties of a prefecture are those of the register whose codes
-- begin with its four digits, whether they filed or not.
create or replace table prefecture_parts as
with own as (
    select report_id, county_id, year, edition
    from submissions
    where kind = 'prefecture' and report_id is not null
),
expected as (
    select o.report_id as own_id,
        if(p.county_id = o.county_id, p.place_id, p.county_id) as part_id,
        any_value(if(p.county_id = o.county_id, p.township, p.county)) as part,
        p.county_id = o.county_id as is_unit
    from own o
    join places p on left(p.county_id, 4) = left(o.county_id, 4) and p.kind <> 'prefecture'
    where (p.valid_from is null or o.year >= p.valid_from)
      and (p.valid_to is null or o.year <= p.valid_to)
    group by all
),
filed as (
    select o.report_id as own_id,
        if(s.county_id = o.county_id, s.place_id, s.county_id) as part_id, s.report_id,
        s.county_id = o.county_id or s.kind = 'county' as is_published
    from own o
    join submissions s on left(s.county_id, 4) = left(o.county_id, 4) and s.year = o.year
    where s.kind <> 'prefecture' and s.report_id is not null
),
published as (
    select own_id, part_id, bool_or(is_published) as has_published from filed group by all
),
printed as (
    select f.own_id, f.part_id, p.address, f.is_published, sum(p.value) as value,
        count(*) filter (where p.mark = 'number') as numbers
    from filed f
    join printed_figures p using (report_id)
    where p.table_id <> 'narrative' and p.mark in ('number', 'nil')
    group by all
),
told as (
    from printed
    qualify row_number() over (
        partition by own_id, part_id, address order by is_published desc
    ) = 1
)
select o.county_id, o.year, o.report_id, c.address, e.part_id, e.part, e.is_unit,
    t.value - if(t.is_published, 0, ifnull(j.deducted, 0)) as value,
    ifnull(t.numbers, 0)::integer as numbers,
    case when t.numbers > 0 then 'number' when t.numbers = 0 then 'nil'
        when p.part_id is null then 'no_report' else 'absent' end as mark,
    case when t.is_published then 'published' when t.own_id is not null then 'units'
        when p.has_published then 'unprinted' else 'missing' end as origin
from own o
join form_cells c on c.edition = o.edition
join expected e on e.own_id = o.report_id
left join published p on p.own_id = e.own_id and p.part_id = e.part_id
left join told t on t.own_id = e.own_id and t.part_id = e.part_id and t.address = c.address
left join joint_cells j on j.county_id = e.part_id and j.year = o.year and j.address = c.address
order by o.county_id, o.year, c.address, e.part_id;
