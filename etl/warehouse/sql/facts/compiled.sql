-- In how many cells does a report that holds those of others print less than what is known of them, or
-- more than all of them: a county's against its units, a prefecture's against its counties?
-- One row per such report and fact.
with parts as (
    select report_id, address, string_agg(part || rtrim(rtrim(value::text, '0'), '.')
        || if(origin = 'units', '（按单位合计）', ''), '、' order by value desc, part_id) as named
    from prefecture_parts
    where value > 0
    group by report_id, address
),
compared as (
    select 'units' as whose, report_id, address, missing, state, raw, total,
        filed || '个单位合计' || if(deducted > 0, '（扣除联合发文重复' || deducted || '件）', '')
        as summed, '' as named
    from county_cells
    union all
    select 'counties', c.report_id, c.address, c.missing, c.state, c.raw, c.total, '各县合计',
        ifnull('（' || p.named || '）', '')
    from prefecture_cells c
    left join parts p on p.report_id = c.report_id and p.address = c.address
),
told as (
    select c.whose, c.report_id, c.missing, c.state, n.position, n.label || '：公布' || c.raw || '，'
        || c.summed || ifnull(rtrim(rtrim(c.total::text, '0'), '.'), '“/”') || c.named as said
    from compared c
    join address_names n using (address)
),
found as (
    select report_id, 'cells_below_' || whose as fact_id,
        count(*) filter (where state = 'below') as value,
        list(said order by position) filter (where state = 'below') as said
    from told
    group by report_id, whose
    having count(*) filter (where state <> 'unknown') > 0
    union all
    select report_id, 'cells_above_' || whose, count(*) filter (where state = 'above'),
        list(said order by position) filter (where state = 'above')
    from told
    where missing = 0
    group by report_id, whose
    having count(*) filter (where state = 'above') > 0
        or count(*) filter (where state in ('open', 'unknown')) = 0
)
select report_id, fact_id, value::decimal(28, 10) as value, 'number' as mark,
    ifnull(array_to_string(said[:5], '；'), '') as evidence, '' as place
from found
