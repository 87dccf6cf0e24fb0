-- Writes the drawn reports down as the import does: reports, cells, figures, parts and texts.
insert into reports
select report_id, place_id, year, true, edition, null, null, report_date, null, file_name,
    if(is_text, 'txt', 'xlsx'), md5(file_name || place_id), make_timestamp(year + 1, 3, 20, 9, 0, 0),
    'reports/' || place_id[:6] || '/' || year || '/' || file_name, report_id,
    concat_ws('/', md5(file_name || place_id), place_id, year)
from (select *, if(is_text, township, county) || year || if(is_text, '.txt', '.xlsx') as file_name
      from drawn)
order by report_id;

insert into originals
select distinct on (original) original, 'made up', sha256, '', '' from reports order by original;

insert into cells
with printed as (
    select d.report_id, f.*,
        case
            when d.is_slashed and f.table_id <> 'article_20' then 'nil'
            when d.is_blank and f.position % 9 = 0 then 'blank'
            else 'number'
        end as mark,
        case f.address
            when 'applications.received_new.natural_person' then applied - of_business
            when 'applications.received_new.business' then of_business
            when 'applications.received_new.total' then applied + mistake
            when 'applications.carried_in.natural_person' then carried_in
            when 'applications.carried_in.total' then carried_in
            when 'applications.disclosed.natural_person'
                then handled_total - of_business - partly - not_held
            when 'applications.disclosed.business' then of_business
            when 'applications.disclosed.total' then handled_total - partly - not_held
            when 'applications.partly_disclosed.natural_person' then partly
            when 'applications.partly_disclosed.total' then partly
            when 'applications.unavailable_not_held.natural_person' then not_held
            when 'applications.unavailable_not_held.total' then not_held
            when 'applications.handled_total.natural_person' then handled_total - of_business
            when 'applications.handled_total.business' then of_business
            when 'applications.handled_total.total' then handled_total
            when 'applications.carried_out.natural_person' then carried_out
            when 'applications.carried_out.total' then carried_out
            when 'article_20.permits.decisions' then permits
            when 'article_20.penalties.decisions' then penalties
            when 'article_20.compulsory_measures.decisions' then measures
            when 'article_20.normative_documents.in_force' then rules
            when 'article_20.normative_documents.total_disclosed' then rules
            when 'reviews.administrative_review.upheld' then reviewed
            when 'reviews.administrative_review.total' then reviewed
            else 0
        end as value
    from drawn d
    join form_addresses f using (edition)
)
select report_id, table_id, row_id, column_id,
    case mark when 'number' then value::text when 'nil' then '/' else '' end,
    case when mark = 'number' then value end, mark, place, 'printed', null, ''
from printed
order by report_id, position;

create or replace temp table sentences as
select *,
    format('{}年，本单位主动公开政府信息{}条，其中工作动态{}条、通知公告{}条、财政预决算{}条、惠农补贴{}条。',
        year, total, news, notices, budgets, livelihood) as of_total,
    format('按公开渠道分，政府网站{}条、微信公众号{}条。', total * 6 // 10, total * 3 // 10) as of_channels,
    case when tells_hotline then format('受理12345热线工单{}件，办结{}件{}。', hotline, answered,
        if(answered = hotline, '，办结率100%', '')) end as of_hotline,
    case when not tells_applied then null
        when applied = 0 then '本年度未收到政府信息公开申请。'
        else format('本年度收到政府信息公开申请{}件。', applied) end as of_applied
from drawn;

insert into figures
select report_id, f.figure_id, f.value::text, f.value, 'number', false, f.evidence, '第4行',
    'sentence', '', null, ''
from sentences, lateral (values
    ('proactive_total', total, of_total),
    ('hotline_received', hotline, of_hotline),
    ('hotline_answered', answered, of_hotline),
    ('hotline_rate_stated', if(answered = hotline, 100, null), of_hotline),
    ('applications_received', applied, of_applied)
) as f(figure_id, value, evidence)
where f.evidence is not null and f.value is not null
order by report_id;

insert into items
select report_id, i.position, i.axis, i.label, i.field_id, null, i.count, '条', false,
    if(i.axis = 'category', of_total, of_channels), '第4行', null
from sentences, lateral (values
    (0, 'category', '工作动态', 'work_news', news),
    (1, 'category', '通知公告', 'notice', notices),
    (2, 'category', '财政预决算', 'budget', budgets),
    (3, 'category', '惠农补贴', 'livelihood', livelihood),
    (4, 'channel', '政府网站', null, total * 6 // 10),
    (5, 'channel', '微信公众号', null, total * 3 // 10)
) as i(position, axis, label, field_id, count)
order by report_id, i.position;

-- A tenth writes as it wrote the year before, some as the county writes; words are drawn for the rest.
create or replace temp table wordings as
with words as (
    select string_split('公开 政务 信息 群众 服务 平台 栏目 更新 审核 发布 机制 培训 答复 咨询 办理 流程 规范 监督 考核 '
        || '反馈 台账 专人 负责 及时 完善 推进 落实 保障 渠道 网站 公示 依法 申请 解读 政策 民生 热线 窗口 建设 '
        || '管理 制度 评议 宣传 指南 目录 档案 惠农 补贴 项目 资金 安全 环境 卫生 文化 教育 就业 养老 道路 水利', ' ')
        as word
)
select report_id, list_aggregate(list_transform(
    range(150), lambda n: word[1 + (hash(seed, n) % len(word))::integer]
        || if(n % 9 = 8, '。', '')
), 'string_agg', '') as words
from (
    select report_id, case
        when chance(place_id, 'copies', 10) = 0 then hash(place_id)
        when chance(whose, 'shares', 30) = 0 then hash(place_id[:6], year)
        else hash(whose)
    end as seed
    from drawn
    where is_text
), words;

insert into sections
select report_id, t.ordinal, t.heading, t.body, '第' || (3 + 9 * t.ordinal) || '行', t.ordinal,
    nullif(t.ordinal, 0)
from sentences
join wordings using (report_id), lateral (values
    (0, '', township || year || '年政府信息公开工作年度报告'),
    (1, '一、总体情况', concat_ws('', of_total, of_channels, of_hotline, of_applied,
        '在政府信息公开工作考核中开展社会评议，无责任追究情形。', words)),
    (2, '二、主动公开政府信息情况', ''),
    (3, '三、收到和处理政府信息公开申请情况', ''),
    (4, '四、政府信息公开行政复议、行政诉讼情况', ''),
    (5, '五、存在的主要问题及改进情况', '存在的问题是：' || words[:40] || '下一步将加强改进，' || words[41:90]),
    (6, '六、其他需要报告的事项', '本年度未发出收费通知，未收取信息处理费。')
) as t(ordinal, heading, body)
order by report_id, t.ordinal;

insert into namings
select report_id, n.whence, n.text, n.year, null, township, n.place
from sentences, lateral (values
    ('title', township || year || '年政府信息公开工作年度报告', year, '第1行'),
    ('signature', township || '人民政府', null, '第90行')
) as n(whence, text, year, place)
where is_text
order by report_id;
