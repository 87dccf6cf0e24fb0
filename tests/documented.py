"""Writes the parts of the documentation that follow from the code and the definitions.

`python -m tests.documented` writes them; a test compares them with what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from etl.definitions import load, read_yaml, zero_kinds
from etl.definitions.states import vocabularies

DOCS = Path(__file__).parents[1] / "docs"
GLOSSARY = DOCS / "glossary.md"
LICENCES = DOCS / "licences.md"
PIN = re.compile(r"^([a-z0-9-]+)==([^ ]+)", re.MULTILINE)
MICROSOFT = "Microsoft, may be passed on with a program"
# What a package of another system or another Python has as its licence cannot be asked here.
ELSEWHERE = {"brotlicffi": "MIT License", "colorama": "BSD-3-Clause", "msvc-runtime": MICROSOFT}
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


def pinned(lock: str) -> dict[str, list[str]]:
    """Return the versions of each package in a lock file; systems may differ in theirs."""
    versions: dict[str, list[str]] = {}
    for name, version in PIN.findall((DOCS.parent / lock).read_text("utf-8")):
        versions.setdefault(name, []).append(version)
    return versions


def licence(name: str) -> str:
    """Return the licence that an installed package declares."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return ELSEWHERE.get(name, "")
    classes = (entry for entry in told.get_all("Classifier", ()) if entry.startswith("License ::"))
    named = sorted({entry.rpartition(" :: ")[2] for entry in classes})
    # A package that is loaded meanwhile may bring metadata that have no key for what is not told.
    (short,) = told.get_all("License") or ("",)
    (expression,) = told.get_all("License-Expression") or ("",)
    heading = short.partition("\n")[0]
    if "\n" in short or len(short) > 60 or short.startswith("Copyright"):
        short = ""
    return expression or short or ", ".join(named) or heading


LICENCES_HEAD = """# Licences of what is installed

What each locked package declares. Written by `python -m tests.documented` from what is installed;
`just sbom` makes the same list as a bill of materials (CycloneDX), which goes with every release.
Packages under LGPL and MPL are used as they are published, each a library that can be replaced.
"""


def licences() -> str:
    """Return the licences of the locked packages, those of the extras apart."""
    runtime, extras = pinned("requirements.lock"), pinned("requirements-extras.lock")
    of_extras = {name: found for name, found in extras.items() if name not in runtime}
    parts = [LICENCES_HEAD]
    for title, found in (("Always", runtime), ("With `python run.py extras`", of_extras)):
        rows = ((name, ", ".join(found[name]), licence(name)) for name in sorted(found))
        parts += [f"## {title}", table(("package", "version", "licence"), rows)]
    return "\n\n".join(part.strip() for part in parts) + "\n"


if __name__ == "__main__":
    GLOSSARY.write_text(glossary(), "utf-8")
    LICENCES.write_text(licences(), "utf-8")
