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
from etl.transform.narrative.statements.matters import DISPUTES, disputes_of, hard_matter
from etl.transform.narrative.statements.phrase import MONTHS
from etl.transform.narrative.statements.statement import Relation, Statement
from etl.transform.narrative.statements.whose_cases import (
    BASE,
    close_cases,
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
    r"|(?:办理|答复|处理)(?:结果|情况)(?:如下)?[:：]"
)
# A sentence has a sign, a deed or a unit; a bare name with a number is the rest of a table:
# 行政许可15.
SIGNED = re.compile(r"[，。；：,;:、！？]")
ALL_DONE = re.compile(r"(?:均|全部|都)(?:已|按|在|办结|答复|得到|及时|依法)")
DOCUMENT_WAYS = re.compile("依申请公开|不予公开|免予公开")
BOTH_WAYS = 2
REFUSED = re.compile(r"不予?公开|免[予于]公开")
LONGEST_HEADING = 30


def statements_of(prose: Iterable[Sentence]) -> list[Statement]:
    """Return the statements of all sentences."""
    found: list[Statement] = []
    context = Context()
    before = ""
    for sentence in prose:
        context.text_before, before = before, sentence.text
        if len(sentence.text) > LONGEST_HEADING and not SIGNALS.search(sentence.text):
            context.matter = ""
            continue
        text = normal(sentence.text)
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
    context.in_part = context.in_part and ENTRY.match(text) is not None


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
        for statement in made:
            context.last = statement
    tell_documents(found)
    found = [made for made in found if not is_outcome(made, found)]
    close_cases(found)
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


def leave_refused(sentence: list[Statement]) -> None:
    """Take for no applications what is to be had on request among ways to disclose documents.

    制作信息6条，其中主动公开6条；依申请公开0条；不予公开0条. Of all that was made, what was
    disclosed is the whole: 新增信息120条，其中主动公开100条，依申请公开信息20条.
    """
    parts = [made for made in sentence if made.relation is Relation.PART]
    ways = [made for made in parts if DOCUMENT_WAYS.match(made.head)]
    if len({made.head[:1] for made in ways}) < BOTH_WAYS:
        ways = [
            made
            for made in parts
            if pattern("on_request").match(made.head) and made.unit in ("条", "篇")
        ]
        if not ways or not split_by_way(sentence, ways):
            return
    for made in ways:
        made.matter, made.quality = "", made.quality | {"document_account"}


def split_by_way(sentence: list[Statement], ways: list[Statement]) -> bool:
    """Make what was disclosed the whole, where all that was made is split by how it is to be had.

    Return whether it is; what is said to be answered was asked for.
    """
    whole, text = sentence[0], sentence[0].sentence.text
    disclosed = next((made for made in sentence[1:] if "disclose_actively" in made.acts), None)
    if disclosed is None or "disclose_actively" in whole.acts or pattern("says_dealt").search(text):
        return False
    is_made = "make" in whole.acts
    if not is_made and disclosed.count + sum(made.count for made in ways) != whole.count:
        return False
    disclosed.relation = Relation.WHOLE
    for made in sentence[: sentence.index(disclosed)]:
        made.matter = made.matter or "paperwork"
    return True


def tell_documents(segment: list[Statement]) -> None:
    """Mark the counts of documents by their state or their way of disclosure, which are no parts.

    What is disclosed of all that was made is a whole.

    发布0条,废止0条,现行有效0条; 主动公开98件,依申请公开12件,不予公开10件.
    """
    deeds = {kind for made in segment for kind in made.acts}
    by_state = not deeds.isdisjoint({"repeal", "in_force"})
    by_way = "disclose_actively" in deeds and any(REFUSED.search(made.object) for made in segment)
    for made in segment:
        if by_state and made.matter == "normative_document":
            made.quality |= {"document_account"}
        elif by_way and made.matter == "application":
            made.matter, made.quality = "", made.quality | {"document_account"}
        elif by_way and made.unit == "件":
            made.quality |= {"document_account"}
        if segment[0].acts == ("make",) and "disclose_actively" in made.acts and not made.has_label:
            made.relation = Relation.WHOLE
