-- What does each township say about the hotline in the last chosen year?  One row per series.
-- A stated rate cannot be added up: where several units share a series, each stated its own.
-- `rank_group`: ranked from 10 cases on, few below, doubtful where more were answered than received.
with compared as (
    select c.township, c.type, h.*,
        case when h.received > 0 then h.answered / h.received end as rate,
        wilson_low(h.answered, h.received) as low,
        wilson_high(h.answered, h.received) as high,
        case
            when rate is null and h.stated_rate is not null then 'stated_only'
            when rate is null then 'unknown'
            when h.answered > h.received then 'doubtful'
            when h.received < 10 then 'few'
            else 'ranked'
        end as rank_group
    from hotline_answers_of($county) h
    join chosen_series($county, $townships, $types) c using (series_id)
    where h.year = $to_year
)
select township, type, year, received, answered, answered as numerator, received as denominator,
    rate, low, high, stated_rate,
    round((stated_rate - rate) * 100, 2) + 0.0 as difference_points, rank_group,
    received_mark, answered_mark, stated_mark, evidence
from compared
order by rate desc nulls last, received desc nulls last, township collate zh
