-- On what was information disclosed?  One row per year and part: each field of work, the labels of
-- no known field (`unmapped`), and what no category explains (`unexplained`: total minus Σ, report
-- by report, where the total is known and not below Σ).  Only main items counted in pieces add up.
-- `share` is of all parts; `before` and `change` compare the `compared` series that state a total and
-- name categories in this year and the one before.
with chosen as (
    select *
    from disclosure_parts
    where county_id = $county and year between $from_year - 1 and $to_year
      and (len($townships) = 0 or list_contains($townships, series_id))
      and (len($types) = 0 or list_contains($types, series_type))
),
told as (
    select distinct series_id, year
    from chosen
    join unit_years u using (report_id, series_id, year)
    where part <> 'unexplained' and u.proactive_total is not null
),
both_years as (
    select told.* from told join told b on b.series_id = told.series_id and b.year = told.year - 1
),
compared as (
    select year, count(*)::integer as compared from both_years group by year
),
changes as (
    select b.year, c.part, sum(if(c.year = b.year, c.value, 0)) as now,
        sum(if(c.year < b.year, c.value, 0)) as before
    from both_years b
    join chosen c on c.series_id = b.series_id and c.year between b.year - 1 and b.year
    group by b.year, c.part
),
parts as (
    select year, part, any_value(label) as label, any_value(position) as position,
        sum(value) as value, count(*) as reports, bool_or(approximate) as approximate
    from chosen
    where year >= $from_year
    group by year, part
)
select p.year, p.part, p.label, p.value, p.value / sum(p.value) over (partition by p.year) as share,
    p.reports, c.before, c.now, c.now - c.before as change, ifnull(n.compared, 0) as compared, p.approximate
from parts p
left join changes c using (year, part)
left join compared n using (year)
order by p.year, p.position
