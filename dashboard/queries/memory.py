"""What follows from answers is made once: the same function of the same answers is not run again.

Answers never change and are shared by all readers, so that it is enough to see that they are the
same ones. Whoever receives what is kept must not change it either.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
MOST = 400


@dataclass(frozen=True, slots=True)
class Argument:
    """What a function is given, and what tells it apart; it lives as long as what it led to."""

    told_apart: Hashable
    thing: Any = field(compare=False)


def kept(make: Callable[P, R]) -> Callable[P, R]:
    """Return the function, run only once for the same arguments.

    Plain values are the same when they are equal; a frame only when it is the very same; a list or
    mapping when all in it is the same.
    """

    @wraps(make)
    def once(*args: P.args, **kwargs: P.kwargs) -> R:
        named = tuple((name, argument(value)) for name, value in kwargs.items())
        return made(make, tuple(map(argument, args)), named)

    return once


def argument(value: Any) -> Argument:
    """Return a value with what tells it apart."""
    if isinstance(value, Mapping):
        return Argument(("mapping", *((k, told_apart(v)) for k, v in value.items())), value)
    if isinstance(value, list):
        return Argument(("list", *map(told_apart, value)), value)
    return Argument(told_apart(value), value)


def told_apart(value: Any) -> Hashable:
    """Return a plain value itself, and of anything else where it lies."""
    try:
        hash(value)
    except TypeError:
        return ("at", id(value))
    return value


@lru_cache(maxsize=MOST)
def made(
    make: Callable[..., Any], args: tuple[Argument, ...], named: tuple[tuple[str, Argument], ...]
) -> Any:
    """Return what the function makes of these arguments."""
    return make(*(each.thing for each in args), **{name: each.thing for name, each in named})
