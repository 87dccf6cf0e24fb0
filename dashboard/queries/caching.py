"""The one cache of the dashboard: `@cached` runs a function once for the same arguments.

What it returned is handed out to all readers and must not be changed. docs/caching.md explains it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
MOST_RESULTS = 400


class Itself:
    """Stands in a key for a value that is equal to nothing but itself, which it keeps alive."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        """Return whether both stand for the very same value."""
        return isinstance(other, Itself) and self.value is other.value

    def __hash__(self) -> int:
        """Return what is the same for the same value."""
        return id(self.value)


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments, the same as another whose key is equal."""

    function: Callable[..., Any]
    key: Hashable
    args: tuple[Any, ...] = field(compare=False)
    kwargs: Mapping[str, Any] = field(compare=False)


def cached(function: Callable[P, R]) -> Callable[P, R]:
    """Return the function, run only once for the same arguments while it is not forgotten."""

    @wraps(function)
    def once(*args: P.args, **kwargs: P.kwargs) -> R:
        named = tuple((name, key_of(value)) for name, value in kwargs.items())
        return result_of(Call(function, (*map(key_of, args), named), args, kwargs))

    return once


@lru_cache(maxsize=MOST_RESULTS)
def result_of(call: Call) -> Any:
    """Return what a call returns."""
    return call.function(*call.args, **call.kwargs)


def key_of(value: Any) -> Hashable:
    """Return what tells an argument apart; a list or mapping is what is in it."""
    known = plain_or_itself(value)
    if not isinstance(known, Itself):
        return known
    if isinstance(value, Mapping):
        return ("mapping", *((name, plain_or_itself(inner)) for name, inner in value.items()))
    if isinstance(value, list):
        return ("list", *map(plain_or_itself, value))
    return known


def plain_or_itself(value: Any) -> Hashable:
    """Return a plain value as it is; a frame, or what is nested deeper, is equal to itself only."""
    try:
        hash(value)
    except TypeError:
        return Itself(value)
    return value
