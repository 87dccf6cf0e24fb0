"""Tells the name of a channel from other names, and one channel from several."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from etl.definitions.prose_words import pattern
from etl.transform.narrative.wording.words import Word, words_of

QUOTED = re.compile(r"[“\"《「『][^“”\"《》「」『』]{0,200}[”\"》」』]|\([^()]{0,200}\)")
QUOTES = re.compile(r"[“\"《「『(]")
LINKS = re.compile(r"[、和及与,]|以及")
TAIL = re.compile(r"(?:上|中|里|内|(?<![一户])端|等)$")
OWNED = re.compile(r"^(?P<channel>.{2,24}?)(?:上)?的(?P<kind>.{2,})$")
RUN_BY = re.compile(r"^.*(?:在内|开办|开设|设立|设置|建立|运营|主办|管理|创办|开通|规范|指定)的")
# What only says of which kind a named account is: 新媒体网络平台“青禾发布”微信公众号.
OF_MEDIA = re.compile(r"^(?:政务|政府)?新媒体(?:网络|宣传|信息)?平台(?=“)")
CLOSING = re.compile(
    r"(?<=[号站台栏])\([^()]*\)(?:上)?$|(?<=”)\([^()]*(?:微信号|账号|ID|[A-Za-z]\w{3})[^()]*\)$"
)
# The catalogue of a site that is named by the site alone: 县政府网站公开目录.
CATALOGUE = re.compile("(?<=网站)公开目录$")
# A platform and the account that it is: 政务新媒体平台(“青禾发布”微信公众号).
WITH_ACCOUNT = re.compile(r"平台\(“[^“”()]+”[^()]*(?:公众号|视频号|微博|抖音号)\)$")
WAYS = ("平台", "渠道", "方式", "形式", "途径", "载体", "媒体", "系统")
# Ways of disclosure of which none is named.
UNNAMED = re.compile(
    r"(?:(?:官方|各类|各种|各个|多种|多个|不同)(?:政务|政府|信息|公开|发布|宣传|线上|线下|网络)*"
    r"|(?:各|各类|各个|多|不同|多种|相关|以上|上述|前述|线上线下|多个|各种)*)"
    r"(?:平台|渠道|方式|形式|途径|载体|媒体|系统)(?:上|共|累计)*"
)
ALL_WAYS = re.compile("线上线下(?:同步|一共|合计|累计|总计|共计|共)*")
OWN_OFFICE = re.compile(
    r"(?:我|本|全)(?:镇|乡|街道|苏木|县|区|市|旗|局|办|街|委|单位|部门|中心)(?!级|域)"
)
# The part of a site where the catalogue stands: 网站及信息公开目录.
DIRECTORY = re.compile(r"[、和及与](?:[\u4e00-\u9fff]{0,8})(?:政府|政务)?信息公开目录$")
SHORTEST = 2
MEMORY = 1 << 12
PLACES = frozenset("在于以")
QUOTED_ALONE = re.compile(r"“[^“”]{2,20}”(?:全年|年内|上|共|累计)*")
# A site in quotes before its column: “青禾县政府网站”信息公开栏目.
SITE = re.compile(r"“([^“”]{2,30}网站?)”(?=[^、,]{0,10}栏目$)")
# A newspaper or gazette behind another channel: 网站、《青禾公报》.
PAPERS = re.compile(r"(?<=[、和及与])《([^《》]{1,20}(?:报|刊))》")
# What begins with a numeral is a slogan: “双公示”, “三公”.
NUMERALS = "一二两双三四五六七八九十百"
# The same where its first sign was left out: 青禾公安”发布20条.
OPEN_QUOTE = re.compile(rf"(“?(?![{NUMERALS}])[^“”]{{2,20}}”)(?:全年|年内|上|共|累计|约)*")
LONGEST_WAY = 26
# A way that no known word names: 通过农家书屋公开5条.
LONE_WAY = re.compile(r"[\u4e00-\u9fff]{2,8}")
# No name of a channel, or of a list of them, is longer.
LONGEST = 160


class Channel(NamedTuple):
    """A named channel; `joint` where the name is of several, `tail` a kind named behind it."""

    name: str
    joint: bool
    all_ways: bool
    tail: str = ""


@cache
def channel_word_ends() -> re.Pattern[str]:
    """Return the pattern of a name that ends in a channel."""
    return re.compile(
        rf"(?:{words_of('channel', 'account', 'zone')}"
        r"|(?:网站|官网|门户网?|电视台|电台|广播站|日报|晚报)[^、,]{0,8}栏目)"
        r"(?:上|中|里|内|端|等|号|类)*$"
    )


@cache
def trimmed() -> re.Pattern[str]:
    """Return the pattern of the words between a channel and the deed that are not of its name."""
    words = words_of("sum", "year_word", "filler", "on_time", "beside", "all", "ever")
    adverb = pattern("adverb").pattern
    return re.compile(rf"(?:{words}|{adverb}|{OWN_OFFICE.pattern}|[“”,、]|在?20\d\d年度?){{1,8}}+$")


def is_unnamed(name: str) -> bool:
    """Return whether ways of disclosure are meant of which none is named: 多渠道、多形式."""
    if ALL_WAYS.fullmatch(name):
        return True
    if len(name) > LONGEST or not any(way in name for way in WAYS):
        return False
    bare = trimmed().sub("", name) or name
    return all(UNNAMED.fullmatch(part) for part in LINKS.split(bare))


def is_new_media(name: str) -> bool:
    """Return whether a name is of new media alone, which are never all of disclosure."""
    if pattern("ends_in_media").search(name) and not any(sign in name for sign in "网栏门"):
        return True
    parts = LINKS.split(pattern("manner").sub("", QUOTED.sub("", name) or name))
    return all(pattern("new_media").match(part) for part in parts)


def is_several(name: str) -> bool:
    """Return whether a name links several channels: 网站、公众号."""
    parts = LINKS.split(pattern("run_on_channels").sub("、", name))
    return sum(channel_word_ends().search(part) is not None for part in parts) > 1


def leading_channel(text: str) -> Channel | None:
    """Return the one channel that a text begins with: 政府网站动态反映工作."""
    match = first_channel().match(text)
    return channel_of(match[0]) if match else None


@cache
def first_channel() -> re.Pattern[str]:
    """Return the pattern of a name up to its channel word, at the head of a text."""
    return re.compile(
        r"[^,、和及“]{0,12}?(?:“[^“”]{1,20}”)?[^,、和及]{0,24}?(?:网站|门户网站|门户|公众号|视频号|抖音号|微博|专栏|公示栏|公开栏|宣传栏)(?!目(?!前))"
    )


def without_quoted(printed: str) -> str:
    """Return a name without what quotes and brackets hold, but for a site and a newspaper."""
    if QUOTES.search(printed) is None:
        return printed
    return QUOTED.sub("", PAPERS.sub(r"\1", SITE.sub(r"\1", printed)))


@lru_cache(maxsize=MEMORY)
def channel_of(printed: str, *, is_listed: bool = False) -> Channel | None:
    """Return the channel that a name is of, None where it is of none.

    In a list 平台 is a channel beside others; elsewhere it may be all of them.
    """
    printed = pattern("serves_as").sub("", printed)
    bare = without_quoted(printed)
    name = printed
    is_kind = is_listed and bare.endswith("栏目")
    is_own = bare == printed
    if len(bare) > LONGEST or is_kind or (is_own and is_unnamed(bare) and not is_listed):
        return None
    if not is_own and is_unnamed(bare) and printed.endswith(")"):
        return Channel(printed, joint=True, all_ways=True)
    while True:
        if not is_listed and pattern("directory").fullmatch(bare):
            return Channel(CATALOGUE.sub("", clean(name)), joint=False, all_ways=False)
        if (joint := ends_in_ways(bare)) is not None:
            is_all = joint and not is_new_media(bare) and DIRECTORY.search(bare) is None
            return Channel(clean(name), joint=joint, all_ways=is_all)
        cut = trimmed().search(bare)
        rest = bare[: cut.start()] if cut else ""
        if not rest or (is_own and is_unnamed(rest)):
            break
        bare, name = rest, name[: len(name) - (len(bare) - len(rest))]
    owned = OWNED.match(printed)
    if owned and channel_word_ends().search(QUOTED.sub("", owned["channel"])):
        return Channel(clean(owned["channel"]), joint=False, all_ways=False, tail=owned["kind"])
    return None


def ends_in_ways(bare: str) -> bool | None:
    """Return whether a name ends in several channels or in one, None where it ends in none."""
    listed = DIRECTORY.search(bare)
    if listed is not None and channel_word_ends().search(bare[: listed.start()]):
        return True
    if pattern("no_channel").search(bare) or pattern("worked_on").match(bare):
        return None
    if pattern("manner").search(bare) or pattern("any_media").fullmatch(bare):
        return True
    if channel_word_ends().search(bare) or pattern("organs").match(bare):
        return is_several(bare)
    is_led = bare.endswith("等") and any(map(channel_word_ends().search, LINKS.split(bare)))
    return True if is_led else None


def clean(name: str) -> str:
    """Return a channel's name without the signs around it."""
    name = pattern("serves_as").sub("", name.strip(",、: "))
    name = name if WITH_ACCOUNT.search(name) else CLOSING.sub("", name)
    name = pattern("handed_to").sub("", RUN_BY.sub("", OF_MEDIA.sub("", name)))
    return TAIL.sub("", name) if len(name) > SHORTEST and not name.endswith("网上") else name


