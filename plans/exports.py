"""A plan as a file of any kind: what the pages offer and `export_plan` writes."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from files import names
from plans.document import PlanDocument, to_json
from plans.pdf import plan_pdf
from plans.wording import labels
from plans.writers import csv, excel, word


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of file. `write(document, language, selection)` gives its bytes."""

    key: str  # and the ending of its name
    name: str | Promise
    use: str | Promise  # what it is good for
    content_type: str
    write: Callable[[PlanDocument, str, str], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    content: bytes
    content_type: str
    name: str


_OFFICE = "application/vnd.openxmlformats-officedocument"


def _pdf(document: PlanDocument, language: str, selection: str) -> bytes:
    return plan_pdf(document, language=language, selection=selection)


def _word(document: PlanDocument, language: str, selection: str) -> bytes:
    return word.write(document, labels(document, language, selection))


def _excel(document: PlanDocument, language: str, selection: str) -> bytes:
    return excel.write(document, labels(document, language, selection))


def _csv(document: PlanDocument, language: str, selection: str) -> bytes:
    return csv.write(document, labels(document, language, selection))


def _json(document: PlanDocument, language: str, selection: str) -> bytes:
    return to_json(document).encode(errors="replace")


FORMATS = {
    each.key: each
    for each in (
        Format(
            key="pdf",
            name="PDF",
            use=gettext_lazy("to print, send and keep"),
            content_type="application/pdf",
            write=_pdf,
        ),
        Format(
            key="docx",
            name="Word",
            use=gettext_lazy("the table as people know it, to go on writing in"),
            content_type=f"{_OFFICE}.wordprocessingml.document",
            write=_word,
        ),
        Format(
            key="xlsx",
            name="Excel",
            use=gettext_lazy("to filter and sort"),
            content_type=f"{_OFFICE}.spreadsheetml.sheet",
            write=_excel,
        ),
        Format(
            key="csv",
            name="CSV",
            use=gettext_lazy("for other programs: one line for each row"),
            content_type="text/csv; charset=utf-8",
            write=_csv,
        ),
        Format(
            key="json",
            name="JSON",
            use=gettext_lazy("all of the plan as data, which can be brought in again"),
            content_type="application/json",
            write=_json,
        ),
    )
}

CONTENT_TYPES = {key: each.content_type for key, each in FORMATS.items()}


def export(document: PlanDocument, key: str, *, language: str, selection: str = "") -> Exported:
    """The document as a file, our own words in that language. `selection` says which rows of the plan it has, where it
    has not all. Raises printing.render.CouldNotPrint for a PDF."""
    chosen = FORMATS[key]
    with translation.override(language):
        name = file_name(document, key, is_selection=bool(selection))
    content = chosen.write(document, language, selection)
    return Exported(content=content, content_type=chosen.content_type, name=name)


def file_name(document: PlanDocument, ending: str, *, is_selection: bool = False) -> str:
    """Service and title as people wrote them, and that it is a draft: "NKT-TST-01 Plan 2025–2028 (utkast).pdf"."""
    if document.version is not None:
        state = _("version %(number)d") % {"number": document.version}
    elif is_selection:
        # Translators: of some rows of a plan, in the name of their file; nb: (utkast, utvalg)
        state = _("(draft, selection)")
    else:
        # Translators: of a plan, in the name of its file; nb: (utkast)
        state = _("(draft)")
    title = Truncator(document.title).chars(100, truncate="")
    return names.fit(f"{document.service.code} {title} {state}.{ending}")
