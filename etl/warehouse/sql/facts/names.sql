-- How do reports name their year and office?  One row per active report and fact.
with active as (
    select r.report_id, r.place_id, r.year, r.edition, r.file_name, r.report_date, p.series_id,
        p.county_id, p.type, p.kind
    from reports r
    join places p using (place_id)
    where r.is_active
),
named as (
    select a.report_id, n.whence, any_value(n.year order by n.rowid) as named_year,
        any_value(n.township order by n.rowid) as unit, any_value(n.text order by n.rowid) as text,
        any_value(n.place order by n.rowid) as place
    from namings n
    join active a using (report_id)
    group by a.report_id, n.whence
),
years as (
    select report_id, whence || '_year' as fact_id, named_year as value, text, place
    from named
    where named_year is not null
),
untitled as (
    select report_id, 'title_without_year', (named_year is null)::integer, text, place
    from named
    where whence = 'title'
),
-- A unit is called by any of its names, and short, without the middle of one: 霞岭乡.
units as (
    select n.report_id, n.whence || '_other_unit', bool_and(
        not contains(n.text, o.name)
        and not (starts_with(o.name, left(n.unit, -1)) and right(o.name, 1) = right(n.unit, 1))
    )::integer, any_value(n.text), any_value(n.place)
    from named n
    join active a using (report_id)
    join place_names o using (place_id)
    where n.unit is not null and n.whence in ('title', 'signature')
    group by n.report_id, n.whence
),
file_years as (
    select report_id, year, file_name,
        list_distinct(regexp_extract_all(file_name, '(?:^|[^0-9])(20[0-9][0-9])(?:$|[^0-9])', 1)) as said
    from active
),
file_year as (
    select report_id, 'file_year', case when list_contains(said, year::text) then year
        else said[1]::integer end, file_name, '文件名'
    from file_years
    where list_contains(said, year::text) or len(said) = 1 and said[1]::integer <> year + 1
),
texts as (
    select s.report_id, string_agg(s.body, chr(10) order by s.position) as text
    from sections s
    join active a using (report_id)
    where s.ordinal <> 0
    group by s.report_id
),
-- A plan for the next year names it; a comparison names the last one beside this one.
body_years as (
    select a.report_id, a.year,
        regexp_extract_all(t.text, '(20[0-9][0-9])年', 1)::integer[] as said, t.text
    from texts t
    join active a using (report_id)
),
body_year as (
    select report_id, 'body_year', case when list_contains(said, year) then year else list_mode(
        list_filter(said, lambda y: y < year)) end,
        case when list_contains(said, year) then '' else regexp_extract(text, '[^。\n]*20[0-9][0-9]年[^。\n]*。?') end,
        ''
    from body_years
    where list_contains(said, year) or len(list_filter(said, lambda y: y < year)) > 1
),
signed as (
    select report_id, unnest([
        {fact_id: 'days_after_year', value: report_date - make_date(year, 12, 31)},
        {fact_id: 'undated', value: (report_date is null)::integer},
        {fact_id: 'is_government', value: (type <> '街道' and kind <> 'department')::integer},
        {fact_id: 'edition', value: case when edition <> '2008' then edition::integer end}
    ], recursive := true), coalesce(strftime(report_date, '%Y年%m月%d日'), '') as evidence, '' as place
    from active
),
late as (
    select s.report_id, 'days_late', greatest(s.filed_on - s.deadline, 0),
        strftime(s.filed_on, '%Y年%m月%d日') || '（截止日期：'
            || strftime(s.deadline, '%Y年%m月%d日') || '）',
        if(s.dated_by = 'signed', '落款', '发布日期')
    from submissions s
    where s.report_id is not null and s.filed_on is not null
),
found as (
    select * from years
    union all select * from untitled
    union all select * from units
    union all select * from file_year
    union all select * from body_year
    union all select report_id, fact_id, value, evidence, place from signed
    union all select * from late
)
select report_id, fact_id, value::decimal(28, 10) as value, 'number' as mark, text as evidence, place
from found
where value is not null
