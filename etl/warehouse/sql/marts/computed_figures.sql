-- What is published of a year beside what reports print?  One row per unit or series and figure
-- (filing, errors, kind of zero applications, rates); one per kind of unit with the sum or the pooled
-- rate, `place_id` empty; and one of all kinds, `kind` empty too, where there are several.
-- An indicator of one figure alone is published as the sum of that figure.
-- A state stands in `mark`, n/N of a rate in `raw`; rates are in percent. `published.yml` has the words.
create or replace view computed_figures as
with kinds as (
    select county_id, series_id, min(kind) as kind from submissions group by county_id, series_id
),
files as (
    select s.county_id, s.series_id, s.year, string_agg(r.report_key, ' ' order by s.place_id)
        as report_key, arg_max(r.file_name, (r.imported_at, s.place_id)) as file_name,
        max(r.imported_at) as imported_at
    from submissions s
    join reports r using (report_id)
    group by s.county_id, s.series_id, s.year
),
units as (
    select u.county_id, u.year, s.kind, u.place_id, u.township, u.status, u.errors, r.report_key,
        r.file_name, r.imported_at
    from unit_years u
    join submissions s using (county_id, place_id, year)
    left join reports r on r.report_id = u.report_id
),
series_figures as (
    select county_id, series_id, year, township, 'zero_applications.kind' as address, '' as raw,
        null as value, kind as mark, false as approximate
    from zero_kinds
    union all
    select county_id, series_id, year, township, 'indicators.' || indicator_id,
        decimal_text(numerator) || '/' || decimal_text(denominator),
        round(100 * numerator / denominator, 2), 'number', approximate
    from indicator_years
    where is_rate and is_given and denominator > 0
),
added_up as (
    select indicator_id from indicator_terms group by indicator_id having count(*) > 1
),
counted as (
    select county_id, year, if(grouping(kind) = 1, '', kind) as kind,
        unnest(['expected', 'filed', 'on_time', 'late', 'undated', 'missing']) as figure,
        unnest([
            count(*), count(*) filter (status <> 'missing'), count(*) filter (status = 'on_time'),
            count(*) filter (status = 'late'), count(*) filter (status = 'undated'),
            count(*) filter (status = 'missing')
        ]) as value,
        count(report_key) as filed, sum(errors) as errors, count(*) filter (errors > 0) as wrong
    from units
    where kind not in (select kind from unit_kinds where is_compiled)
    group by grouping sets ((county_id, year, kind), (county_id, year))
    having grouping(kind) = 0 or count(distinct kind) > 1
),
zero as (
    select z.county_id, z.year, if(grouping(k.kind) = 1, '', k.kind) as kind,
        count(*) filter (z.is_zero) as value, bool_or(z.kind <> 'no_report') as is_told
    from zero_kinds z
    join kinds k using (county_id, series_id)
    where k.kind not in (select kind from unit_kinds where is_compiled)
    group by grouping sets ((z.county_id, z.year, k.kind), (z.county_id, z.year))
    having grouping(k.kind) = 0 or count(distinct k.kind) > 1
),
pooled as (
    select i.county_id, i.year, if(grouping(k.kind) = 1, '', k.kind) as kind, i.indicator_id,
        any_value(i.is_rate) as is_rate, sum(i.numerator) as part, sum(i.denominator) as whole,
        bool_or(i.is_given) as is_given, bool_or(i.is_slashed) as is_slashed,
        sum(i.units_filed) as filed, bool_or(ifnull(i.approximate, false)) as approximate
    from indicator_years i
    join kinds k using (county_id, series_id)
    where k.kind not in (select kind from unit_kinds where is_compiled)
      and i.indicator_id in (from added_up)
    group by grouping sets (
        (i.county_id, i.year, i.indicator_id, k.kind), (i.county_id, i.year, i.indicator_id)
    )
    having grouping(k.kind) = 0 or count(distinct k.kind) > 1
),
rates as (
    select *, case when not is_rate then part when whole > 0 then round(100 * part / whole, 2) end
            as value,
        case when is_given and value is not null then 'number' when is_given then 'no_base'
            when is_slashed then 'nil' when filed > 0 then 'absent' else 'no_report' end as mark
    from pooled
),
sums as (
    select county_id, year, kind, 'filing.' || figure as address, '' as raw, value,
        'number' as mark, false as approximate
    from counted
    union all
    select county_id, year, kind, 'quality.errors', '', errors,
        if(filed > 0, 'number', 'no_report'), false
    from counted where figure = 'expected'
    union all
    select county_id, year, kind, 'quality.reports_with_errors', '',
        case when filed > 0 then wrong end, if(filed > 0, 'number', 'no_report'), false
    from counted where figure = 'expected'
    union all
    select county_id, year, kind, 'zero_applications.units', '', case when is_told then value end,
        if(is_told, 'number', 'no_report'), false
    from zero
    union all
    select county_id, year, kind, 'indicators.' || indicator_id,
        case when is_rate and is_given then decimal_text(part) || '/' || decimal_text(whole)
            else '' end, value, mark, approximate
    from rates
)
select county_id, year, kind, place_id, township, 'filing.status' as address, '' as raw,
    null::decimal(38, 10) as value, status as mark, false as approximate,
    ifnull(report_key, '') as report_key, ifnull(file_name, '') as file_name, imported_at
from units
union all
select county_id, year, kind, place_id, township, 'quality.errors', '', errors::decimal(38, 10),
    'number', false, report_key, file_name, imported_at
from units
where report_key is not null
union all
select g.county_id, g.year, k.kind, g.series_id, g.township, g.address, g.raw,
    g.value::decimal(38, 10), g.mark, g.approximate, ifnull(f.report_key, ''),
    ifnull(f.file_name, ''), f.imported_at
from series_figures g
join kinds k using (county_id, series_id)
left join files f using (county_id, series_id, year)
union all
select county_id, year, kind, '', '', address, raw, value::decimal(38, 10), mark, approximate, '',
    '', null
from sums;
