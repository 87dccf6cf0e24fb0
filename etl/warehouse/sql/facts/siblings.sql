-- Does a report name another unit of its county, or call itself what it is not?  One row per active
-- report of prose and fact.  Units that carry on or were merged into the same series are its own.
-- Only townships are held to that: a department speaks of townships, and all of them of departments.
with prose as (
    select s.report_id, p.place_id, p.series_id, p.county_id, p.type, p.kind,
        string_agg(regexp_replace(s.body, '\s', '', 'g'), '。' order by s.position) as text
    from sections s
    join reports r using (report_id)
    join places p using (place_id)
    where r.is_active
    group by all
),
units as (
    select p.county_id, p.series_id, n.name
    from places p
    join place_names n using (place_id)
    where length(n.name) > 2 and p.kind = 'township'
),
own as (
    select series_id, list(name) as names from units group by series_id
),
foreign_names as (
    select t.report_id, t.text, u.name
    from prose t
    join units u on u.county_id = t.county_id and u.series_id <> t.series_id
        and contains(t.text, u.name)
    join own o on o.series_id = t.series_id
    where not list_bool_or(list_transform(o.names, lambda own_name: contains(own_name, u.name)))
),
named as (
    select p.report_id, 'sibling_names' as fact_id, count(distinct n.name) as value,
        coalesce(any_value(regexp_extract(n.text, '[^。；]*' || regexp_escape(n.name) || '[^。；]*。?')), '') as evidence
    from prose p
    left join foreign_names n using (report_id)
    where p.kind = 'township'
    group by p.report_id
),
kinds as (
    select report_id, text, case
            when type = '街道' then '(?:^|[^自])我[镇乡](?:[^镇村定]|$)'
            when type = '镇' then '(?:^|[^自])(?:我乡(?:[^镇村]|$)|我街道)'
            when type in ('乡', '民族乡') then '(?:^|[^自])(?:我镇(?:[^定静痛]|$)|我街道)'
        end as pattern
    from prose
),
misnamed as (
    select report_id, 'other_kind_of_self', len(regexp_extract_all(text, pattern)) as value,
        regexp_extract(text, '[^。；]*' || pattern || '[^。；]*。?') as evidence
    from kinds
    where pattern is not null
),
found as (
    select * from named
    union all select * from misnamed
)
select report_id, fact_id, value::decimal(28, 10) as value, 'number' as mark, evidence, '' as place
from found
