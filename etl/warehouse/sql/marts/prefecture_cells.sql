-- How does each cell of a prefecture's own report stand to the sum of its counties and its own units?
-- One row per such report and cell of its edition, as far as it or a part prints it; `prefecture_parts`
-- has the parts.  `missing` ones published no report of that year, be their units known (`summed`) or
-- not; `unknown` ones did, and it has no number and no slash in this cell. Documents that several of
-- the prefecture's own units count are counted once.
create or replace table prefecture_cells as
with added as (
    select county_id, year, report_id, address, sum(value) - ifnull(any_value(j.deducted), 0) as total,
        sum(numbers) as numbers,
        count(*) filter (where mark in ('number', 'nil')) as known,
        count(*) filter (where mark = 'nil') as nils,
        count(*) filter (where origin = 'units') as summed,
        count(*) filter (where origin = 'unprinted') as unprinted
    from prefecture_parts
    left join joint_cells j using (county_id, year, address)
    group by all
),
filings as (
    select p.report_id, p.part_id, any_value(p.part) as part, bool_or(p.is_unit) as is_unit,
        bool_or(p.origin in ('published', 'unprinted')) as has_published,
        bool_or(p.mark <> 'no_report') as is_known
    from prefecture_parts p
    group by all
),
known as (
    select report_id, count(*) filter (where has_published) as filed,
        count(*) filter (where not has_published) as missing,
        bool_or(is_unit) as has_units,
        ifnull(string_agg(part, '、' order by is_unit, part_id)
            filter (where not has_published), '') as missing_names
    from filings
    group by report_id
    having bool_or(is_known and not is_unit)
),
compared as (
    select a.county_id, s.series_id, s.series_type, a.year, a.report_id, f.address, f.title,
        ifnull(p.raw, '') as raw, ifnull(p.mark, 'absent') as mark, p.value as published,
        a.total,
        case when a.numbers > 0 then 'number' when a.nils > 0 then 'nil' else 'absent'
        end as total_mark, k.filed, k.missing, k.missing_names, a.summed, a.unprinted as unknown,
        k.has_units,
        case p.mark when 'nil' then 0 when 'number' then p.value end
            - case when a.numbers > 0 then a.total when a.nils > 0 then 0 end as off,
        if(f.is_decimal, 0.005 * (a.numbers + 1), 0) as rounded
    from added a
    join known k using (report_id)
    join submissions s using (report_id)
    join form_cells f on f.edition = s.edition and f.address = a.address
    left join printed_figures p on p.report_id = a.report_id and p.address = a.address
    where p.mark is not null or a.known > 0
)
select * exclude (off, rounded, has_units),
    case
        when off is null then 'unknown'
        when off < -rounded then 'below'
        when off <= rounded then 'equal'
        when missing > 0 or unknown > 0 or not has_units then 'open'
        else 'above'
    end as state
from compared
order by county_id, year, address;
