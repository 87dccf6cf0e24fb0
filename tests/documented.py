"""Writes the parts of the documentation that follow from the code and the definitions.

`python -m tests.documented` writes them; a test compares them with what stands there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from etl.definitions import load, read_yaml, zero_kinds
from etl.definitions.states import vocabularies

DOCS = Path(__file__).parents[1] / "docs"
GLOSSARY = DOCS / "glossary.md"
HEAD = """# Glossary

One word for one thing: code, SQL, files, screen and documents use these and no others. Written by
`python -m tests.documented` from `etl/definitions` (`glossary.yml`, `labels.yml`, `marks.yml`,
`zero_kinds.yml`); change a word there.
"""


def row(*cells: str) -> str:
    """Return a row of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def table(heading: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    lines = [row(*heading), row(*["---"] * len(heading)), *(row(*cells) for cells in rows)]
    return "\n".join(lines)


def concepts() -> Iterator[tuple[str, ...]]:
    """Yield the concepts in the order of their file."""
    for entry in read_yaml("glossary.yml"):
        never = "、".join(entry.get("never", ()))
        yield entry["name"], entry["zh"], entry["meaning"], never


def glossary() -> str:
    """Return the whole glossary."""
    parts = [HEAD, table(("in code", "中文", "meaning", "never"), concepts())]
    marks = ((kind.id, kind.label, kind.meaning) for kind in load().marks.values())
    parts += ["## Marks of a cell", table(("mark", "中文", "含义"), marks)]
    zeros = ((kind.id, kind.label, kind.meaning) for kind in zero_kinds())
    parts += ["## Kinds of zero applications", table(("kind", "中文", "含义"), zeros)]
    for vocabulary in vocabularies().values():
        states = ((s.id, s.label, s.meaning, "、".join(s.never)) for s in vocabulary.states)
        name = vocabulary.name[0].upper() + vocabulary.name[1:]
        parts += [
            f"## {name}（{vocabulary.title}）",
            table(("state", "中文", "含义", "never"), states),
        ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


if __name__ == "__main__":
    GLOSSARY.write_text(glossary(), "utf-8")
