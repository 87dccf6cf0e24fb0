-- What did each unit file, and how does it stand?  One row per unit of the register and year, with the
-- series it belongs to in its county; the counts are null where there is no report.
-- `position` orders those of a county, the newest year first; the three `*_state` columns say what
-- stands of applications, of the hotline and of reviews.
create or replace table unit_years as
with marks as (
    select report_id,
        any_value(mark) filter (where address = 'applications.received_new.total')
            as application_mark,
        any_value(value) filter (where address = 'applications.received_new.total') as applied,
        bool_or(mark = 'number') filter (where address = 'narrative.hotline_received')
            as has_received,
        bool_or(mark = 'number') filter (where address = 'narrative.hotline_answered')
            as has_answered,
        bool_or(mark = 'number') filter (where address = 'narrative.hotline_rate_stated')
            as has_rate,
        count(*) filter (where address like 'reviews.%.total' and mark = 'number') as review_numbers,
        count(*) filter (where address like 'reviews.%.total' and mark = 'nil') as review_slashes,
        count(*) filter (where address like 'reviews.%.total' and mark in ('blank', 'unreadable'))
            as review_unread,
        bool_or(value > 0) filter (where address like 'reviews.%.total') as has_case,
        any_value(value) filter (where address = 'narrative.proactive_total') as proactive_total,
        count(*) filter (where table_id <> 'narrative' and mark in ('blank', 'unreadable'))
            as unread_cells
    from printed_figures
    group by report_id
),
parts as (
    select report_id,
        sum(count) filter (where axis = 'category' and is_main_piece) as explained,
        bool_or(axis = 'channel' and parent is null) as has_channels
    from item_years
    group by report_id
),
likeness as (
    select report_id,
        any_value(similarity) filter (where relation = 'previous') as similarity_previous,
        any_value(similarity) filter (where relation = 'sibling') as similarity_sibling
    from similar_texts
    group by report_id
),
counts as (
    select report_id, count(*) as findings,
        count(*) filter (where severity = 'error' and outcome = 'broken') as errors
    from findings
    group by report_id
),
doubts as (
    select report_id, count(*) as issues from issues group by report_id
),
prose as (
    select report_id, sum(length(body)) as length from sections group by report_id
)
select s.county_id, s.series_id, t.township as series_township, s.series_type, s.year, s.place_id,
    s.township, s.type, s.report_id, s.edition, s.report_date, s.deadline, s.status, s.days_late,
    case
        when s.report_id is null then 'no_report'
        when m.applied > 0 then 'some'
        when m.applied = 0 then 'zero'
        when m.application_mark = 'nil' then 'nil'
        when m.application_mark in ('blank', 'unreadable') then 'unread'
        when ifnull(m.application_mark, 'absent') = 'absent' then 'absent'
    end as application_state,
    case
        when s.report_id is null then 'no_report'
        when m.has_received and m.has_answered then 'both'
        when m.has_received or m.has_answered then 'one'
        when m.has_rate then 'stated_only'
        else 'silent'
    end as hotline_state,
    case
        when s.report_id is null then 'no_report'
        when m.has_case then 'some'
        when m.review_numbers + m.review_slashes = 3 and m.review_numbers > 0 then 'zero'
        when m.review_slashes = 3 then 'nil'
        when m.review_numbers + m.review_slashes + m.review_unread > 0 then 'unread'
        else 'absent'
    end as review_state,
    m.proactive_total, p.explained, ifnull(p.has_channels, false) as has_channels,
    l.similarity_previous, l.similarity_sibling,
    case when s.report_id is not null then ifnull(c.errors, 0) end::integer as errors,
    case when s.report_id is not null then ifnull(c.findings, 0) end::integer as findings,
    case when s.report_id is not null then ifnull(m.unread_cells, 0) end::integer as unread_cells,
    case when s.report_id is not null then ifnull(d.issues, 0) end::integer as issues,
    ifnull(x.length > 0, false) as has_prose,
    row_number() over (
        partition by s.county_id order by s.year desc, s.township collate zh, s.place_id
    )::integer as position
from submissions s
join series t on t.series_id = s.series_id and t.county_id = s.county_id
left join marks m using (report_id)
left join parts p using (report_id)
left join likeness l using (report_id)
left join counts c using (report_id)
left join doubts d using (report_id)
left join prose x using (report_id)
order by s.county_id, s.year, s.place_id;