def other_way(named: str, word: Word) -> Channel | None:
    """Return the way of disclosure that is named by what is done: 以会议、张贴等公开42条."""
    if (
        word.text in ("以", "通过", "利用", "采取")
        and named.endswith("等")
        and len(named) < LONGEST_WAY
    ):
        return Channel(named.removesuffix("等"), joint=True, all_ways=False)
    if word.text != "通过" or len(named) > LONGEST_WAY:
        return None
    bare = trimmed().sub("", named)
    is_way = LONE_WAY.fullmatch(bare) is not None
    is_way = is_way and pattern("no_way").search(bare) is None
    return Channel(bare, joint=False, all_ways=False) if is_way else None


def account_of(named: str, word: Word) -> Channel | None:
    """Return the account that a name in quotes is of, behind 通过: 通过“青禾发布”发布信息30条."""
    if QUOTED_ALONE.fullmatch(named) is None:
        return None
    if word.text in PLACES and not pattern("account_name").search(named):
        return None
    return Channel(named[: named.rindex("”") + 1], joint=False, all_ways=False)


def channel_in_focus(named: str) -> Channel | None:
    """Return the channel that was used for something: 公众号围绕乡村振兴等重点工作."""
    focus = pattern("focus").search(named)
    return channel_of(named[: focus.start()]) if focus else None


