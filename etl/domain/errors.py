"""What can be wrong with a file, each kind with a message for the person who sent it."""

from __future__ import annotations


class ReportError(Exception):
    """A file cannot be imported; says what, where and what to do, in the user's language.

    `is_lasting` is False where not the file was at fault but the time, the memory, a tool or the
    clock: the same file may be taken another time, and the verdict is never remembered.
    """

    kind = "rejected"
    is_lasting = True

    def __init__(self, problem: str, hint: str) -> None:
        # As they are given, so that an error of another process is told as it was raised there.
        super().__init__(problem, hint)
        self.problem = problem
        self.hint = hint

    def __str__(self) -> str:
        """Return what is wrong and what to do, as one text."""
        return f"{self.problem}{self.hint}"


class UnreadableFile(ReportError):
    """The file cannot be opened as what it claims to be."""

    kind = "unreadable_file"


class NotNow(UnreadableFile):
    """The file may be good, but it could not be read now: a tool is missing, or memory or time."""

    is_lasting = False


class UnknownForm(ReportError):
    """The file opens but is no annual report that we know."""

    kind = "unknown_form"


class NeedsDecision(ReportError):
    """What the file says of its unit or year disagrees or is not known; it waits for a person.

    `near` are the codes of the units that the file names.
    """

    kind = "waiting"

    def __init__(self, problem: str, hint: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(problem, hint)
        self.near = near


class UnknownPlace(NeedsDecision):
    """The office is not in the register, or the name stands for several."""

    kind = "unknown_place"


class WrongYear(NeedsDecision):
    """The report year is missing, contradictory or impossible."""

    kind = "wrong_year"


class FutureYear(WrongYear):
    """The report year lies after what this computer's clock says."""

    is_lasting = False


class BrokenTemplate(ReportError):
    """A structured workbook, CSV or JSON file does not have the shape of the template."""

    kind = "broken_template"


class BrokenSheet(ReportError):
    """A file that officials keep, the register or another, cannot be read as what it should be."""

    kind = "broken_sheet"


class CannotWrite(ReportError):
    """A file that officials keep cannot be written."""

    kind = "cannot_write"
    is_lasting = False


class BrokenCorrections(ReportError):
    """The file of corrections does not have its shape, or a correction gives no reason."""

    kind = "broken_corrections"


class NoScheduler(ReportError):
    """The cluster that should read the files cannot be reached."""

    kind = "no_scheduler"


class NewerData(ReportError):
    """The data folder was written by a newer program."""

    kind = "newer_data"


class BrokenBackup(ReportError):
    """A backup is no whole one of ours."""

    kind = "broken_backup"


class NothingPublished(ReportError):
    """Kept reports could not be read again; the database stays as it was."""

    kind = "nothing_published"
    is_lasting = False
