"""Tells which words of a clause are its deeds, and which only stand in a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from etl.definitions.prose_words import pattern
from etl.transform.narrative.wording.words import Word, words_in

DISCLOSING = frozenset({"disclose_actively", "disclose", "publish", "update", "add_actively"})
# Deeds whose words also stand in names: 机构设置, 规划编制, 提案办理.
NOMINAL = frozenset({"hold", "make", "handle", "answer", "resolve"})
NAMES = re.compile(
    r"“[^“”]{0,80}”|\"[^\"]{0,80}\"|《[^《》]{0,200}》|「[^「」]{0,80}」|\([^()]{0,200}\)"
)
# What a deed before it names, and does not count: 发布调整信息3条.
NAMING = frozenset({"hold", "make"})
# The end of an account's name in a list of them: 青禾发布等新媒体.
IN_ACCOUNT = re.compile("等(?:各级|各类|政务|官方)*(?:新?媒体|平台|账号|公众号)")
SHOWN_INFORMATION = "公示信息"
SUBJECT = re.compile("信息|动态|情况")
DEALING = frozenset({"answer", "conclude", "resolve", "handle", "respond"})
ACTS = DISCLOSING | DEALING | {
    "receive", "carry", "make", "repeal", "in_force", "hold", "report_up", "withdraw", "pending",
}  # fmt: skip
LONE_KIND = re.compile(r"[\u4e00-\u9fff]{2,4}")
REST = "共计累总达到为有数量:条的了"


def disclosing_noun(text: str, words: Sequence[Word], start: int) -> Sequence[Word]:
    """Return disclosure named as a noun behind what was disclosed, or where: 线上信息公开15条."""
    named = [w for w in words if w.kind not in ("sum", "filler", "year_word")]
    last = named[-1] if named else None
    if last is None or last.kind != "disclosure_noun" or last.start <= start:
        return []
    return [last] if not text[last.end :].strip(REST) else []


def deed_in_noun(words: Sequence[Word]) -> Sequence[Word]:
    """Return the deed that a noun right behind a channel holds: 利用公示栏公示信息30条."""
    for before, word in pairwise(words):
        is_behind = before.kind == "channel" and before.end == word.start
        if is_behind and word.kind == "noun" and word.text == SHOWN_INFORMATION:
            return [Word("disclose", word.text[:2], word.start, word.start + 2)]
    return []


def deeds_of(text: str, acts: Sequence[Word]) -> Sequence[Word]:
    """Return the deeds of a clause: none in a quoted name, none inside what was disclosed.

    In 公开机构设置信息 the office disclosed; it set nothing up.
    """
    names = [match.span() for match in NAMES.finditer(text)] if acts else []
    if names:
        acts = [w for w in acts if not any(first <= w.start < last for first, last in names)]
    acts = [w for w in acts if not text.startswith("类", w.end)]
    acts = [w for w in acts if w.text != "发布" or not IN_ACCOUNT.match(text, w.end)]
    told = [place for place, word in enumerate(acts) if word.kind in DISCLOSING]
    if not told:
        return acts
    # 公开机构职能等法定主动公开信息: what the law asks for is the name of what was disclosed.
    acts = [w for w in acts if w is acts[told[0]] or not text.endswith("法定", 0, w.start)]
    told = [place for place, word in enumerate(acts) if word.kind in DISCLOSING]
    end = acts[told[0]].end
    after = [
        word for word in acts[told[0] + 1 :]
        if (word.kind not in NOMINAL and not is_named(word, text))
        or (word.start == end and not (word.kind in NAMING and SUBJECT.match(text, word.end)))
    ]  # fmt: skip
    if after and is_kind_of_disclosure(text[end : after[-1].start], after[-1], text):
        after = after[:-1]
    return [*acts[: told[0] + 1], *after]


def deed_of(word: Word, text: str) -> str:
    """Return what a word says was done; 未办结 is pending, and 未按时办结 late."""
    if word.kind == "disclosure_noun":
        return "disclose"
    if word.kind not in DEALING:
        return word.kind
    if pattern("not_in_time").search(text[: word.start]):
        return "late"
    return "pending" if pattern("not_done").search(text[: word.start]) else word.kind


def is_kind_of_disclosure(between: str, last: Word, text: str) -> bool:
    """Return whether a disclosure is named among what was disclosed: 主动公开预算公开1条."""
    return (
        last.text == "公开"
        and not text[last.end :].strip(REST)
        and LONE_KIND.fullmatch(between) is not None
        and not any(
            word.kind in ("through", "channel", "information") for word in words_in(between)
        )
    )


def is_named(word: Word, text: str) -> bool:
    """Return whether a word of carrying stands in a name of what was disclosed: 农用地转用批准."""
    return (
        word.kind == "carry"
        and len(word.text) == 1
        and not re.match(r"[至到入下\d]|$", text[word.end :])
    )
