"""Forms as PDF: what is printed, with a style sheet of their own on top of the plan's."""

from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from plans import pdf
from reviews.models import Question, Questionnaire

STYLES: tuple[Path, ...] = (settings.BASE_DIR / "static/print-forms.css",)
FEW, SOME, MANY = range(1), range(3), range(6)  # lines to write on


def empty_form_pdf(questionnaire: Questionnaire, *, language: str) -> bytes:
    """The form to be filled in with a pen. Raises printing.render.CouldNotPrint."""
    return pdf.printed(empty_form_html(questionnaire, language=language), styles=STYLES)


def empty_form_html(questionnaire: Questionnaire, *, language: str) -> str:
    with translation.override(language):
        sections = [
            (section, questions := list(section.questions.all()), _span(questions))
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


def _span(questions: list[Question]) -> str:
    first, last = questions[0].number, questions[-1].number
    if first == last:
        # Translators: beside the heading of a form's section; nb: spørsmål %(number)d
        return _("question %(number)d") % {"number": first}
    # Translators: beside the heading of a form's section; nb: spørsmål %(first)d–%(last)d
    return _("questions %(first)d–%(last)d") % {"first": first, "last": last}
