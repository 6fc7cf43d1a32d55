"""The signed answers of a round as one file: a line for each service and question, or all of it as JSON."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook

from plans.exports import CONTENT_TYPES
from plans.writers import csv
from plans.writers import excelstyles as style
from plans.writers.excelsheets import lay_out, make_table
from plans.writers.plain import one_line, plain
from reviews import answers
from reviews.document import AnsweredQuestion, ResponseDocument, from_json
from reviews.models import Questionnaire
from reviews.reading import Read, read

SCHEMA = 1
_LONGEST = 32_767 * 2  # bytes: what a cell of Excel holds, in UTF-16


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in letters; `of(document, question, read)` gives what stands in it."""

    heading: str
    width: int
    of: Callable[[ResponseDocument, AnsweredQuestion, Read], str]


def export(signed: Iterable[bytes], key: str, *, title: str) -> bytes:
    """`signed` are the forms as they were signed. In the active language, but for the forms' own words."""
    return {"csv": _csv, "xlsx": _excel, "json": _json}[key](list(signed), title)


def content_type(key: str) -> str:
    return CONTENT_TYPES[key]


def columns() -> list[Column]:
    audiences = dict(Questionnaire.Audience.choices)
    return [
        Column(_("Reference number"), 24, lambda form, *_rest: form.reference),
        Column(_("Code"), 14, lambda form, *_rest: form.service.code),
        Column(_("Service"), 30, lambda form, *_rest: form.service.name),
        Column(_("Health trust"), 24, lambda form, *_rest: form.service.trust),
        Column(_("Region"), 18, lambda form, *_rest: form.service.region),
        # Translators: column of exported answers: whom the questionnaire is for; nb: Skjema for
        Column(_("Form for"), 22, lambda form, *_rest: str(audiences[form.questionnaire.audience])),
        Column(_("Number"), 10, lambda _form, question, _read: str(question.number)),
        # Translators: column of exported answers: a question's short name, the same every year; nb: Nøkkel
        Column(pgettext("of a question", "Key"), 20, lambda _form, question, _read: question.key),
        Column(pgettext("of a questionnaire", "Question"), 36, lambda _form, question, _read: question.text),
        # Translators: column of exported answers: yes or no; nb: Valg
        Column(pgettext("yes or no", "Choice"), 12, lambda _form, _question, read: read.choice),
        Column(pgettext("to a question", "Answer"), 60, lambda _form, question, _read: _text(question)),
        # Translators: column of exported answers: the rows of a table; nb: Tabell
        Column(_("Table"), 36, lambda _form, _question, read: _lines(read)),
        Column(_("Written by"), 22, lambda form, *_rest: form.written_by),
        Column(_("Signed by"), 22, lambda form, *_rest: form.signature.name if form.signature else ""),
        Column(pgettext("a form", "Signed"), 17, lambda form, *_rest: _time(form)),
    ]


def _text(question: AnsweredQuestion) -> str:
    """What the choice asks for; what it does not ask for is in the JSON."""
    value = question.value
    return str(value["text"]) if answers.shows_text(question.kind, question.follow_when, value["choice"]) else ""


def _lines(read: Read) -> str:
    lines = [*read.lines, read.total] if read.total else read.lines
    return "\n".join(" · ".join(filter(None, (line.name, line.people, line.percent))) for line in lines)


def _time(form: ResponseDocument) -> str:
    return f"{timezone.localtime(form.signature.at):%d.%m.%Y %H:%M}" if form.signature else ""


def _table(signed: Iterable[bytes], shown: list[Column]) -> Iterator[list[str]]:
    for content in signed:
        form = from_json(content)
        for question in form.questions():
            said = read(question)
            yield [plain(column.of(form, question, said)) for column in shown]


def _csv(signed: list[bytes], title: str) -> bytes:
    shown = columns()
    return csv.table_of([column.heading for column in shown], _table(signed, shown))


def _excel(signed: list[bytes], title: str) -> bytes:
    shown = columns()
    book = Workbook(write_only=True)
    style.add_styles(book)
    book.properties.title = one_line(title)[:255]
    # Translators: a sheet of an Excel file: the answers of a round; nb: Svar
    sheet = book.create_sheet(_("Answers"))
    lay_out(sheet, [column.width for column in shown])
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    pens = style.Pens(sheet)
    headings = [column.heading for column in shown]
    sheet.append([pens.cell(heading, style.COLUMN) for heading in headings])
    rows = 1
    for line in _table(signed, shown):
        sheet.append([pens.cell(_fit(text), style.TIME) for text in line])
        rows += 1
    if rows > 1:
        make_table(sheet, headings, rows, name="Answers")
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fit(text: str) -> str:
    return text.encode("utf-16-le")[:_LONGEST].decode("utf-16-le", errors="ignore")


def _json(signed: list[bytes], title: str) -> bytes:
    """Each form as it was signed, with the hash of it."""
    about = json.dumps({"schema": SCHEMA, "title": title}, ensure_ascii=False)[:-1].encode()
    forms = (b'{"sha256":"%s","document":%s}' % (sha256(each).hexdigest().encode(), each) for each in signed)
    return about + b', "responses": [' + b",\n".join(forms) + b"]}\n"
