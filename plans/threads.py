"""Threads of comments as a page shows them: each with its place, as that stands now, and what the reader may do."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.templatetags.static import static
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from plans import permissions
from plans.document import PlanDocument
from plans.models import Comment, Plan
from plans.table import one_line
from plans.wording import heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    comment: Comment
    is_mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """`place` says of what it is, empty of the plan; `anchor` is where that stands on the plan's page, empty where it
    is gone."""

    first: Said
    answers: tuple[Said, ...]
    place: str
    anchor: str
    is_gone: bool
    may_resolve: bool


def threads_of(comments: Iterable[Comment], document: PlanDocument, plan: Plan, reader: User) -> list[Thread]:
    """Of comments with their `answers` and people at hand. One query."""
    places = _places(document)
    works_here = permissions.edits(reader, plan)
    return [_thread(comment, places, plan, reader, works_here) for comment in comments]


def _thread(
    comment: Comment, places: Mapping[str, tuple[str, str]], plan: Plan, reader: User, works_here: bool
) -> Thread:
    key = str(comment.row or comment.area or "")
    words, anchor = places.get(key, ("", ""))
    return Thread(
        first=Said(comment=comment, is_mine=comment.by_id == reader.pk),
        answers=tuple(Said(comment=each, is_mine=each.by_id == reader.pk) for each in comment.answers.all()),
        place=_place(comment, words, plan),
        anchor=anchor,
        is_gone=bool(key and not anchor),
        may_resolve=works_here or comment.by_id == reader.pk,
    )


def _places(document: PlanDocument) -> dict[str, tuple[str, str]]:
    """By the id of a row or area: its words in short, and its anchor on the page."""
    places = {area.id: (one_line(area.title), "measures") for area in document.headings()}
    for _area, row, measure in document.rows():
        places[row.id] = (one_line(measure or row.target_group), f"rad-{row.id}")
    return places


def _place(comment: Comment, words: str, plan: Plan) -> str:
    words = words or one_line(comment.quote)
    if comment.row and comment.column:
        return f"{words} · {heading(plan.template, comment.column)}"
    if comment.row or comment.area:
        return words or _("Row without a measure")
    return ""


def talk_links(path: str, counts: Mapping[UUID, int], *, may_comment: bool) -> Callable[[str], SafeString]:
    """Makes what stands at a row: how many threads are open, and the way to them. `path` ends where the id comes.

    Made once but for the id: it is drawn with hundreds of rows.
    """
    # Translators: link at a row; nb: Kommenter raden
    none_yet = _link(path, _("Comment on the row")) if may_comment else None
    by_row = {}
    for row, count in counts.items():
        words = ngettext("%(count)d open comment", "%(count)d open comments", count) % {"count": count}
        by_row[str(row)] = _link(path, words, count)

    def talk(row: str) -> SafeString:
        ends = by_row.get(row, none_yet)
        return SafeString(f"{ends[0]}{escape(row)}{ends[1]}") if ends else SafeString()

    return talk


def _link(path: str, words: str, count: int = 0) -> tuple[SafeString, SafeString]:
    """What stands before and after the row's id."""
    before = format_html('<a class="talk{}" href="{}', "" if count else " none", path)
    icon = format_html('<svg class="i" aria-hidden="true"><use href="{}#i-comment"/></svg>', static("icons.svg"))
    after = format_html('" title="{}">{}{}<span class="ds-sr-only">{}</span></a>', words, icon, count or "", words)
    return before, after
