"""Invents section two: documents in force, decisions and fees, in either edition of the form."""

from __future__ import annotations

from decimal import Decimal

from etl.sample.applications import poisson
from etl.sample.county import YEARS, Township, dice

Values = dict[str, Decimal]
FEE_CHARGED_SHARE = 0.3
COMPULSORY_SHARE = 0.25


def documents(seed: int, township: Township, year: int) -> tuple[int, int, int]:
    """Return normative documents (issued, repealed, in force), the stock chained over the years."""
    luck = dice(seed, township.code, "documents")
    stock = luck.randint(0, 6) if township.volume > 100 else 0
    issued = repealed = 0
    for _ in range(YEARS.start, year + 1):
        issued = poisson(luck, 0.8) if township.volume > 100 else 0
        repealed = min(stock, poisson(luck, 0.3))
        stock += issued - repealed
    return issued, repealed, stock


def decisions(seed: int, township: Township, year: int) -> dict[str, int]:
    """Return the year's permits, penalties and compulsory measures, cases."""
    luck = dice(seed, township.code, year, "decisions")
    size = township.volume / 100
    enforces = year >= 2021 and township.volume > 140
    return {
        "permits": poisson(luck, size * 9) if township.volume > 90 else 0,
        "penalties": poisson(luck, size * 3) if enforces else 0,
        "compulsory_measures": poisson(luck, 1)
        if enforces and luck.random() < COMPULSORY_SHARE
        else 0,
    }


def fees(seed: int, township: Township, year: int) -> Decimal:
    """Return the fees charged, 10,000 yuan with up to two decimals; none in most townships."""
    if dice(seed, township.code, "charges fees").random() > FEE_CHARGED_SHARE:
        return Decimal(0)
    luck = dice(seed, township.code, year, "fees")
    return Decimal(luck.randint(20, 1250)) / 100


def values(seed: int, township: Township, year: int, edition: str) -> Values:
    """Return the figures of section two by address, as the edition asks for them."""
    make = {"2021": newer, "2019": older}[edition]
    return {f"article_20.{k}": Decimal(v) for k, v in make(seed, township, year).items()}


def newer(seed: int, township: Township, year: int) -> dict[str, Decimal | int]:
    """Return the figures of edition 2021."""
    issued, repealed, in_force = documents(seed, township, year)
    return {
        "regulations.issued": 0,
        "regulations.repealed": 0,
        "regulations.in_force": 0,
        "normative_documents.issued": issued,
        "normative_documents.repealed": repealed,
        "normative_documents.in_force": in_force,
        "fees.amount": fees(seed, township, year),
    } | {f"{row}.decisions": n for row, n in decisions(seed, township, year).items()}


def older(seed: int, township: Township, year: int) -> dict[str, Decimal | int]:
    """Return the figures of edition 2019."""
    luck = dice(seed, township.code, year, "procurement")
    issued, _, in_force = documents(seed, township, year)
    bought = poisson(luck, 1.2)
    found: dict[str, Decimal | int] = {
        "regulations.newly_made": 0,
        "regulations.newly_disclosed": 0,
        "regulations.total_disclosed": 0,
        "normative_documents.newly_made": issued,
        "normative_documents.newly_disclosed": issued,
        "normative_documents.total_disclosed": in_force,
        "fees.previous_items": 1 if fees(seed, township, year) else 0,
        "fees.change": 0,
        "procurement.items": bought,
        "procurement.amount": Decimal(bought * luck.randint(300, 9000)) / 100,
    }
    counted = decisions(seed, township, year) | {"other_services": poisson(luck, 6)}
    for row, count in counted.items():
        offered = luck.randint(2, 18) if count else 0
        found |= {
            f"{row}.previous_items": offered,
            f"{row}.change": luck.choice([0, 0, 0, 2, -1]) if offered else 0,
            f"{row}.decisions": count,
        }
    return found
