"""What the templates of a plan's table say, beside the table itself."""

from typing import Any
from uuid import UUID

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plans.document import STATUSES, PlanDocument
from plans.models import Plan
from plans.wording import STATUS_SHORT, heading


def table_words(document: PlanDocument | Plan, *, plan: Plan | None = None) -> dict[str, Any]:
    """What templates/plans/_table.html and _status_menu.html need of a plan's template and language.

    `plan` is given where the reader may change the status of its rows.
    """
    before = after = ""
    if plan:
        no_row = UUID(int=0)  # an address for each of hundreds of rows would take longer than the rest of their cells
        before, _no_row, after = reverse("plans:row-status", args=[plan.pk, no_row]).partition(str(no_row))
    said_in_every_row = {
        "status_path": before,
        "status_path_end": after,
        "sprite": static("icons.svg"),
        "status_heading": heading(document.template, "status"),
        # Translators: heard after the word of a status, on the button that changes it
        "change_words": _(", change degree of completion"),
    }
    escaped = {name: escape(words) for name, words in said_in_every_row.items()}
    return (
        lang_attributes(document.language)
        | escaped
        | {
            "may_edit": plan is not None,
            "statuses": [(status, status or "unset", STATUS_SHORT[status]) for status in STATUSES],
        }
    )


def lang_attributes(language: str) -> dict[str, SafeString | str]:
    """`words_lang` for people's words in that language, `own_lang` for ours within them; empty where both are one."""
    own = get_language() or "nb"
    if own == language:
        return {"words_lang": "", "own_lang": ""}
    return {"words_lang": format_html(' lang="{}"', language), "own_lang": format_html(' lang="{}"', own)}
