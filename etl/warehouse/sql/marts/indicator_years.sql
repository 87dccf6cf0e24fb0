-- What is each indicator's numerator and denominator?  One row per series, year and indicator.
-- `is_given` where every term is printed: a slash beside numbers counts as 0.  `is_slashed` where all
-- terms are slashes; else `mark` says why there is no figure.  `*_before` are those of the year before.
-- `left_*` are what single units of a series filed that is in no sum of it, as another of its units of that
-- year has no figure.
create or replace table indicator_years as
with wanted as (
    select indicator_id, count(*) as terms,
        count(*) filter (where part = 'numerator') as numerator_terms,
        count(*) filter (where part <> 'numerator') as denominator_terms
    from indicator_terms
    group by indicator_id
),
terms as (
    select t.indicator_id, v.series_id, v.county_id, v.year,
        count(*) filter (where t.part = 'numerator' and v.mark in ('number', 'nil'))
            as numerator_found,
        count(*) filter (where t.part <> 'numerator' and v.mark in ('number', 'nil'))
            as denominator_found,
        sum(v.value) filter (where t.part = 'numerator') as numerator,
        sum(case when t.part = 'minus' then -v.value else v.value end)
            filter (where t.part <> 'numerator') as denominator,
        bool_or(v.approximate) filter (where v.mark in ('number', 'nil')) as approximate,
        count(*) filter (where v.mark = 'nil') as nil_terms,
        max_by(v.mark, list_position(['number', 'nil', 'blank', 'absent', 'unreadable'], v.mark))
            as mark
    from indicator_terms t
    join series_values v using (address)
    group by t.indicator_id, v.series_id, v.county_id, v.year
),
judged as (
    select y.county_id, y.series_id, y.township, y.series_type, y.year, y.status, y.edition,
        y.units_expected, y.units_filed, w.indicator_id, w.denominator_terms > 0 as is_rate,
        t.numerator_found = w.numerator_terms and t.denominator_found = w.denominator_terms
            and t.numerator is not null
            and (w.denominator_terms = 0 or t.denominator is not null) as has_terms,
        t.nil_terms = w.terms as has_slashes_only, t.numerator, t.denominator, t.approximate,
        t.nil_terms, t.mark
    from series_years y
    cross join wanted w
    left join terms t using (county_id, series_id, year, indicator_id)
),
several as (
    select county_id, series_id, year from submissions group by all having count(*) > 1
),
lone as (
    select s.county_id, s.series_id, s.year, s.township, t.indicator_id, count(*) as found,
        sum(p.value) filter (where t.part = 'numerator') as numerator,
        sum(case when t.part = 'minus' then -p.value else p.value end)
            filter (where t.part <> 'numerator') as denominator,
        bool_or(p.approximate) as approximate
    from submissions s
    join several using (county_id, series_id, year)
    join printed_figures p using (report_id)
    join indicator_terms t using (address)
    where p.mark in ('number', 'nil')
    group by s.county_id, s.series_id, s.year, s.place_id, s.township, t.indicator_id
),
left_out as (
    select l.county_id, l.series_id, l.year, l.indicator_id, count(*)::integer as units,
        sum(l.numerator) as numerator, sum(l.denominator) as denominator,
        bool_or(l.approximate) as approximate,
        string_agg(l.township, '、' order by l.township collate zh) as names
    from lone l
    join wanted w using (indicator_id)
    where l.found = w.terms and l.numerator is not null
      and (w.denominator_terms = 0 or l.denominator is not null)
    group by l.county_id, l.series_id, l.year, l.indicator_id
),
given as (
    select county_id, series_id, township, series_type, year, status, edition, units_expected,
        units_filed, indicator_id, is_rate, ifnull(has_terms, false) as is_given,
        ifnull(has_slashes_only, false) as is_slashed,
        case when is_given then numerator end as numerator,
        case when is_given then denominator end as denominator,
        is_given and approximate as approximate,
        case when is_given then nil_terms end as nil_terms,
        case when not is_given then shown_mark(status, mark) end as mark
    from judged
)
select n.*, ifnull(b.is_given, false) as is_given_before, b.numerator as numerator_before,
    b.denominator as denominator_before, ifnull(b.approximate, false) as approximate_before,
    ifnull(l.units, 0) as left_units,
    l.numerator as left_numerator, l.denominator as left_denominator,
    ifnull(l.approximate, false) as left_approximate, ifnull(l.names, '') as left_names
from given n
left join left_out l on not n.is_given and l.county_id = n.county_id
    and l.series_id = n.series_id and l.indicator_id = n.indicator_id and l.year = n.year
left join given b on b.county_id = n.county_id and b.series_id = n.series_id
    and b.indicator_id = n.indicator_id and b.year = n.year - 1
order by n.county_id, n.indicator_id, n.year, n.series_id;