def periodical_of(named: str) -> Channel | None:
    """Return the newspaper or gazette that a title is of: 在《云州日报》刊发稿件23篇."""
    if pattern("periodical").fullmatch(named) is None:
        return None
    title = named[: named.rindex("》") + 1]
    name = title if pattern("site_title").search(title) is None else title[1:-1]
    return Channel(name, joint=False, all_ways=False)


def account_before(named: str) -> Channel | None:
    """Return the account that a name in quotes is of before a deed: “青禾发布”推送30条."""
    if QUOTED_ALONE.fullmatch(named) is None or not pattern("account_name").search(named):
        return None
    return Channel(named[: named.rindex("”") + 1], joint=False, all_ways=False)


def account_unquoted(named: str) -> Channel | None:
    """Return the account that a name without quotes is of: 微博青禾环境发布信息30条."""
    if pattern("account_unquoted").fullmatch(trimmed().sub("", named)) is None:
        return None
    return Channel(clean(trimmed().sub("", named)), joint=False, all_ways=False)


def channel_by_place(named: str) -> Channel | None:
    """Return the channel that a name beside channels is of: a name in quotes, or news."""
    quoted = OPEN_QUOTE.fullmatch(named)
    if quoted is None and pattern("news").fullmatch(named) is None:
        return None
    return Channel(clean(quoted[1] if quoted else named), joint=False, all_ways=False)
