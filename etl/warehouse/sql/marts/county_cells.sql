-- How does each cell of a county's own report stand to the sum of its units?  One row per such report
-- and cell of its edition, as far as it or a unit prints it.  A slash adds nothing, what is blank, missing or unreadable is not known;
-- documents that several units count are counted once (`deducted` are those too many).
-- `missing` units have no report, `unknown` ones no number and no slash in this cell. Amounts may be
-- rounded in every report.
create or replace table county_cells as
with own as (
    select report_id, county_id, series_id, series_type, year, edition
    from submissions
    where kind = 'county' and report_id is not null
),
units as (
    select o.report_id as own_id, s.report_id, s.township, s.kind
    from own o
    join submissions s using (county_id, year)
    where s.kind not in (select kind from unit_kinds where is_compiled)
),
known as (
    select own_id, count(report_id) as filed, count(*) - count(report_id) as missing,
        bool_or(kind = 'department') as has_departments,
        ifnull(string_agg(township, '、' order by township collate zh)
            filter (where report_id is null), '') as missing_names
    from units
    group by own_id
    having count(report_id) > 0
),
added as (
    select u.own_id, p.address, sum(p.value) as total,
        count(*) filter (where p.mark = 'number') as numbers,
        count(*) filter (where p.mark = 'nil') as nils
    from units u
    join printed_figures p on p.report_id = u.report_id
    where p.table_id <> 'narrative'
    group by u.own_id, p.address
),
compared as (
    select o.county_id, o.series_id, o.series_type, o.year, o.report_id, f.address, f.title,
        ifnull(p.raw, '') as raw, ifnull(p.mark, 'absent') as mark, p.value as published,
        a.total - ifnull(j.deducted, 0) as total, ifnull(j.deducted, 0)::integer as deducted,
        case when a.total is not null then 'number' when a.nils > 0 then 'nil' else 'absent'
        end as total_mark, k.filed, k.missing, k.missing_names,
        k.has_departments, k.filed - ifnull(a.numbers, 0) - ifnull(a.nils, 0) as unknown,
        case p.mark when 'nil' then 0 when 'number' then p.value end
            - case when a.total is not null then a.total - ifnull(j.deducted, 0)
                when a.nils > 0 then 0 end as off,
        if(f.is_decimal, 0.005 * (k.filed + 1), 0) as rounded
    from own o
    join known k on k.own_id = o.report_id
    join form_cells f on f.edition = o.edition
    left join printed_figures p on p.report_id = o.report_id and p.address = f.address
    left join added a on a.own_id = o.report_id and a.address = f.address
    left join joint_cells j on j.county_id = o.county_id and j.year = o.year and j.address = f.address
    where p.mark is not null or a.total is not null
)
select * exclude (off, rounded, has_departments),
    case
        when off is null then 'unknown'
        when off < -rounded then 'below'
        when off <= rounded then 'equal'
        when missing > 0 or unknown > 0 or not has_departments then 'open'
        else 'above'
    end as state
from compared
order by county_id, year, address;
