"""What was changed between two signed forms, in words: for the page and for the print, in the active language."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from plans.changed_words import Budget, Part, changed_words
from reviews.difference import ChangedAttachment, ChangedQuestion, FormDifference, difference, shown
from reviews.document import AnsweredQuestion, Attached, ResponseDocument
from reviews.reading import choice_words, facts_of, lines_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing that is another: its name, what became of the whole of it, and its changed words."""

    label: str
    kind: str
    kind_words: str
    texts: tuple[tuple[Part, ...], ...]
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedForms:
    old: ResponseDocument
    new: ResponseDocument
    facts: tuple[Told, ...]
    questions: tuple[Told, ...]
    attachments: tuple[Told, ...]

    def __bool__(self) -> bool:
        return bool(self.facts or self.questions or self.attachments)


def compare(old: ResponseDocument, new: ResponseDocument) -> ComparedForms:
    found, budget = difference(old, new), Budget()
    return ComparedForms(
        old=old,
        new=new,
        facts=tuple(_facts(found, budget)),
        questions=tuple(_question(each, budget) for each in found.questions),
        attachments=tuple(_attachment(each, budget) for each in found.attachments),
    )


def _kind_words(kind: str) -> str:
    return {
        "added": pgettext("of a form", "New"),
        "removed": pgettext("of a form", "Removed"),
        "changed": pgettext("of a form", "Changed"),
    }[kind]


def _facts(found: FormDifference, budget: Budget) -> Iterator[Told]:
    labels = {"location": _("Location"), "written_by": _("Written by")}
    for fact in found.facts:
        texts = (changed_words(fact.old, fact.new, budget),)
        yield Told(label=labels[fact.name], kind="changed", kind_words=_kind_words("changed"), texts=texts)


def _question(changed: ChangedQuestion, budget: Budget) -> Told:
    asked = changed.new or changed.old
    texts = (changed_words(_said(changed.old, part), _said(changed.new, part), budget) for part in changed.parts)
    return Told(
        label=asked.text if asked else "",
        number=str(asked.number) if asked else "",
        kind=changed.kind,
        kind_words=_kind_words(changed.kind),
        texts=tuple(filter(None, texts)),
    )


def _said(question: AnsweredQuestion | None, part: str) -> str:
    """A part of an answer as a text, a row a line."""
    if question is None:
        return ""
    if part == "rows":
        return "\n".join(_row(line.name, line.people, line.percent) for line in lines_of(question))
    value = shown(question)[part]
    return choice_words(value) if part == "choice" else value


def _row(*cells: str) -> str:
    return " · ".join(cell for cell in cells if cell)


def _attachment(changed: ChangedAttachment, budget: Budget) -> Told:
    one = changed.new or changed.old
    return Told(
        label=_("Attachment %(slot)d") % {"slot": one.slot} if one else "",
        kind=changed.kind,
        kind_words=_kind_words(changed.kind),
        texts=(changed_words(_named(changed.old), _named(changed.new), budget),),
    )


def _named(attached: Attached | None) -> str:
    """All that can differ: the checksum too, where only the file's bytes are others."""
    if attached is None:
        return ""
    parts = (attached.name, facts_of(attached), attached.url, attached.sha256[:16], attached.text)
    return " · ".join(part for part in parts if part)
