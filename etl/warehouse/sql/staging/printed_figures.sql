-- What does each report print, in its tables and in its text?  One row per cell and figure, with its
-- one address.
create or replace view printed_figures as
select report_id, table_id, table_id || '.' || row_id || '.' || column_id as address,
    table_id || '.' || row_id as row_address, raw, value, mark, false as approximate, place,
    '' as evidence, reading, confidence, corrected
from cells
union all
select report_id, 'narrative', 'narrative.' || figure_id, '', raw, value, mark, approximate, place,
    evidence, reading, confidence, corrected
from figures;
