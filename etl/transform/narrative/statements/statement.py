"""What one count says: who did what, when, through which channel, and how it hangs together."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from etl.transform.document.sentences import Sentence


class Period(StrEnum):
    """The time that a count is of."""

    YEAR = "year"
    UNTIL = "until"
    EVER = "ever"
    PART = "part"
    LAST = "last"
    PLAN = "plan"


class Role(StrEnum):
    """What of the disclosed information a statement counts."""

    NONE = "none"
    TOTAL = "total"
    CHANNEL = "channel"
    KIND = "kind"


class Relation(StrEnum):
    """How a count hangs on others."""

    WHOLE = "whole"
    PART = "part"
    BESIDE = "beside"
    ENTRY = "entry"
    CHANGE = "change"
    SUM = "sum"


@dataclass(slots=True)
class Statement:
    """One count of the prose, read as a statement.

    `acts` are the classes of its deeds in printed order, `object` the name of what was counted,
    empty where the sentence names no kind; `matter` is the class of what it is about; `channel`
    is printed before the deed, `joint` where several channels share the count; `parent` is the
    name of the whole that a part belongs to. `named_year` is the year that its sentence has named
    by then, 0 for this year (今年). `quality` holds what else is said: on time, online.
    """

    sentence: Sentence
    segment: int
    count: Decimal
    raw: str
    unit: str
    approximate: bool
    acts: tuple[str, ...] = ()
    matter: str = ""
    own_matter: bool = False
    object: str = ""
    is_generic: bool = False
    has_label: bool = False
    channel: str = ""
    own_channel: bool = False
    joint: bool = False
    summed: bool = False
    period: Period = Period.YEAR
    relation: Relation = Relation.WHOLE
    sign: str = ""
    depth: int = 0
    opens: str = ""
    parent: str | None = None
    quality: frozenset[str] = frozenset()
    percent: bool = False
    denied: bool = False
    all_of: bool = False
    heading: str = ""
    own_year: int | None = None
    named_year: int | None = None
    head: str = ""
    before: str = ""
    role: Role = Role.NONE
