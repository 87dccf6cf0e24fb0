-- Which report is the one of the year before?  One row per active report.
-- A renamed unit goes on from its one predecessor; one that was merged has no single report before.
create or replace table reports_before as
with predecessors as (
    select successor as place_id, any_value(place_id) as before_id, count(*) as number,
        max(valid_to) as last_year
    from places
    where successor is not null
    group by successor
),
own as (
    select r.report_id, r.place_id, r.year, b.report_id as previous_id
    from reports r
    left join reports b on b.place_id = r.place_id and b.year = r.year - 1 and b.is_active
    where r.is_active
),
inherited as (
    select o.report_id, p.number, b.report_id as previous_id
    from own o
    join places u using (place_id)
    join predecessors p using (place_id)
    left join reports b on b.place_id = p.before_id and b.year = o.year - 1 and b.is_active
    where o.previous_id is null and p.last_year = o.year - 1
)
select o.report_id,
    case when i.number > 1 then null else coalesce(o.previous_id, i.previous_id) end as previous_id,
    case
        when o.previous_id is not null then 'same_unit'
        when i.number > 1 then 'merged'
        when i.previous_id is not null then 'renamed'
        else 'none'
    end as previous_relation
from own o
left join inherited i using (report_id)
order by o.report_id;
