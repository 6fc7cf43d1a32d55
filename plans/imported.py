"""What a reader made of a file, and what people answer about it: plain values between file, preview and plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from plans.document import COLUMNS, PlanDocument, Status

# What a column of the file can mean: one of document.COLUMNS, or one of these.
LEAVE_OUT = ""
AS_NOTE = "?"  # its words go into the remark, with its heading before them
BAND = "band"  # the heading over several areas
CONTINUES = "continues"  # says of a row that it goes on with the measure above: yes, or nothing
MEANINGS = (BAND, *COLUMNS, CONTINUES, AS_NOTE, LEAVE_OUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something a reader was not sure of: a code (wording.py has its words), where, and what it is about."""

    code: str
    row: int | None = None  # index into list(document.rows())
    column: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Words of the file that are in no row and nowhere else in the document: why (a code), the words, and where."""

    code: str
    text: str = ""
    place: str = ""  # the sheet's name, the page
    line: int | None = None  # of the sheet or table, as people count


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFound:
    """A table of the file: each column's heading ("" where it has none), what it was taken to mean and its first words.

    `guessed`: it has no headings that we know; the columns were told by their place and content.
    """

    titles: tuple[str, ...]
    columns: tuple[str, ...]  # of MEANINGS
    samples: tuple[str, ...]
    guessed: bool = False
    place: str = ""  # the sheet's name, the page


@dataclass(frozen=True, slots=True, kw_only=True)
class ColourFound:
    """A colour that rows have: what it was taken to mean, and whether the file's own legend says so."""

    colour: str  # RRGGBB
    status: Status = ""
    known: bool = False
    rows: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What a person said about the file. What is not answered is guessed as before."""

    columns: Mapping[int, tuple[str, ...]] = field(default_factory=dict)  # number of the table → meaning of its columns
    colours: Mapping[str, Status] = field(default_factory=dict)
    hidden: bool = False  # take what the file hides, too
    start: str = ""  # the column into which the first one of a pasted table without headings goes
    order: tuple[str, ...] = ()  # the columns of the plan it is pasted into; none: those of a usual plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader made of a file."""

    document: PlanDocument
    doubts: tuple[Doubt, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    tables: tuple[TableFound, ...] = ()
    colours: tuple[ColourFound, ...] = ()
    columns: tuple[str, ...] = ()  # of our columns, those that the file has, whether filled or not
