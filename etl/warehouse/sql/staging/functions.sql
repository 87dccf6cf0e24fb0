-- What marts and questions share: why a value is missing, and how sure a rate is.

-- Why is there no value?  A report that is not there outranks whatever else is missing.
create or replace macro shown_mark(status, mark) as case
    when status = 'missing' then 'no_report'
    when status = 'partly_missing' and ifnull(mark, 'absent') = 'absent' then 'partly_missing'
    else ifnull(mark, 'absent')
end;

-- The Wilson score interval at 95 % for n of total; null where there is nothing to divide.
create or replace macro wilson_center(n, total) as
    (n / total + 1.96 * 1.96 / (2 * total)) / (1 + 1.96 * 1.96 / total);
create or replace macro wilson_margin(n, total) as
    1.96 / (1 + 1.96 * 1.96 / total)
    * sqrt(n / total * (1 - n / total) / total + 1.96 * 1.96 / (4 * total * total));
create or replace macro wilson_low(n, total) as case
    when total > 0 and n between 0 and total
    then greatest(0, wilson_center(n, total) - wilson_margin(n, total))
end;
create or replace macro wilson_high(n, total) as case
    when total > 0 and n between 0 and total
    then least(1, wilson_center(n, total) + wilson_margin(n, total))
end;

-- A decimal as it is written by hand: 26 and 0.5, not 26.0000000000.
create or replace macro decimal_text(number) as
    rtrim(rtrim(number::decimal(38, 10)::varchar, '0'), '.');

-- A text in the width in which Chinese is usually typed, so that what is looked for is found however
-- it is printed: letters, digits and signs narrow, the signs between clauses wide.  Most texts are
-- so already: to look is much faster than to write one anew.
create or replace macro in_usual_width(said) as case
    when regexp_matches(said, '[＂-＇＊＋－-９＜-＞＠-～!(),:;?]') then translate(
        said,
        '＂＃＄％＆＇＊＋－．／０１２３４５６７８９＜＝＞＠ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ［＼］＾＿｀ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ｛｜｝～!(),:;?',
        '"#$%&''*+-./0123456789<=>@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefghijklmnopqrstuvwxyz{|}~！（），：；？'
    )
    else said
end;
