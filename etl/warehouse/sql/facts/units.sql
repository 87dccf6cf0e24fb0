-- In how many cells does a county's own report print less than its known units, or more than all of
-- them?  One row per such report and fact.
with told as (
    select c.report_id, c.missing, c.state, n.position, n.label || '：公布' || c.raw || '，'
        || c.filed || '个单位合计' || ifnull(rtrim(rtrim(c.total::text, '0'), '.'), '“/”') as said
    from county_cells c
    join address_names n using (address)
),
found as (
    select report_id, 'cells_below_units' as fact_id, count(*) filter (where state = 'below') as value,
        list(said order by position) filter (where state = 'below') as said
    from told
    group by report_id
    having count(*) filter (where state <> 'unknown') > 0
    union all
    select report_id, 'cells_above_units', count(*) filter (where state = 'above'),
        list(said order by position) filter (where state = 'above')
    from told
    where missing = 0
    group by report_id
    having count(*) filter (where state = 'above') > 0
        or count(*) filter (where state in ('open', 'unknown')) = 0
)
select report_id, fact_id, value::decimal(28, 10) as value, 'number' as mark,
    ifnull(array_to_string(said[:5], '；'), '') as evidence, '' as place
from found
