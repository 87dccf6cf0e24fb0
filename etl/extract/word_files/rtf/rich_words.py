"""What the control words of rich text do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from etl.extract.word_files.assembly import CellShape
from etl.extract.word_files.rtf.rich_story import RichStory
from etl.extract.word_files.tidying import NOTE

MOST_FONTS, MOST_CELLS = 5_000, 1_000
RAISED_FROM, TINY = 5, 2  # half points
CODE_PAGES = {936: "gb18030", 950: "cp950", 932: "cp932", 949: "cp949", 1252: "cp1252"}
CHARACTER_SETS = {134: "gb18030", 136: "cp950", 128: "cp932", 129: "cp949"}


def set_state(text: RichStory, **changes: object) -> None:
    """Change what holds until the group ends; bytes before belong to what held."""
    text.flush()
    text.state = replace(text.state, **changes)  # type: ignore[arg-type]


def hide(text: RichStory, number: int | None, why: str = "hidden") -> None:
    """Begin text that is not seen, for a reason; 0 ends it."""
    others = text.state.unseen - {why}
    unseen = others if number == 0 else others | {why}
    is_written = not unseen and not text.state.is_skipped
    if unseen != text.state.unseen or text.state.is_written != is_written:
        set_state(text, unseen=unseen, is_written=is_written)


def hide_as(why: str) -> Callable[[RichStory, int | None], None]:
    """Return what begins and ends text that is not seen for a reason."""
    return lambda text, number: hide(text, number, why)


def raise_text(text: RichStory, number: int | None) -> None:
    """Begin text set above or below its line; 0 ends it."""
    if text.state.is_raised != (number != 0):
        set_state(text, is_raised=number != 0)


def move_text(text: RichStory, number: int | None) -> None:
    """Move text up or down by half points; a little is no mark of a note."""
    raise_text(text, 0 if abs(6 if number is None else number) < RAISED_FROM else 1)


def choose_color(text: RichStory, number: int | None) -> None:
    """Set the color; white text among other text is seen by nobody."""
    is_white = (number or 0) in text.whites
    if is_white != text.state.is_white:
        set_state(text, is_white=is_white)


def shade(text: RichStory, number: int | None) -> None:
    """Set the color of the ground of characters, on which white ones are seen."""
    is_shaded = bool(number) and number not in text.whites
    if is_shaded != text.state.is_shaded:
        set_state(text, is_shaded=is_shaded)


def shade_paragraph(text: RichStory, number: int | None) -> None:
    """Set the color of the ground of paragraphs, which holds until the next begins anew."""
    is_ground = bool(number) and number not in text.whites
    if is_ground != text.state.is_ground:
        set_state(text, is_ground=is_ground)


def shade_cell(text: RichStory, number: int | None) -> None:
    """Set the color of the ground of the cell of which the row tells next."""
    text.grounds[-1] = bool(number) and number not in text.whites


def choose_size(text: RichStory, number: int | None) -> None:
    """Set the size in half points; the smallest cannot be seen."""
    hide(text, int(number is not None and 0 < number <= TINY), "tiny")


def reset(text: RichStory, _: int | None) -> None:
    """Return to characters that look like all others."""
    set_state(
        text, unseen=frozenset(), is_written=not text.state.is_skipped, is_raised=False,
        is_white=False, is_shaded=False,
    )  # fmt: skip


def choose_font(text: RichStory, number: int | None) -> None:
    """Set the font, whose character set says what bytes mean."""
    text.font = number or 0
    encoding = text.fonts.get(text.font, "")
    if encoding != text.state.encoding:
        set_state(text, encoding=encoding)


def set_font_characters(text: RichStory, number: int | None) -> None:
    """Take the character set of the font that the font table is about."""
    if len(text.fonts) < MOST_FONTS:
        text.fonts[text.font] = CHARACTER_SETS.get(number or 0, "")


def set_code_page(text: RichStory, number: int | None) -> None:
    """Set what bytes mean where their font does not say it."""
    text.code_page = CODE_PAGES.get(number or 0, "cp1252")


def take_unicode(text: RichStory, number: int | None) -> None:
    """Take one UTF-16 unit, and pass over the characters that stand in for it."""
    text.write(chr((number or 0) & 0xFFFF))
    text.to_skip = text.state.after_unicode


def set_after_unicode(text: RichStory, number: int | None) -> None:
    """Set how many characters stand in for one of Unicode."""
    set_state(text, after_unicode=max(0, number or 0))


def begin_choice(text: RichStory, _: int | None) -> None:
    """Leave out the first of two spellings of the same text."""
    set_state(text, is_choice=text.state.is_written, is_written=False, is_skipped=True)


def take_choice(text: RichStory, _: int | None) -> None:
    """Read the second of two spellings, in Unicode."""
    if text.state.is_choice:
        set_state(text, is_choice=False, is_written=True, is_skipped=False)


def begin_box(text: RichStory, _: int | None) -> None:
    """Begin the text of a box, which stands before the paragraph that it hangs on."""
    if not text.state.is_skipped:
        set_state(text, boxes=text.state.boxes + 1)
        text.boxes.append((text.written, text.depth))
        text.written, text.depth = [], 0


def begin_note(text: RichStory, number: int | None) -> None:
    """Begin a footnote, which is printed below; here it stands as a box does."""
    begin_box(text, number)
    reset(text, number)
    text.write(NOTE)


def begin_paragraph(text: RichStory, _: int | None) -> None:
    """Return to a paragraph outside of tables, on no ground of its own."""
    text.depth = 0
    shade_paragraph(text, 0)


def set_depth(text: RichStory, number: int | None) -> None:
    """Set in how many tables, one inside the other, the paragraph stands."""
    text.depth = number or 0


def begin_row(text: RichStory, _: int | None) -> None:
    """Begin to say how the cells of a row are merged."""
    text.shapes, text.shape, text.grounds = [], CellShape(), [False]


def end_shape(text: RichStory, _: int | None) -> None:
    """End what is said of one cell."""
    if len(text.shapes) < MOST_CELLS:
        text.shapes.append(text.shape)
        text.grounds.append(False)
    text.shape = CellShape()


ACTIONS: dict[str, Callable[[RichStory, int | None], None]] = {
    "ansicpg": set_code_page, "f": choose_font, "fcharset": set_font_characters,
    "u": take_unicode, "uc": set_after_unicode, "upr": begin_choice, "ud": take_choice,
    "v": hide, "deleted": hide_as("deleted"), "strike": hide_as("struck"),
    "striked": hide_as("struck twice"), "mvf": hide_as("moved away"), "plain": reset,
    "fs": choose_size,
    "super": raise_text, "sub": raise_text, "nosupersub": lambda text, _: raise_text(text, 0),
    "up": move_text, "dn": move_text, "cf": choose_color,
    "chcbpat": shade, "highlight": shade, "cbpat": shade_paragraph, "clcbpat": shade_cell,
    "par": lambda text, _: text.end_paragraph(), "sect": lambda text, _: text.end_section(),
    "pard": begin_paragraph, "itap": set_depth,
    "intbl": lambda text, _: set_depth(text, max(1, text.depth)),
    "cell": lambda text, _: text.end_cell(1), "nestcell": lambda text, _: text.end_cell(2),
    "row": lambda text, _: text.end_row(1), "nestrow": lambda text, _: text.end_row(2),
    "trowd": begin_row, "cellx": end_shape, "shptxt": begin_box,
    "footnote": begin_note,
    "clvmrg": lambda text, _: text.merge(is_continued=True),
    "clmrg": lambda text, _: text.merge(is_merged=True),
}  # fmt: skip
