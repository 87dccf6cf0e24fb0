-- Which figures are not simply what a report prints, and what must be known of them?  One row per figure
-- that was corrected, or that a person confirmed, one per report that was recognized from a picture, with
-- how sure the recognition was at worst, one per note on a unit's year, one per figure and entry of
-- documents that other units count as well, and one for what a merged unit filed that is in no sum: per
-- year where the others filed nothing, else per table and figure of the text, by the first address.
create or replace table caveats as
with corrected as (
    select report_id, if(reading = 'confirmed', 'confirmed', 'corrected') as kind, address, raw,
        value, mark, corrected as why, null::double as confidence, 1 as figures
    from printed_figures
    where corrected <> ''
),
recognized as (
    select report_id, 'recognized' as kind, null as address, null as raw, null as value,
        null as mark, null as why, min(confidence) as confidence, count(confidence) as figures
    from printed_figures
    group by report_id
    having count(confidence) > 0
),
found as (
    select s.place_id, s.year, c.* exclude (report_id)
    from (select * from corrected union all select * from recognized) c
    join submissions s using (report_id)
    union all
    select place_id, year, 'note', null, null, null, null, note || '（' || who || '）', null, 0
    from unit_notes
    union all
    select place_id, year, 'joint', address, null, documents, 'number', null, null, 1
    from joint_units
    where is_counted
    qualify count(*) over (partition by county_id, year, address, number) > 1
    union all
    select place_id, year, 'left_out', if(reason = 'absent', arg_min(l.address, n.position), null),
        if(count(*) = 1, any_value(raw), null), if(count(*) = 1, any_value(value), null), reason, others, null, count(*)
    from left_out_figures l
    join address_names n using (address)
    group by place_id, year, reason, others,
        case when reason = 'absent' and table_id = 'narrative' then l.address
            when reason = 'absent' then table_id end
)
select s.county_id, s.series_id, t.township as series_township, s.series_type, s.township, s.year,
    f.kind, f.address, n.label, f.raw, f.value, f.mark, f.why, f.confidence,
    f.figures::integer as figures
from found f
join submissions s using (place_id, year)
join series t on t.series_id = s.series_id and t.county_id = s.county_id
left join address_names n using (address)
order by s.county_id, s.year desc, s.township collate zh, f.kind, n.position;
