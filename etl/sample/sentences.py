"""Puts a narrative's facts into words, each township in its own voice, and keeps what was said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any

from etl.domain.report import Axis, Figure, Item
from etl.sample.county import Township, dice, read_yaml
from etl.sample.facts import Facts, Parts

WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
PREFIXES = ("近", "约", "超过")
HOTLINE = {
    "received": "hotline_received",
    "answered": "hotline_answered",
    "all_done": "hotline_answered",
    "rate": "hotline_rate_stated",
    "satisfaction": "hotline_satisfaction_stated",
}


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a narrative with the figures and items that it states."""

    topic: str
    text: str
    figures: tuple[Figure, ...] = ()
    items: tuple[Item, ...] = ()


@cache
def wording() -> dict[str, Any]:
    """Return the catalogue of wordings."""
    return read_yaml("wording.yml")


@dataclass(frozen=True, slots=True)
class Voice:
    """How one township's clerk puts things in one year."""

    seed: int
    township: Township
    year: int

    def pick(self, topic: str, choices: list[Any]) -> Any:
        """Return this clerk's choice for a topic, the same every year."""
        return dice(self.seed, self.township.code, "voice", topic).choice(choices)

    def number(self, value: Decimal | int) -> str:
        """Return a figure in the digits that this clerk types."""
        if self.township.digits == "grouped":
            return f"{Decimal(value):,f}"
        plain = f"{Decimal(value):f}"
        return plain.translate(WIDE) if self.township.digits == "wide" else plain

    def say(self, template: str, **figures: object) -> str:
        """Return a template filled in."""
        kind = "街道" if self.township.type == "街道" else self.township.type[-1]
        return template.format(year=self.year, kind=kind, **figures)


def passages_of(voice: Voice, facts: Facts) -> tuple[Passage, ...]:
    """Return the sentences of one narrative, in the order in which figures are usually told."""
    told = (
        disclosure(voice, facts),
        channels(voice, facts),
        applications(voice, facts),
        hotline(voice, facts),
    )
    return tuple(with_evidence(passage) for passage in told if passage)


def with_evidence(passage: Passage) -> Passage:
    """Return the passage with its sentence noted in every figure and item."""
    return replace(
        passage,
        figures=tuple(replace(f, evidence=passage.text) for f in passage.figures),
        items=tuple(replace(i, evidence=passage.text) for i in passage.items),
    )


def disclosure(voice: Voice, facts: Facts) -> Passage | None:
    """Return the sentence on the disclosed total and its categories."""
    if facts.total is None:
        style = voice.pick("no_total", wording()["no_total"])
        text = listed(voice, style, facts.categories)
        items = items_of(Axis.CATEGORY, facts.categories)
        return Passage("proactive", text, items=items) if facts.categories else None
    raw = rounded(voice.number(facts.total), facts.rounded)
    text = voice.say(voice.pick("total", wording()["total"]), total=raw)
    if facts.categories:
        text += listed(voice, voice.pick("categories", wording()["categories"]), facts.categories)
    total = Figure("proactive_total", raw, Decimal(facts.total), approximate=bool(facts.rounded))
    return Passage(
        "proactive",
        text.removesuffix("。") + "。",
        (total,),
        items_of(Axis.CATEGORY, facts.categories),
    )


def rounded(total: str, word: str) -> str:
    """Return a count as printed, with the word that says it is approximate where one does."""
    return f"{word}{total}" if word in PREFIXES else f"{total}{word}"


def listed(voice: Voice, style: dict[str, str], parts: Parts) -> str:
    """Return a list of parts in one style."""
    said = [
        voice.say(style["part"], label=label, count=voice.number(count)) for label, count in parts
    ]
    return voice.say(style["lead"]) + style["joint"].join(said)


def items_of(axis: Axis, parts: Parts) -> tuple[Item, ...]:
    """Return parts as the items that a report lists."""
    return tuple(Item(label, Decimal(count), "条", axis) for label, count in parts)


def channels(voice: Voice, facts: Facts) -> Passage | None:
    """Return the sentence on the channels of disclosure."""
    if not facts.channels:
        return None
    style = voice.pick("channels", wording()["channels"])
    text = listed(voice, style, facts.channels) + "。"
    return Passage("channels", text, items=items_of(Axis.CHANNEL, facts.channels))


def hotline(voice: Voice, facts: Facts) -> Passage | None:
    """Return the sentence on the 12345 hotline."""
    if not facts.hotline:
        return None
    style = voice.pick("hotline", telling("hotline", facts.hotline))
    printed = {name: voice.number(value) for name, value in facts.hotline.items()}
    figures = tuple(
        Figure(
            HOTLINE[name],
            printed[name] + ("%" if name in ("rate", "satisfaction") else ""),
            value,
            detail=style["detail"] if name == "rate" else "",
        )
        for name, value in facts.hotline.items()
    )
    return Passage("hotline", voice.say(style["text"], **printed), figures)


def applications(voice: Voice, facts: Facts) -> Passage | None:
    """Return the sentence on applications received."""
    if not facts.applications:
        return None
    if facts.applications == {"received": 0}:
        text = voice.say(voice.pick("no_applications", wording()["no_applications"]))
        raw = "0" if "0件" in text else ""
        return Passage("applications", text, (Figure("applications_received", raw, Decimal(0)),))
    style = voice.pick("applications", telling("applications", facts.applications))
    printed = {name: voice.number(value) for name, value in facts.applications.items()}
    figures = tuple(
        Figure(f"applications_{name}", printed[name], value)
        for name, value in facts.applications.items()
    )
    return Passage("applications", voice.say(style["text"], **printed), figures)


def telling(topic: str, figures: dict[str, Decimal]) -> list[dict[str, Any]]:
    """Return the wordings that tell exactly these figures."""
    return [style for style in wording()[topic] if set(style["tells"]) == set(figures)]
