"""Says what a new version of a report changes, and which versions wait for a person."""

from __future__ import annotations

from etl.definitions import load
from etl.domain.errors import NeedsDecision
from etl.domain.place import Place
from etl.domain.report import Identity, Mark
from etl.pipeline.identity.resolve_office import DECIDE, is_named_in
from etl.warehouse.replacement import Printed, Replacement

MOST_LISTED = 30
LONGEST_FIGURE = 20


def refuse_doubtful(found: Replacement, place: Place, identity: Identity) -> None:
    """Raise NeedsDecision where the new version loses half of the figures or its office's name.

    A report that came with the code of its unit, or that a person has decided on, names its office.
    """
    before, after = found.counts
    if before and 2 * after <= before:
        raise NeedsDecision(
            f"替换后读出的数字将从 {before} 个减为 {after} 个（{replaced_file(found)}）。",
            DECIDE,
            (place.place_id,),
        )
    named = [n.text for n in identity.named if n.source in ("title", "signature")]
    is_named = identity.place_id is not None or any(is_named_in(place, text) for text in named)
    if found.names_unit and not is_named:
        raise NeedsDecision(
            f"原报告的标题或落款写明“{place.township}”，新文件的标题和落款都没有写"
            f"（{replaced_file(found)}）。",
            DECIDE,
            (place.place_id,),
        )


def described_replacement(found: Replacement) -> str:
    """Return what a report replaces and every figure that changes, the first of many listed."""
    before, after = found.counts
    changes = found.changes
    head = f"{replaced_file(found)}，读出的数字 {before} 个→{after} 个"
    if not changes:
        return f"{head}，数字没有变化。"
    labels = {address: label for address, _, label, *_ in load().address_rows()}
    listed = [
        f"{labels.get(address, address)} {said(old)}→{said(new)}"
        for address, (old, new) in list(changes.items())[:MOST_LISTED]
    ]
    more = len(changes) - MOST_LISTED
    rest = f"……等（其余 {more} 处见乡镇档案）" if more > 0 else ""
    return f"{head}，{len(changes)} 处有变化：{'；'.join(listed)}{rest}。"


def replaced_file(found: Replacement) -> str:
    """Return which file a report replaces."""
    return f"替换{found.imported_at:%Y-%m-%d %H:%M}导入的“{found.file_name}”"


def said(printed: Printed | None) -> str:
    """Return a figure as it is printed, or what stands in its place."""
    mark = Mark.ABSENT if printed is None else Mark(printed.mark)
    if printed is None or mark in (Mark.BLANK, Mark.UNREADABLE):
        return load().marks[mark].label
    return printed.raw[:LONGEST_FIGURE]
