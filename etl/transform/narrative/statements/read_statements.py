"""Reads every count of the prose as a statement, in printed order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from etl.definitions.prose_words import pattern
from etl.transform.document.sentences import Sentence
from etl.transform.narrative.statements.clauses import uncounted
from etl.transform.narrative.statements.context import WAYS, Context, remember
from etl.transform.narrative.statements.counted import counted
from etl.transform.narrative.statements.deeds import DISCLOSING
from etl.transform.narrative.statements.document_accounts import (
    leave_refused,
    leave_to_gazette,
    tell_documents,
)
from etl.transform.narrative.statements.matters import DISPUTES, disputes_of, hard_matter
from etl.transform.narrative.statements.phrase import MONTHS
from etl.transform.narrative.statements.spans import spans_years
from etl.transform.narrative.statements.statement import Period, Relation, Statement
from etl.transform.narrative.statements.whose_cases import (
    BASE,
    close_cases,
    leave_other_lines,
    leave_to_all,
    leave_to_office,
    leave_to_platform,
    take_base,
    take_own_part,
)
from etl.transform.narrative.wording.normalize import normal
from etl.transform.narrative.wording.pieces import Piece, pieces
from etl.transform.narrative.wording.segments import COUNTS, DENIALS, SEGMENTS, SIGNALS, cleaned
from etl.transform.narrative.wording.words import words_in

HEADING = re.compile(r"^(?:[(]?[一二三四五六七八九十\d]{1,2}[)、.]|第[一二三四五六]).{2,28}$")
ENTRY = re.compile(r"^[(]?[一二三四五六七八九十\d]{1,2}[)、.]|^[一二三四五六七八九十]是")
# What a row of a table is drawn with; its counts are read where tables are.
BOXES = re.compile(r"[│┃├┤┼─━]")
# So many bars are a row; fewer strayed into a sentence.
FEWEST_BARS = 3
GOES_ON = re.compile(
    r"(?:全年|年内|本年度|依法|累计|实际)+共?(?:按时|按期)?(?:办结|答复)(?:共?\d|率)"
    r"|共?(?:按时|按期|办结|答复)|均|已|其中|全部|所有|办结|答复|回复|响应率|解决率|按时|按期|满意|都|上述|以上"
    r"|(?:办理|答复|处理)(?:结果|情况)(?:如下)?[:：]|(?:其|申请)(?:主要)?内容(?:主要)?(?:涉及|包括|为|集中)"
)
# A sentence has a sign, a deed or a unit; a bare name with a number is the rest of a table:
# 行政许可15.
SIGNED = re.compile(r"[，。；：,;:、！？]")
ALL_DONE = re.compile(r"(?:均|全部|都)(?:已|按|在|办结|答复|得到|及时|依法)")
FEWEST_PARTS = 3
LONGEST_HEADING = 30


def statements_of(prose: Iterable[Sentence]) -> list[Statement]:
    """Return the statements of all sentences."""
    found: list[Statement] = []
    context = Context()
    before = ""
    for sentence in prose:
        context.text_before, before = before, sentence.text
        is_silent = SIGNALS.search(sentence.text) is None and ALL_DONE.search(sentence.text) is None
        if len(sentence.text) > LONGEST_HEADING and is_silent:
            context.matter = ""
            continue
        text = without_heading(normal(sentence.text), context)
        if BOXES.search(text) or text.count("|") >= FEWEST_BARS:
            continue
        text = text.replace("|", "、")
        if is_heading(text):
            begin_topic(text, context)
        if is_telling(text, context):
            begin_sentence(text, sentence, context)
            told: list[Statement] = []
            for part in filter(None, SEGMENTS.split(cleaned(text))):
                context.new_segment(part)
                told += read_segment(part, context)
            leave_refused(told)
            found += told
        elif len(text) > LONGEST_HEADING:
            context.matter = ""
    return found


def without_heading(text: str, context: Context) -> str:
    """Return a sentence without the heading that runs into it: (一)主动公开情况全年公开信息12条."""
    led = pattern("led_heading").match(text)
    if led is None:
        return text
    begin_topic(led[0], context)
    return text[led.end() :]


def is_telling(text: str, context: Context) -> bool:
    """Return whether a sentence gives a count, denies one, or says that all were dealt with."""
    if SIGNALS.search(text) and (COUNTS.search(text) or DENIALS.search(text)):
        return True
    return bool(context.received) and ALL_DONE.search(text) is not None


def begin_sentence(text: str, sentence: Sentence, context: Context) -> None:
    """Keep of the sentence before only what the next one leaves out."""
    context.place, context.is_vowed = sentence, False
    context.named_year = context.first_year = None
    if GOES_ON.match(text) is None:
        context.matter = context.topic
    context.names_hotline = pattern("names_hotline").search(text) is not None
    context.names_hall = pattern("service_hall").search(text) is not None
    spans = MONTHS.search(text) is not None
    context.tells_months, context.told_months = spans or context.told_months, spans
    context.spans_years = spans_years(text)
    is_entry = ENTRY.match(text) is not None and pattern("of_section").match(text) is None
    context.in_part = context.in_part and is_entry


def begin_topic(text: str, context: Context) -> None:
    """Note what a heading says that the sentences below it are about."""
    words = words_in(text)
    context.topic = context.matter = hard_matter(words)
    context.disputes = tuple(disputes_of(words)) if context.topic in DISPUTES else ()


def is_heading(text: str) -> bool:
    """Return whether a sentence heads those below it."""
    return len(text) <= LONGEST_HEADING and HEADING.match(text.rstrip("。:")) is not None


def read_segment(text: str, context: Context) -> list[Statement]:
    """Return the statements of one segment."""
    found: list[Statement] = []
    for piece in pieces(text):
        if piece.counts:
            made = counted(whole_piece(piece, context), context)
            context.before = None
        else:
            made = uncounted(piece, context)
            context.before = piece
        for statement in made:
            if statement.head.startswith(BASE) and context.last is not None:
                take_base(statement, context.last)
            leave_to_platform(statement, context)
            take_own_part(statement, found, context)
            remember(statement, context)
        found += made
        context.said += piece.text + ","
        for statement in made:
            context.last = statement
    tell_documents(found)
    leave_to_gazette(found)
    leave_other_lines(found)
    found = [made for made in found if not is_outcome(made, found)]
    close_cases(found)
    close_parts(found)
    leave_to_office(found)
    leave_to_all(found)
    is_prose = SIGNED.search(context.place.text) is not None
    return [made for made in found if is_prose or made.acts or made.unit or made.matter == "table"]


def whole_piece(piece: Piece, context: Context) -> Piece:
    """Return a count joined with the words that a sign cut from it: 主动公开数：66条."""
    before, first = context.before, piece.counts[0]
    if before is not None and (deed := deed_of_list(before, piece, context)):
        return led_by(f"{deed}信息共计", piece)
    is_bare = first.start == 0 and len(piece.text) == piece.counts[-1].end
    if before is None or not is_bare or piece.sign not in (":", ","):
        return piece
    size = len(before.text)
    counts = tuple(c._replace(start=c.start + size, end=c.end + size) for c in piece.counts)
    return replace(piece, text=before.text + piece.text, sign=before.sign, counts=counts)


def close_parts(segment: list[Statement]) -> None:
    """Take for the whole the sum of what was disclosed in parts of the year, or by offices.

    各季度分别公开信息26条、31条、28条、40条，合计125条; 县级公开信息12条，乡镇公开23条，合计35条.
    """
    if len(segment) < FEWEST_PARTS:
        return
    first, *rest, made = segment
    is_bare = made.summed and made.is_generic and not (made.acts or made.matter or made.channel)
    is_told = not DISCLOSING.isdisjoint(first.acts) and not first.own_channel
    if not (is_bare and is_told) or sum(m.count for m in segment[:-1]) != made.count:
        return
    is_of_year = first.period is not Period.PART
    if is_of_year and not all(DISCLOSING.intersection(m.acts) and m.is_generic for m in rest):
        return
    made.acts, made.relation, made.period = first.acts, Relation.WHOLE, Period.YEAR
    for part in segment[:-1] if is_of_year else rest:
        part.period = Period.PART


def deed_of_list(before: Piece, piece: Piece, context: Context) -> str:
    """Return the deed of which the clause behind lists the subjects, and counts them together.

    公开了各类政府信息，具体包括甲、乙等方面的内容共计108条.
    """
    last = context.last
    is_first = last is None or last.segment != context.number
    head = piece.text[: piece.counts[0].start]
    if not is_first or pattern("lists_all").fullmatch(head) is None:
        return ""
    words = words_in(before.text)
    deeds = [word.text for word in words if word.kind in DISCLOSING]
    is_led = any(word.kind in ("deny", "through", "channel") for word in words)
    return deeds[-1] if deeds and not is_led else ""


def led_by(head: str, piece: Piece) -> Piece:
    """Return a count with other words before it."""
    by = len(head) - piece.counts[0].start
    counts = tuple(c._replace(start=c.start + by, end=c.end + by) for c in piece.counts)
    return replace(piece, text=head + piece.text[piece.counts[0].start :], counts=counts)


def is_outcome(made: Statement, segment: list[Statement]) -> bool:
    """Return whether what is denied is an outcome of what came in: 1件复议，未被纠错."""
    return made.denied and "carry" not in made.acts and not made.quality & WAYS and any(
        other.count and other.matter == made.matter and other.period is made.period
        for other in segment[: segment.index(made)]
    )  # fmt: skip
