"""Clears a sentence of what is no count, and tells the sentences that have none.

Most sentences print no figure at all; cheap tests find that out before anything dear is done.
"""

from __future__ import annotations

import re

from etl.definitions.prose_words import pattern
from etl.transform.narrative.wording.words import words_in

HOTLINE_SIGN = "□"
# The number of the hotline behind the name of its platform: 咨询投诉平台(12345).
NUMBER_BEHIND = re.compile(r"\(□([^()\d]{0,8}热线)?\)")
# The number of the hotline of a branch: 12328交通服务热线, 12315投诉举报.
BRANCH = re.compile(
    r"(?<![\d-])12[0-9]{3}(?![\d.]|[余多]?[条件个次起例宗万])[^,;，；□]{0,8}?(?:热线|专线)"
    r"|(?<![\d-])12[0-9]{3}(?=(?:投诉|举报|维权|服务|监督|举报投诉)?(?:平台|投诉|举报|电话|工单|诉求|来电))"
    r"|(?<=热线)12[0-9]{3}(?!\d)|(?<![\d-])96\d{3,4}(?=[^\d,;，；。]{0,4}(?:热线|平台|电话|专线))"
    r"|(?<=依托)\d{4}(?=[^\d,;，；。]{0,6}(?:热线|平台))"
)
BRANCH_SIGN = "◇"
# What a sentence without any figure lacks: a digit, a word of denial, a unit after a numeral.
SIGNALS = re.compile(r"[0-9０-９未没无零沒無条件篇份项例宗条條項]|不存在")
DENIALS = re.compile(r"[未没无零不全均都](?:(?<=[未没无零])|(?<=不)存在|(?<=[全均都])为)")
# The unit before its count: 满意率(%):88.5.
PERCENT_BEFORE = re.compile(r"\(%\):?(\d[\d.]*)(?![\d.%])")
# A digit that is not of a date, or a numeral before a unit.
COUNTS = re.compile(
    r"[\d一二三四五六七八九十百千万两](?:(?<=\d)(?![\d年月日号])|(?<!\d)[余多]?[条件篇份项例宗])"
)
# A title that counts something is what was published, and no statement: 《办结率100%的背后》.
HEADLINE = re.compile(
    r"(?:《[^《》]*(?:\d(?:%|[余多万]*[条件篇份次户个项名元家人])|[一二三四五六七八九十]+[大件项个])"
    r"[^《》]*》[、,]?)+等?"
)
SEGMENTS = re.compile(r"[;。！？!?]")
BRACKETED = re.compile(r"\([^()]*;[^()]*\)")
SHARES = re.compile(
    r"(?<=[\d条篇份件项则期])\((?:占[^()]*|[\d.]+%)\)|[,、]?(?<!表示满意的)占比?[^,;、%]{0,20}%(?:,(?=[为共计有达]{1,2}\d))?"
)
# How many accounts a name stands for, or the unit of what is counted: 微博账号(1个); 总量(件):68.
ASIDES = re.compile(
    r"\((?:\d{1,2}个|[条件篇份个次]|含?(?:更新|发布|公示|公布|转发|转载))\)(?=[\u4e00-\u9fff:\d])"
)
# What leads a list by its size: 动态类信息最多,为120条.
MOST = re.compile(r"(?:最多|居多|居首|占比最高),(?=[为有共达计]{0,2}\d)")
# The unit in brackets behind its count: 信息数:156(条).
UNIT_BEHIND = re.compile(r"(?<=\d)\(([条件篇份])\)")
# A count that alone stands in brackets behind its name: 基础信息(26条)、重点领域(67条).
IN_BRACKETS = re.compile(
    r"(?<=[^\d例法定》])(?<!\d[条件篇份项则])\((\d{1,6}[条件篇份项则])\)(?=[、,:;。]|[和及]|$)"
)
# The same behind a name that says 公开 of itself: 重点领域公开(67条):.
NAMED_BY_DEED = re.compile(r"(?<=[^动息务已发])公开(?=\(\d{1,6}[条件篇份项则]\):)")
# The sound of a character printed behind it: 數(shù)量.
GLOSSES = re.compile(r"(?<=[\u4e00-\u9fff])\([a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜü]{1,7}\)")
# The number of an entry: 1.工作动态60条.
NUMBERED = re.compile(r"\d[.、)][\u4e00-\u9fff“\"《「□]")
MARKERS = re.compile(r"(?:^|(?<=[:,;]))\(?\d{1,2}[.、)](?=[\u4e00-\u9fff“\"《「□])")
# The same right behind a heading, as a crawler runs them together: 主要形式1.门户网站.
GLUED_MARKERS = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<![息开布条共计为达有到了约])[1-9]\.(?=[\u4e00-\u9fff“])"
)
# Where a count ends and the next name begins without a sign: 工作动态100条通知公告50条.
NEXT_YEAR = re.compile(r"(?<=\d[条件篇份])(?=20\d\d年)")
# Where a word links the last member of a list: 工作动态6条以及检查公示1条.
LINKED = re.compile(r"(?<=\d[条篇份件项则])(?:以及|及|和)(?=[\u4e00-\u9fff“”、]{2,20}\d)")
UNPUNCTUATED = re.compile(r"(\d[条篇份])(?=[\u4e00-\u9fff]{2,20}:?\d)")
# A figure in quotes or brackets before its unit: 申请“0”件, 信息(22)条.
QUOTED_FIGURE = re.compile(r"[“\"(](\d+)[”\")](?=[条篇份件项宗例次人])")
# Signs of arithmetic between counts: 655条=网站430条+公众号210条/公开栏15条.
ARITHMETIC = re.compile(r"(?<=\d[条篇份件])[/+＋]+(?![月周天日季年])(?=[\u4e00-\u9fff“])")
EQUALS = re.compile(r"(?<=\d[条篇份件])=(?=[\u4e00-\u9fff“])")
# The number of an entry behind a count in brackets: 职能(2条)2.文件(12条).
GLUED_BEHIND = re.compile(r"(?<=\d[条篇份件]\))\d{1,2}[.、](?=[\u4e00-\u9fff“])")
# Names and their counts in the same order: 动态、公告分别为60条、28条.
IN_TURN = re.compile(
    r"(?P<names>[^,:;()]{2,80}?)分别(?P<deed>[^\d,:;()、]{0,12})(?P<counts>\d[\d.余多万]*[\u4e00-\u9fff%]{0,2}"
    r"(?:[、,和及]\d[\d.余多万]*[\u4e00-\u9fff%]{0,2})+)(?:(?:政府|政务|各类)*信息)?(?=[,;。()]|$)"
)
# Deeds of which several may have one object.
MADE = frozenset({"make", "repeal", "hold", "receive", "handle", "answer"})
LINKED_LAST = re.compile("以及|[和及与]")
LINKS = re.compile(r"[、和与及]|(?<=微博)(?=微信)|(?<=微信)(?=微博)")
# A list that begins where a sign was left out: 发布126条信息一是做好….
UNPARTED = re.compile(r"(?<=信息)(?=[一二三四五]是)")
# Fields of work that only lead what was disclosed of them: 31个领域信息等共计15条.
FIELDS = re.compile(r"\d+个(?:重点|主要|试点)?领域(?:等(?:各)?方面)?的?(?=信息|内容|政务|政府)")
# Of how many kinds the information is, told before how many there are: 8大类、36小类，合计220条.
KINDS_BEFORE = re.compile(
    r"(?:共有|分为|涉及|涵盖|包括|共|有|为|达)?\d+个?(?:大类|大项|门类)"
    r"(?:[、,和]?(?:共|计)?\d+个?(?:小类|小项|子类|子项|细类|细项|事项|项))?[、,]?(?=(?:共计|合计|总计|累计|共)\d)"
)
# How many offices disclosed, which is no count of what they did: 16个村通过公开栏公开信息120条.
OFFICES_COUNTED = re.compile(
    r"\d+[余多]?[个家](?=(?:行政|自然|建制)?(?:村|社区|乡镇|镇|乡|街道|部门|单位|科室|站所|处室|委办局)"
    r"[^,;\d]{0,16}?(?:通过|利用|依托|借助|公开|发布|公示|公布|推送|更新)[^,;\d]*\d)"
)
# The name of the one account that was set up: 开设微信小程序1个(青禾通)公开信息12条.
NAMED_ACCOUNT = re.compile(
    r"(?:开设|开通|建立|运营|运维|设有)([^,;、。\d()]{2,16})1个\([^()\d]{2,20}\)(?=(?:公开|发布|推送|更新))"
)
# What leads from a name to its count: 公告栏——30条.
DASHES = re.compile(r"(?<=[\u4e00-\u9fff)])[-—]{1,2}(?=\d+[条篇份件项])")


