-- Did every unit report, and in time?  One row per unit of the register and report year;
-- `type` is its own, `series_type` that of the unit that carries its series on in its county today,
-- its own where one of another county does. What a county sets is for its units: where the law has a
-- date for the kind, as for the county's own report, that one counts. A report without a date of its own counts by the day on which
-- a site says that it was published; `dated_by` says so. A county of which no report has come collects
-- those of the year that is over where a person has set its register; one that only came with the
-- program owes nothing.
create or replace table submissions as
with covered_years as (
    select p.county_id, ifnull(min(r.year), year(current_date) - 1) as first_year,
        ifnull(max(r.year), year(current_date) - 1) as last_year
    from places p
    left join reports r using (place_id)
    left join registered_counties c on c.county_id = p.county_id
    group by p.county_id
    having count(r.report_id) > 0 or count(c.county_id) > 0
),
expected as (
    select p.place_id, p.series_id, p.county_id, p.township, p.type, p.kind,
        ifnull(s.type, p.type) as series_type,
        y.year::integer as year
    from places p
    join covered_years c using (county_id)
    left join places s on s.place_id = p.series_id and s.county_id = p.county_id
    cross join lateral unnest(range(c.first_year, c.last_year + 1)) as y(year)
    where (p.valid_from is null or y.year >= p.valid_from)
      and (p.valid_to is null or y.year <= p.valid_to)
),
filed as (
    select report_id, place_id, year, edition, report_date,
        coalesce(report_date, published_on) as filed_on,
        case when report_date is null and published_on is not null then 'published'
            when report_date is not null then 'signed' end as dated_by
    from reports where is_active
),
dated as (
    select e.*, f.report_id, f.edition, f.report_date, f.filed_on, f.dated_by,
        coalesce(make_date(e.year + 1, k.due_month, k.due_day), d.deadline,
            make_date(e.year + 1, 1, 31)) as deadline
    from expected e
    left join filed f using (place_id, year)
    left join deadlines d on d.county_id = e.county_id and d.year = e.year
    left join unit_kinds k using (kind)
)
select *,
    case
        when report_id is null then 'missing'
        when filed_on is null then 'undated'
        when filed_on > deadline then 'late'
        else 'on_time'
    end as status,
    case when filed_on > deadline then filed_on - deadline end as days_late
from dated
order by county_id, year, place_id;
