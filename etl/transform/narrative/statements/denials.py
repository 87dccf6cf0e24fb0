"""Reads clauses that say there was none, and clauses that say all were dealt with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.definitions.prose_words import pattern
from etl.transform.narrative.statements.deeds import DEALING
from etl.transform.narrative.statements.matters import DISPUTES
from etl.transform.narrative.wording.normalize import normal
from etl.transform.narrative.wording.words import Word

# What may stand between a denial and what is denied.
BETWEEN = frozenset({
    "receive", "happen", "year_word", "sum", "channel", "letter", "applicant", "filler",
    "information", "disclosure_noun", "application", "disclose", "manner", "through", "all",
    "noun", "hold", "handle", "service", "account", "message", "beside", "outcome", "add_actively",
    "last_year", "make", "disclose_actively", "except",
})  # fmt: skip
# What may stand behind a denial of what was named before it: 申请均未收到.
BEHIND = frozenset({"receive", "happen", "filler", "year_word", "sum", "all"})

# What holds a denial and denies nothing: headings of the table of reviews, and what is named so.
NO_DENIAL = re.compile("尚?未审结|未经复议|不存在的")


def denied_matters(text: str, words: Sequence[Word], before: str) -> list[str]:
    """Return what a clause says there was none of; `before` is the matter it stands under."""
    denials = [
        word for word in words if word.kind == "deny"
        and not NO_DENIAL.match(text, word.start) and not pattern("not_so").match(text, word.start)
    ]  # fmt: skip
    if not denials or pattern("of_fees").search(text):
        return []
    if (same := pattern("as_before").search(text)) and same.start() > denials[0].end:
        text = text[: same.start()]
        words = [word for word in words if word.end <= same.start()]
    deny = denials[0]
    carried = [word for word in words if word.kind == "carry"]
    if carried:
        if pattern("to_next_year").search(text):
            return ["carried_out"]
        return ["carried_in" if pattern("from_last_year").search(text) else "carried"]
    disputes = [w for w in words if w.kind in DISPUTES and not text[: w.start].endswith("未经")]
    if disputes:
        return denied_disputes(deny, disputes, words)
    named = [word for word in words if word.kind == "application"]
    if not named:
        is_hotline = pattern("no_hotline_case").search(text) is not None
        return ["hotline"] if is_hotline else under_heading(text, words, deny, before)
    return ["application"] if is_denied(text, words, deny, named) else []


def denied_under_heading(text: str, words: Sequence[Word], disputes: tuple[str, ...]) -> list[str]:
    """Return the disputes of a heading where the clause below it says that there was none.

    四、行政复议和行政诉讼情况：无; 我镇未发生; 本年度无申请.
    """
    if not disputes or pattern("none_at_all").fullmatch(text) is None:
        return []
    return list(disputes) if any(word.kind == "deny" for word in words) else []


def denied_disputes(deny: Word, disputes: Sequence[Word], words: Sequence[Word]) -> list[str]:
    """Return the disputes denied, and the applications where these stand beside them."""
    found = list(dict.fromkeys(word.kind for word in disputes))
    acts = [w.kind for w in words if deny.end <= w.start < disputes[0].start]
    if "receive" in acts and "application" in acts and "happen" not in acts:
        beside = [w for w in words if w.kind == "application" and w.end < disputes[0].start]
        if beside and disputes[0].start - beside[-1].end == 1:
            found.append("application")
    first = next((w for w in words if w.start == deny.end and w.kind == "application"), None)
    if first is not None and disputes[0].start - first.end == 1:
        found.append("application")  # 无依申请公开、行政复议
    return list(dict.fromkeys(found)) if acts.count("carry") == 0 else []


def is_denied(text: str, words: Sequence[Word], deny: Word, named: Sequence[Word]) -> bool:
    """Return whether applications are denied: 未收到申请, 申请均未收到, 申请为零."""
    if any(word.kind == "other_application" for word in words):
        return False
    after = [word for word in named if word.start >= deny.end]
    if after:
        inside = [w.kind for w in words if deny.end <= w.start < after[0].start]
        rest = text[after[-1].end :]
        took = {"receive", "happen"}.intersection(inside) or after[0].start == deny.end
        behind = [w for w in words if w.start >= after[-1].end]
        behind = [w for w in behind if not is_case_of(text[after[-1].end : w.start], w)]
        behind = [w for w in behind if not is_beside(text, after[-1], w)]
        beyond = {w.kind for w in behind} - BETWEEN - {"deny"}
        if beyond or (deny.text.endswith("未") and not took):
            return False
        return BETWEEN.issuperset(inside) and not pattern("offers").match(rest)
    behind = [w.kind for w in words if w.start >= deny.end]
    return BEHIND.issuperset(behind) and deny.text != "不存在"


def is_beside(text: str, named: Word, other: Word) -> bool:
    """Return whether something else is denied beside applications: 没有收到申请和投诉."""
    is_other = other.kind in ("consultation", "letter", "message", "hotline_case")
    return is_other and text[named.end : other.start] in ("和", "及", "或", "、", "与", "以及")


def is_case_of(between: str, case: Word) -> bool:
    """Return whether a case is one of applications by the words before it: 依申请公开方面的诉求."""
    return case.kind == "hotline_case" and between in ("", "的", "类", "方面", "方面的")


def under_heading(text: str, words: Sequence[Word], deny: Word, before: str) -> list[str]:
    """Return what a clause denies that names nothing itself: 依申请公开：无; 未收到。."""
    if pattern("such_cases").search(text) and any(w.kind == "receive" for w in words):
        return ["application"]
    rest = [w.kind for w in words if w.start >= deny.end]
    is_lone = pattern("alone").match(text[: deny.start]) and deny.end == len(text.rstrip("。"))
    if is_lone and before in ("application", *DISPUTES):
        return [before]
    if rest == ["receive"] and words[-1].end == len(text) and before in ("", "application"):
        return ["application"] if not text[: deny.start].strip("全年本度均都也") else []
    return []


def grants_all(text: str, printed: str) -> bool:
    """Return whether a clause says that all who asked were given it, in a sentence as printed."""
    if pattern("all_given").search(text) is None:
        return False
    return pattern("given_in_part").search(normal(printed)) is None


def says_all(text: str, words: Sequence[Word]) -> tuple[str, ...]:
    """Return the deeds that a clause says were done to all: 均已答复, 全部办结."""
    if text.endswith(("申请中", "件中")) or any(
        word.kind in ("deny", "except", "rate") for word in words
    ):
        return ()
    alls = [word for word in words if word.kind == "all"]
    start = alls[0].end if alls else 0
    if not alls and not pattern("already").match(text):
        return ()
    return tuple(w.kind for w in words if w.kind in DEALING and w.start >= start)
