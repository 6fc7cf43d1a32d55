"""A plan's table as CSV for other programs: UTF-8 with a byte order mark, semicolons, CRLF at the end of each line.

Only the table: what stands round it is in the other kinds of files.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

from plans.document import PlanDocument
from plans.writers.flat import flat
from plans.writers.labels import Labels

# What a spreadsheet program takes for a formula or a command. CSV has no way to say that something is text, so such a
# cell begins with an apostrophe.
_FORMULA = re.compile(r"[=+\-@\t\r\n]")


def write(document: PlanDocument, labels: Labels) -> bytes:
    table = flat(document, labels)
    return table_of([labels.columns[column] for column in table.columns], (line.texts for line in table.lines))


def table_of(headings: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    stream = StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([safe(text) for text in line] for line in lines)
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def safe(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text
