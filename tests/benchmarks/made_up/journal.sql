-- What did the import say of each file?  One row per kept text file, and some that it rejected.
select imported_at, file_name, sha256, 'imported', '', place_id, year, 1,
    report_id, ''
from reports
where format = 'txt'
union all
select make_timestamp(year + 1, 3, 1, 9, 0, 0), township || year || '.txt', md5(whose), 'rejected',
    '文件为空。', null, null, 0, 0, ''
from drawn
where is_text and chance(whose, 'rejected', 300) = 0
order by 1, 2, 3
