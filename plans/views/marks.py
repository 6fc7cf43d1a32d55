"""What stands at a row of the table when a version is, or was, returned: a field for the remark, or the remark."""

from collections.abc import Callable, Iterable

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from plans.forms.versions import Mark
from plans.standing import Marked

NOTHING = SafeString()
FIELD = (
    '<div class="mark-row"{lang}><div class="ds-field"><input class="ds-input" type="checkbox" name="row" value="{row}"'
    ' id="row-{row}"{checked}><label class="ds-label" for="row-{row}">{mark}<span class="ds-sr-only"> {number}</span>'
    '</label></div><textarea class="ds-input" name="remark-{row}" id="remark-{row}" rows="1" maxlength="20000"'
    ' placeholder=" " aria-label="{label}"{invalid}>\n{remark}</textarea>{error}</div>'
)
REMARK = (
    '<p class="remark" id="remark-{row}"{lang}><svg class="st" aria-hidden="true"><use href="{sprite}#st-{symbol}"/>'
    '</svg><span><span class="{seen}">{word}</span>{remark}</span></p>'
)


def fields_of(marks: Iterable[Mark], *, own_lang: SafeString | str) -> dict[str, SafeString]:
    """By row: a tick and a field for a remark."""
    # Translators: a tick at a row that is to be mended; a number follows for screen readers; nb: Merk rad
    mark_words = _("Mark row")
    return {
        mark.row: format_html(
            FIELD,
            lang=own_lang,
            row=mark.row,
            number=mark.number,
            mark=mark_words,
            checked=SafeString(" checked") if mark.is_ticked else "",
            label=_("Remark on row %(number)d") % {"number": mark.number},
            invalid=SafeString(' aria-invalid="true"') if mark.error else "",
            remark=mark.remark,
            error=format_html('<p class="ds-validation-message">{}</p>', mark.error) if mark.error else "",
        )
        for mark in marks
    }


def remarks_of(marks: Iterable[Marked], *, own_lang: SafeString | str = "") -> dict[str, SafeString]:
    """By row: what has to be mended in it, or that it was changed since."""
    sprite = static("icons.svg")
    # Translators: before a remark on a row that has to be mended; nb: Merket
    marked = _("Marked")
    # Translators: of a row that had to be mended, and was changed; nb: Endret siden
    changed = _("Changed since")
    return {
        mark.row: format_html(
            REMARK,
            row=mark.row,
            lang=own_lang,
            sprite=sprite,
            symbol="done" if mark.fate else "returned",
            word=(changed if mark.fate else marked) + (": " if mark.remark else ""),
            seen="" if mark.fate or not mark.remark else "ds-sr-only",
            remark=mark.remark,
        )
        for mark in marks
        if mark.fate != "gone"
    }


def with_remarks(
    marks: Iterable[Marked], talk: Callable[[str], SafeString] | None, *, own_lang: SafeString | str
) -> Callable[[str], SafeString] | None:
    """What stands at the end of a row's first cell: its remark, then the talk of it. None where there is neither."""
    remarks = remarks_of(marks, own_lang=own_lang)
    if not remarks:
        return talk
    return lambda row: remarks.get(row, NOTHING) + (talk(row) if talk else NOTHING)
