"""Invents what a narrative has to tell: disclosure, its parts, the hotline, applications."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from etl.sample.applications import Flow
from etl.sample.county import YEARS, Oddity, Township, dice, oddities_of

HOTLINE_GROWTH = 1.1
SILENT_YEARS_SHARE = 0.08
FIRST_YEAR_OF_CHANNELS = 2020
Parts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """The figures of one narrative; None and empty is what it does not tell."""

    total: int | None
    rounded: str
    categories: Parts
    channels: Parts
    hotline: dict[str, Decimal]
    applications: dict[str, Decimal]


def facts_of(seed: int, township: Township, year: int, flow: Flow) -> Facts:
    """Return what one report tells."""
    odd = oddities_of(township.name, year)
    told_year = year - 1 if "copied" in odd else year
    total, categories, channels = disclosed(seed, township, told_year, odd)
    rounding = odd.get("approximate")
    return Facts(
        total=None if "no_total" in odd else total,
        rounded=rounding.text if rounding else "",
        categories=categories,
        channels=channels,
        hotline=hotline(seed, township, year, odd),
        applications=applications(township, flow, odd),
    )


def disclosed(
    seed: int, township: Township, year: int, odd: dict[str, Oddity]
) -> tuple[int, Parts, Parts]:
    """Return the disclosed total with its parts by category and by channel, items."""
    luck = dice(seed, township.code, year, "disclosure")
    grown = township.volume * township.growth ** (year - YEARS.start)
    total = max(5, round(grown * luck.uniform(0.85, 1.2)))
    share = luck.uniform(0.55, 0.9) if township.parts == "short" else 1.0
    categories = split(luck, round(total * share), township.categories)
    channels = split(luck, total, township.channels)
    if "parts_over_total" in odd:
        categories = tuple((label, count + luck.randint(3, 9)) for label, count in categories)
    if "wechat_above_total" in odd:
        channels = tuple((n, total * 2 if n == "微信公众号" else c) for n, c in channels)
    if "approximate" in odd:
        total = total // 10 * 10
    if "tenfold" in odd:
        total *= 10
    return total, categories, channels if year >= FIRST_YEAR_OF_CHANNELS else ()


def split(luck: Random, total: int, labels: tuple[str, ...]) -> Parts:
    """Return a total split over labels, every part at least 1 where the total allows."""
    if not labels:
        return ()
    shares = [luck.uniform(0.3, 1.7) for _ in labels]
    counts = [max(1, int(total * share / sum(shares))) for share in shares]
    counts[-1] = max(0, total - sum(counts[:-1]))
    return tuple(zip(labels, counts, strict=True))


def hotline(seed: int, township: Township, year: int, odd: dict[str, Oddity]) -> dict[str, Decimal]:
    """Return what a report tells of the 12345 hotline: cases received and answered, rates in %."""
    habit = township.hotline
    luck = dice(seed, township.code, year, "hotline")
    if habit is None or year < habit.since:
        return {}
    if luck.random() < SILENT_YEARS_SHARE and not odd:
        return {}
    received = round(habit.cases * HOTLINE_GROWTH ** (year - 2021) * luck.uniform(0.8, 1.25))
    answered = received if luck.random() < 0.6 else received - 1 - received // luck.randint(20, 60)
    if "rate_contradicts" in odd:
        answered = received - 1 - received // 16
    if "answered_above_received" in odd:
        answered = received + 4
    rate = percent(answered, received)
    if contradiction := odd.get("rate_contradicts"):
        rate = contradiction.value or rate
    return told(habit.tells, received, answered, rate, luck)


def told(
    tells: tuple[str, ...], received: int, answered: int, rate: Decimal, luck: Random
) -> dict[str, Decimal]:
    """Return the figures that a township tells by habit; "all done" only where it is true."""
    if "all_done" in tells and answered != received:
        tells = ("received", "answered")
    values = {
        "received": Decimal(received),
        "answered": Decimal(answered),
        "all_done": Decimal(answered),
        "rate": rate,
        "satisfaction": Decimal(luck.randint(930, 999)) / 10,
    }
    return {name: values[name] for name in tells}


def percent(part: int, whole: int) -> Decimal:
    """Return a share in percent with at most two decimals and no trailing zeros."""
    share = Decimal(100 * part) / Decimal(whole)
    return Decimal(f"{share.quantize(Decimal('0.01'), ROUND_HALF_UP):f}".rstrip("0").rstrip("."))


def applications(township: Township, flow: Flow, odd: dict[str, Oddity]) -> dict[str, Decimal]:
    """Return what the narrative tells of applications; empty where it is silent on them."""
    if "silent" in odd or not township.tells_applications:
        return {}
    other = odd.get("told")
    if other and other.value is not None:
        return {"received": other.value}
    received, carried_in = flow.count("received_new"), flow.count("carried_in")
    figures = {"received": Decimal(received)}
    if received == 0 and carried_in == 0:
        return figures
    figures["answered"] = Decimal(flow.count("handled_total"))
    if carried_in:
        figures["carried_in"] = Decimal(carried_in)
    if carried_out := flow.count("carried_out"):
        figures["carried_out"] = Decimal(carried_out)
    return figures
