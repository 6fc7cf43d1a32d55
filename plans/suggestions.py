"""What helps a person begin: suggestions at the fields, and the example row of a new plan.

They are our words, but they end up among the person's own, so they are said in the plan's language, not the page's.
"""

from datetime import date
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plans.document import TEMPLATES, Area, PlanDocument, Row
from plans.timeframe import read
from plans.wording import Words

# Translators: said as suggestions at the fields of a plan's row.
SUGGESTIONS: dict[str, tuple[Words, ...]] = {
    "measure": (
        _("Information about the service"),
        _("Research"),
        _("Criteria for referral"),
        _("Knowledge of methods"),
        _("Patient pathways"),
    ),
    "instruments": (
        _("Website"),
        _("Social media"),
        _("Course"),
        _("Conference"),
        _("Seminar"),
        _("E-learning"),
        _("Training programme with certification"),
        _("Training programme without certification"),
        # Translators: nb: Hospitering
        _("Observership"),
        _("Newsletter"),
        _("Article"),
    ),
    # Translators: words for when a measure takes place
    "timeframe": (_("Continuous"), _("Ongoing")),
}

# The example row, for the columns of whichever template it stands in.
EXAMPLE: dict[str, Words] = {
    "aim": _("Example: More people in the municipalities know when to refer to the service."),
    "measure": _("Example: Introductory course. Write over this row, or delete it."),
    "target_group": _("GPs and physiotherapists in all four regions"),
    "instruments": _("E-learning, and a course day in each region"),
    "responsible": _("Course coordinator"),
}
# The short table has no heading for areas, so its example stands in none.
EXAMPLE_AREA = _("Example: Courses and training")


def suggestions(language: str) -> dict[str, list[str]]:
    """Suggestions by column, in the plan's language."""
    with translation.override(language):
        return {column: [str(words) for words in offered] for column, offered in SUGGESTIONS.items()}


def hints(language: str) -> dict[str, str]:
    """The suggestions by column as one line under or in a field: "For example: course, conference, seminar"."""
    with translation.override(language):
        return {
            column: gettext("For example: %(words)s") % {"words": ", ".join(map(_in_a_line, offered))}
            for column, offered in suggestions(language).items()
        }


def _in_a_line(words: str) -> str:
    return words[:1].lower() + words[1:]


def example_of(*, template: str, language: str, period_start: date | None, period_end: date | None) -> PlanDocument:
    """A plan that holds nothing but one row that anybody sees is an example."""
    columns = TEMPLATES[template].columns
    with translation.override(language):
        words: dict[str, Any] = {column: str(text) for column, text in EXAMPLE.items() if column in columns}
        title = str(EXAMPLE_AREA) if "area" in columns else ""
        time = str((period_start or timezone.localdate()).year) if "status" in columns else gettext("Continuous")
    row = Row(
        **words,
        timeframe=read(time if "timeframe" in columns else ""),
        status="planned" if "status" in columns else "",
    )
    return PlanDocument(
        template=template,
        language=language,
        period_start=period_start,
        period_end=period_end,
        areas=(Area(title=title, rows=(row,)),),
    )