def cleaned(text: str) -> str:
    """Return a sentence without what is no count: shares, entry numbers, the hotline's number."""
    if "12345" in text or "8890" in text:
        text = pattern("hotline_number").sub(HOTLINE_SIGN, text)
        text = NUMBER_BEHIND.sub(r"□\1", text)
    if "12" in text or "96" in text:
        text = BRANCH.sub(BRANCH_SIGN, text)
    text = QUOTED_FIGURE.sub(r"\1", text)
    text = EQUALS.sub(":", ARITHMETIC.sub("、", GLUED_BEHIND.sub(";", text)))
    text = without_measures(text)
    if "%" in text:
        text = pattern("share_base").sub(r"占\g<base>", text)
        text = SHARES.sub("", PERCENT_BEFORE.sub(r"\1%", text))
    if "(" in text:
        text = UNIT_BEHIND.sub(r"\1", text)
        text = NAMED_ACCOUNT.sub(r"\1", text)
        text = IN_BRACKETS.sub(r"\1", NAMED_BY_DEED.sub("", text))
        text = ASIDES.sub("", GLOSSES.sub("", pattern("same_once").sub("", text)))
    if ";" in text and "(" in text:
        text = BRACKETED.sub(lambda brackets: brackets[0].replace(";", ","), text)
    if NUMBERED.search(text):
        text = GLUED_MARKERS.sub(";", MARKERS.sub("", text))
    text = names_apart(text)
    text = MOST.sub("", OFFICES_COUNTED.sub("", text))
    text = FIELDS.sub("", UNPARTED.sub(";", DASHES.sub("", text)))
    text = LINKED.sub("、", NEXT_YEAR.sub(",", text))
    return UNPUNCTUATED.sub(r"\1,", text) if UNPUNCTUATED.search(text) else text


