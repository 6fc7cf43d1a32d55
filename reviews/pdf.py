"""Forms as PDF: what is printed, with a style sheet of their own on top of the plan's."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from plans import pdf
from plans.compared_paper_table import SIGNS, paper_marked
from plans.document import PlanDocument, to_json
from plans.frozen import own_language
from plans.paper import paper_of
from printing import render
from reviews import document as doc
from reviews.compared import Told, compare
from reviews.models import Question, Questionnaire
from reviews.paper import response_paper
from reviews.reading import span_words

STYLES: tuple[Path, ...] = (settings.BASE_DIR / "static/print-forms.css",)
ATTACHED = "svar.json"
FEW, SOME, MANY = range(1), range(3), range(5)  # lines to write on


def empty_form_pdf(questionnaire: Questionnaire, *, language: str) -> bytes:
    """The form to be filled in with a pen. Raises printing.render.CouldNotPrint."""
    return pdf.printed(empty_form_html(questionnaire, language=language), styles=STYLES)


def empty_form_html(questionnaire: Questionnaire, *, language: str) -> str:
    with translation.override(language):
        sections = [
            (section, questions := list(section.questions.all()), span_words(questions))
            for section in questionnaire.sections.prefetch_related("questions")
        ]
        every = [question for _section, questions, _span in sections for question in questions]
        context = {
            "form": questionnaire,
            "language": language,
            "intro": questionnaire.intro.split("\n"),
            "foot": f"{questionnaire.title} · {questionnaire.year}",
            "sections": sections,
            "slots": [(each.slot, _slot_words(each)) for each in sorted(every, key=_slot) if each.slot],
            "signing": [_("Written by"), _("Signed by (name in capitals)"), _("Role"), _("Date and signature")],
            "few": FEW,
            "some": SOME,
            "many": MANY,
        }
        return render_to_string("print/form_empty.html", context)


def _slot(question: Question) -> int:
    return question.slot


def _slot_words(question: Question) -> str:
    # Translators: of a printed form; nb: Vedlegg %(slot)d (til spørsmål %(number)d)
    return _("Attachment %(slot)d (to question %(number)d)") % {"slot": question.slot, "number": question.number}


def response_pdf(
    document: doc.ResponseDocument, *, plans: Sequence[PlanDocument] = (), seconds: float = render.SECONDS
) -> bytes:
    """An answered form in its own language, with the plans bound in, as one document: joined PDFs would lose their
    tags. Raises printing.render.CouldNotPrint."""
    carried = [_source(document), *(_plan_source(plan, number) for number, plan in enumerate(plans, start=1))]
    if sum(len(each.text) for each in carried) > pdf.LARGEST:
        raise render.CouldNotPrint("the document is too large")
    html = response_html(document, plans=plans)
    return pdf.printed(html, attachments=carried, styles=STYLES, seconds=seconds)


def response_html(document: doc.ResponseDocument, *, plans: Sequence[PlanDocument] = ()) -> str:
    with translation.override(document.language):
        context = {
            "document": document,
            "paper": response_paper(document),
            "plans": [(plan, paper_of(plan), document.language) for plan in plans],
        }
        return render_to_string("print/response.html", context)


def changes_pdf(old: doc.ResponseDocument, new: doc.ResponseDocument) -> bytes:
    """What is another in the later form, in that one's language. Raises printing.render.CouldNotPrint."""
    return pdf.printed(changes_html(old, new), styles=STYLES)


def changes_html(old: doc.ResponseDocument, new: doc.ResponseDocument) -> str:
    with translation.override(new.language):
        shown = compare(old, new)
        groups = (
            (_("Answers"), shown.questions),
            (_("Attachments"), shown.attachments),
            (_("About the form"), shown.facts),
        )
        context = {
            "document": new,
            "paper": response_paper(new),
            "sides": [(pgettext("version", "From"), old.reference), (pgettext("version", "To"), new.reference)],
            "groups": [(heading, [_printed(told) for told in things]) for heading, things in groups if things],
        }
        return render_to_string("print/response_changes.html", context)


def _printed(told: Told) -> dict[str, Any]:
    return {
        "number": told.number,
        "label": told.label,
        "sign": SIGNS[told.kind],
        "kind_words": told.kind_words,
        "words": [paper_marked(parts) for parts in told.texts],
    }


def _source(document: doc.ResponseDocument) -> render.Attachment:
    """The bytes that the checksum on the paper is over."""
    with translation.override(document.language):
        description = _("The answered form as data; the checksum is over this file")
    text = doc.to_json(document)
    if document.signature is None:
        return render.Attachment(name=ATTACHED, text=text, description=description)
    return render.Attachment(name=ATTACHED, text=text, description=description, changed=document.signature.at)


def _plan_source(plan: PlanDocument, number: int) -> render.Attachment:
    name = pdf.ATTACHED if number == 1 else f"plan-{number}.json"
    with translation.override(own_language(plan)):
        description = _("The plan as data, which the program can read back")
    return render.Attachment(name=name, text=to_json(plan), description=description)
