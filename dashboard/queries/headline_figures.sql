-- What are the headline figures of the last chosen year, and how did they change?
-- One row per figure.  Changes compare only series that gave a number in both years, as on every
-- page; `units` are the units whose reports are in the sum, `nil_units` those that printed a slash.
with chosen as (
    select series_id from chosen_series($county, $townships, $types)
),
expected as (
    select y.series_id, y.year, y.units_expected, y.units_filed
    from series_years_of($county) y
    join chosen using (series_id)
    where y.year in ($to_year, $to_year - 1)
),
printed as (
    select case address
            when 'narrative.proactive_total' then 'proactive_total'
            else 'applications_received_new'
        end as figure,
        series_id, year, value as part, null::decimal(18, 4) as whole, mark = 'nil' as is_nil,
        approximate
    from series_values_of($county)
    where address in ('narrative.proactive_total', 'applications.received_new.total')
      and mark in ('number', 'nil')
    union all
    select indicator_id, series_id, year, numerator, denominator, false, approximate
    from indicator_values_of($county)
    where indicator_id = 'hotline_answer_rate'
),
counted as (
    select p.*, e.units_expected,
        count(*) filter (where not p.is_nil) over (partition by p.figure, p.series_id)
            as years_given
    from printed p
    join expected e using (series_id, year)
),
summed as (
    select figure,
        sum(part) filter (where year = $to_year) as part,
        sum(whole) filter (where year = $to_year) as whole,
        sum(units_expected) filter (where year = $to_year)::integer as units,
        ifnull(sum(units_expected) filter (where year = $to_year and is_nil), 0)::integer
            as nil_units,
        bool_or(approximate) filter (where year = $to_year) as approximate,
        count(*) filter (where year = $to_year and years_given = 2)::integer as compared,
        sum(part) filter (where year = $to_year and years_given = 2) as part_now,
        sum(whole) filter (where year = $to_year and years_given = 2) as whole_now,
        sum(part) filter (where year < $to_year and years_given = 2) as part_then,
        sum(whole) filter (where year < $to_year and years_given = 2) as whole_then
    from counted
    group by figure
),
figures as (
    select unnest(['proactive_total', 'hotline_answer_rate', 'applications_received_new'])
        as figure
)
select f.figure, s.part, s.whole, case when s.whole > 0 then s.part / s.whole end as rate,
    ifnull(s.units, 0) as units, ifnull(s.nil_units, 0) as nil_units,
    (select sum(units_expected)::integer from expected where year = $to_year) as units_expected,
    (select sum(units_filed)::integer from expected where year = $to_year) as units_filed,
    ifnull(s.approximate, false) as approximate, ifnull(s.compared, 0) as compared,
    s.part_now - s.part_then as change,
    case when s.whole_now > 0 and s.whole_then > 0
        then s.part_now / s.whole_now - s.part_then / s.whole_then end as rate_change
from figures f
left join summed s using (figure)
order by list_position(
    ['proactive_total', 'hotline_answer_rate', 'applications_received_new'], f.figure
)
