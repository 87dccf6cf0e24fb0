"""Takes the words before a count apart: whole or part, when, through what, which deed, of what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from etl.definitions.prose_words import pattern
from etl.transform.narrative.statements.deeds import (
    ACTS,
    DISCLOSING,
    NAMES,
    deed_in_noun,
    deed_of,
    deeds_of,
    disclosing_noun,
)
from etl.transform.narrative.statements.spans import spans_years
from etl.transform.narrative.statements.statement import Period, Relation
from etl.transform.narrative.wording.channels import (
    OWN_OFFICE,
    Channel,
    account_before,
    account_of,
    account_unquoted,
    channel_in_focus,
    channel_of,
    is_unnamed,
    other_way,
    periodical_of,
)
from etl.transform.narrative.wording.words import Word, words_in, words_of

# Information of a channel: 更新政府网站信息60条.
OF_CHANNEL = re.compile(
    r"(?:(?<=[站号博台栏体])(?:信息|文章|推文|稿件|消息)|(?:(?<=喇叭)|(?<=广播)|(?<=[屏响]))播报(?:信息)?)[共计为有达]*$"
)
NO_OFFICE = ACTS | {"zone"}
LEADING = frozenset({"part", "beside", "list_mark", "year_word", "until", "ever", "part_year"})
PERIODS = (("ever", Period.EVER), ("plan", Period.PLAN))
MEASURES = frozenset({"compare", "base"})
DATE = re.compile(
    r"(?:自|从|至|到|由)?20\d\d年?(?:度|以来|来|底|末|间)?(?:\d{1,2}月(?:份|底|末)?)?(?:\d{1,2}[日号])?(?:起|止|前|底)?"
    r"|(?:和|及|与)(?=[\u4e00-\u9fff])|\d{1,2}月(?:份|底|末)?(?:\d{1,2}[日号])?(?:起|止|前|底)?|[-—~至到、]|我们|[一二三四五六七八九十\d]+[.、)]"
)
YEAR = re.compile(r"(?<![与较比])(20\d\d)年(?!度?(?:申请|结转|转结|转来|未结转|未转结))")
YEAR_END = re.compile(r"(?:20\d\d年度?|今年|本年度?)(?:底|末)")
ACTOR = (
    r"(?:我[们]?|本|全|各|该)?(?:[\u4e00-\u9fff]{{0,12}}?)(?:镇|乡|街道|苏木|管委会|政府|办事处|党政办|办公室"
    r"|县|区|市|旗|局|中心|我街|全街|单位|机关|部门|公司|委员会)(?=(?:{look})|20\d\d|及时|依法|已|主动|向社会|对外|的信息)"
)
# A month alone is a part of the year; one behind a sign of spans ends a span.
MONTH = re.compile(r"\d{1,2}月份")
SPANS = tuple("至到-—~、和截止")
MONTHS = re.compile(
    r"(?:20\d\d年)?0?1月?份?[至到~—-]{1,2}(?:20\d\d年)?0?([2-9]|1[01])月份?(?![\d日])"
)
MONTH_AT_HEAD = re.compile(
    r"(?:其中|,)*(?:20\d\d年)?\d{1,2}(?:月(?![\d日])|[至到~—-]{1,2}\d{1,2}月(?![\d日]))"
)
WHOLE_YEAR = re.compile(r"0?1月份?[至到—~-]{1,2}12月")
COUNTIES = "县区市旗"
ORDINAL = re.compile(r"\(?[一二三四五六七八九十\d]{1,2}\)|[一二三四五六七八九十]、")


@dataclass(slots=True)
class Phrase:
    """The parts of the words before (and after) a count."""

    text: str
    words: Sequence[Word]
    acts: tuple[str, ...] = ()
    channel: Channel | None = None
    object: str = ""
    before: str = ""
    relation: Relation = Relation.WHOLE
    period: Period = Period.YEAR
    summed: bool = False
    year: int | None = None
    by_noun: bool = False
    by_own_office: bool = False
    kinds: frozenset[str] = field(default_factory=frozenset)


@cache
def actor() -> re.Pattern[str]:
    """Return the pattern of an office that a clause begins with."""
    look = words_of("through", *sorted(ACTS), "sum", "year_word", "until", "deny", "all", "on_time")
    return re.compile(ACTOR.format(look=look))


def read_phrase(text: str) -> Phrase:
    """Return what the words of a clause say, whatever count stands behind them."""
    words = words_in(text)
    kinds = frozenset(word.kind for word in words)
    phrase = Phrase(text, words, kinds=kinds, summed=not kinds.isdisjoint({"sum", "year_word"}))
    start = begin(text, words, phrase)
    set_time(phrase)
    acts = deeds_of(text, [word for word in words if word.kind in ACTS and word.start >= start])
    is_held = all(word.kind == "hold" for word in acts)
    named = disclosing_noun(text, words, start) if is_held else []
    phrase.by_noun = bool(named)
    acts = named or acts or deed_in_noun(words)
    phrase.acts = tuple(deed_of(word, text) for word in acts)
    phrase.channel, after = channel_before(text, words, acts, start)
    last = max([after, *(word.end for word in acts)], default=start)
    first = min((word.start for word in acts), default=last) if acts else last
    phrase.object = text[last:] if acts or phrase.channel else text[start:]
    if acts and phrase.channel is None:
        phrase.before = text[start:first]
    if phrase.channel is not None and phrase.channel.tail:
        phrase.before = phrase.channel.tail
    return phrase


def begin(text: str, words: Sequence[Word], phrase: Phrase) -> int:
    """Return where the clause proper begins, behind 其中, dates, and the office."""
    at, by_start = 0, {word.start: word for word in words}
    while at < len(text):
        word = by_start.get(at)
        if word is not None and word.kind in LEADING:
            note(word, phrase)
            at = word.end
            continue
        months = MONTHS.match(text, at)
        if months is not None:
            phrase.period = Period.PART
        dated = months or DATE.match(text, at) or ORDINAL.match(text, at)
        own = None if dated else OWN_OFFICE.match(text, at)
        if own is not None and own[0][-1] not in COUNTIES:
            phrase.by_own_office = True
        office = own or (None if dated else office_at(text, at, words))
        step = dated or office
        is_month = dated is not None and MONTH.fullmatch(dated[0]) is not None
        if is_month and text[at - 1 : at] not in SPANS and not WHOLE_YEAR.match(text, at):
            phrase.period = Period.PART
        if step is None or step.end() == at:
            return at
        at = step.end()
    return at


def office_at(text: str, at: int, words: Sequence[Word]) -> re.Match[str] | None:
    """Return another office named at a place of a clause, None where a deed stands in its name."""
    found = actor().match(text, at)
    if found is None or pattern("media_office").search(found[0]):
        return None
    within = [word for word in words if at <= word.start < found.end()]
    inside = any(w.kind in NO_OFFICE or (w.kind == "through" and len(w.text) > 1) for w in within)
    return None if inside else found


def note(word: Word, phrase: Phrase) -> None:
    """Set the relation, or the part of the year, that a leading word gives a clause."""
    if word.kind == "part_year":
        phrase.period = Period.PART
    relation = {
        "part": Relation.PART, "beside": Relation.BESIDE, "list_mark": Relation.ENTRY,
    }.get(word.kind)  # fmt: skip
    if relation is not None and phrase.relation is Relation.WHOLE:
        phrase.relation = relation


def set_time(phrase: Phrase) -> None:
    """Set the period and year of a clause, and whether it measures a change."""
    kinds = phrase.kinds
    year = YEAR.search(phrase.text)
    phrase.year = int(year[1]) if year else None
    for kind, period in PERIODS:
        if kind in kinds and (kind != "plan" or is_planned(phrase.words)):
            phrase.period = period
            return
    if spans_years(phrase.text):
        phrase.period = Period.EVER
    elif "until" in kinds or YEAR_END.search(phrase.text):
        phrase.period = Period.UNTIL
    if not kinds.isdisjoint(MEASURES) and is_change(phrase):
        phrase.relation = Relation.CHANGE
    elif "last_year" in kinds and "carry" not in kinds and "beside_year" not in kinds:
        phrase.period = Period.LAST


def named_year(phrase: Phrase) -> int | None:
    """Return the year a clause says it is of, 0 for this year; not that of a day: 截至今年底."""
    is_dated = "底" in phrase.text or "末" in phrase.text
    year, day = YEAR.search(YEAR_END.sub("", phrase.text) if is_dated else phrase.text), -1
    for word in phrase.words:
        if word.kind == "year_word" and word.start != day:
            return 0
        day = word.end if word.kind == "until" else day
    return int(year[1]) if year and (day < 0 or year.start() < day) else None


def is_change(phrase: Phrase) -> bool:
    """Return whether a count says by how much something changed, or measures another one.

    较上年增加3件; 完成年度目标20条.
    """
    last = next(word for word in reversed(phrase.words) if word.kind in MEASURES)
    if any(word.kind in ACTS and word.start > last.start for word in phrase.words):
        return False
    return last.kind == "base" or "beside_year" in phrase.kinds or phrase.words[-1] is last


def is_planned(words: Sequence[Word]) -> bool:
    """Return whether a deed is said to be planned, rather than a plan named."""
    start = next(word.start for word in words if word.kind == "plan")
    return any(word.kind in ACTS and word.start > start for word in words)


def channel_before(
    text: str, words: Sequence[Word], acts: Sequence[Word], start: int
) -> tuple[Channel | None, int]:
    """Return the channel that a clause names before its deed, and where its naming ends."""
    deeds = [w for w in acts if w.kind in DISCLOSING or w.kind in ("report_up", "disclosure_noun")]
    ways = [word for word in words if word.kind == "through" and word.start >= start]
    quoted = [match.span() for match in NAMES.finditer(text)] if ways else []
    for word in ways:
        is_of_name = word.text == "于" and text.endswith("属", 0, word.start)
        if is_of_name or any(first <= word.start < last for first, last in quoted):
            continue
        end = next((deed.start for deed in deeds if deed.start >= word.end), len(text))
        if is_unnamed(text[word.end : end]):
            return None, start
        named = text[word.end : end]
        found = channel_of(named) or account_of(named, word) or periodical_of(named)
        if found is None and (after := next((w for w in ways if w.start > word.end), None)):
            # 在网站通过专题、专刊等栏目公开30条
            lone = text[word.end : min(after.start, end)]
            found = None if lone.endswith(tuple("、,和及与")) else channel_of(lone)
        if found is None and deeds:
            end = deeds[-1].start
            found = other_way(text[word.end : end], word)
        if found is not None:
            return found, end if end < len(text) or not found.tail else word.end
    if deeds:
        named = text[start : deeds[0].start]
        # A column that nothing leads to is a kind among kinds, and so is 乡镇信息公开.
        is_organ = deeds[0].kind == "disclosure_noun" and pattern("organs").match(named)
        is_kind = named.endswith("栏目") and pattern("media_column").search(named) is None
        channel = None if is_kind or is_organ else channel_of(OF_CHANNEL.sub("", named))
        found = channel or account_before(named) or periodical_of(named)
        found = found or channel_in_focus(named) or account_unquoted(named)
        return found, deeds[0].start if found else start
    return None, start
