"""The states that things can be in, with the one word for each that a screen and a file use."""

from __future__ import annotations

from functools import cache

from pydantic import Field, TypeAdapter

from etl.definitions import read_yaml
from etl.definitions.schema import Definition


class State(Definition):
    """One state: its id in the data, its English name, its Chinese label, what it means.

    `never` are words that once stood for it, or that readers would take for another state.
    """

    id: str
    name: str
    label: str
    meaning: str
    never: tuple[str, ...] = Field(default=(), alias="not")


class Vocabulary(Definition):
    """The states of one kind of thing; `title` is the word above a column of them."""

    id: str
    name: str
    title: str
    states: tuple[State, ...]

    @property
    def labels(self) -> dict[str, str]:
        """Return the label of each state by its id, in the order of the file."""
        return {state.id: state.label for state in self.states}


@cache
def vocabularies() -> dict[str, Vocabulary]:
    """Return every vocabulary of `labels.yml` by its id."""
    found = TypeAdapter(tuple[Vocabulary, ...]).validate_python(read_yaml("labels.yml"))
    return {vocabulary.id: vocabulary for vocabulary in found}


def labels(vocabulary: str) -> dict[str, str]:
    """Return the labels of a vocabulary by the ids of its states."""
    return vocabularies()[vocabulary].labels