def without_measures(text: str) -> str:
    """Return a sentence without counts in titles, of kinds, and of what there was before."""
    if "《" in text:
        text = HEADLINE.sub("", text)
    if "动态更新" in text:
        text = pattern("kept_current").sub("", text)
    if "由" in text or "从" in text:
        text = pattern("rose_from").sub("", text)
    return KINDS_BEFORE.sub("", text) if "大" in text or "门类" in text else text


def names_apart(text: str) -> str:
    """Return a sentence with a count right behind each name that has one."""
    if "分别" in text:
        text = IN_TURN.sub(told_apart, text)
    if "各" in text:
        text = pattern("each_of_several").sub(each_apart, text)
    if "完成" in text:
        text = pattern("done_publishing").sub(r"\g<when>公开\g<what>", text)
    return text


def each_apart(match: re.Match[str]) -> str:
    """Return each of several names with the one count that is of each: 年报、指南各1条."""
    *names, last = match["names"].split("、")
    names += LINKED_LAST.split(last)
    count = match["count"]
    if any(word.text == name and word.kind in MADE for name in names for word in words_in(name)):
        return match[0]  # 制定、修订文件各1件
    return "、".join(f"{name}{count}" for name in names)


def told_apart(match: re.Match[str]) -> str:
    """Return names and counts in pairs, or as printed where there are not as many of both."""
    names = LINKS.split(match["names"])
    counts = re.split("[、,和及]", match["counts"])
    deed = match["deed"].strip("为是有达")
    if len(names) != len(counts):
        return match[0]
    return "、".join(f"{name}{deed}{count}" for name, count in zip(names, counts, strict=True))
