"""What "undo" and "redo" would do, in words: "moved row", "changed Instruments"."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy, pgettext_lazy

from accounts.models import User
from plans.chronicle import Entry, Happening, entry_of, whole_records
from plans.document import COLUMNS
from plans.models import Plan
from plans.own_steps import OwnStep, changed_between, own_steps
from plans.telling import TOLD_ONE_BY_ONE
from plans.wording import Words, heading

PLACE = {"rank", "area_id", "parent_id"}
# Of a step that does several things the first of these is named.
VERBS = ("deleted", "added", "restored", "moved", "changed")
ONE: dict[tuple[str, str], Words] = {
    # Translators: after "Undo: "; nb: slettet område
    ("area", "deleted"): gettext_lazy("deleted area"),
    ("area", "added"): gettext_lazy("new area"),
    ("area", "restored"): gettext_lazy("restored area"),
    ("area", "moved"): gettext_lazy("moved area"),
    # Translators: after "Undo: ", of an area or a heading; nb: endret tittel
    ("area", "changed"): pgettext_lazy("after undo", "changed title"),
    ("row", "deleted"): gettext_lazy("deleted row"),
    ("row", "added"): pgettext_lazy("after undo", "new row"),
    ("row", "restored"): gettext_lazy("restored row"),
    ("row", "moved"): gettext_lazy("moved row"),
    ("row", "changed"): gettext_lazy("changed row"),
}
MANY: dict[str, Any] = {
    # Translators: after "Undo: "; nb: slettet %(n)d rader
    "deleted": ngettext_lazy("deleted %(n)d row", "deleted %(n)d rows", "n"),
    "added": ngettext_lazy("%(n)d new row", "%(n)d new rows", "n"),
    # Translators: after "Undo: "; nb: hentet tilbake %(n)d rader
    "restored": ngettext_lazy("restored %(n)d row", "restored %(n)d rows", "n"),
    "moved": ngettext_lazy("moved %(n)d row", "moved %(n)d rows", "n"),
    "changed": ngettext_lazy("changed %(n)d row", "changed %(n)d rows", "n"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A step that can be taken back or done again: its key, and what it did."""

    key: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    undo: Offer | None
    redo: Offer | None


def offers(plan: Plan, user: User, *, before: str = "") -> Offers:
    """What the buttons do next; `before` is the key of a step of which it was just said that it cannot be taken back.

    The number of queries is the same for every plan.
    """
    mine = own_steps(plan, user)
    done = mine.done
    refused = next((number for number, step in enumerate(done) if step.is_called(before)), None)
    if refused is not None:
        done = done[refused + 1 :]
    redo = mine.undone[0] if mine.undone else None
    taken_back = next((step for step in mine.gone if redo and step.batch == redo.undoes), None)
    return Offers(
        undo=Offer(key=done[0].key, words=step_words(done[0], plan)) if done else None,
        redo=Offer(key=redo.key, words=step_words(taken_back, plan)) if redo and taken_back else None,
    )


def offer_of_words(plan: Plan, key: str, field: str) -> Offer:
    """The offer after words were saved in a field, without looking it up."""
    words = str(ONE["area", "changed"]) if field == "title" else field_words(plan, field)
    return Offer(key=key, words=words)


def field_words(plan: Plan, column: str) -> str:
    # Translators: after "Undo: "; nb: endret %(field)s
    return _("changed %(field)s") % {"field": heading(plan.template, column)}


def field_of(step: OwnStep) -> str:
    """The column whose words were all that the step changed; "" for any other step."""
    entry = entry_of(step.entries)
    (happening, *others) = entry.happenings
    if others or happening.after.kind != "row" or happening.verb != "changed" or happening.before is None:
        return ""
    whole = whole_records([entry])
    changed = changed_between(*(whole["row", one.history_id] for one in (happening.before, happening.after)))
    return changed.pop() if len(changed) == 1 and changed < set(COLUMNS) else ""


def step_words(step: OwnStep, plan: Plan) -> str:
    words = _import_words(step) or _words(entry_of(step.entries), plan)
    day = timezone.localdate(step.at)
    return words if day == timezone.localdate() else f"{words}, {day:%d.%m.%Y}"


def _import_words(step: OwnStep) -> str:
    kind, _space, name = step.reason.partition(" ")
    if kind != "import":
        return ""
    # Translators: after "Undo: "; nb: hentet inn fra %(name)s
    return _("brought in from %(name)s") % {"name": name} if name else _("pasted a table")


def _words(entry: Entry, plan: Plan) -> str:
    few = len(entry.happenings) <= TOLD_ONE_BY_ONE
    whole = whole_records([entry]) if few else {}
    fields: list[str] = []

    def what(happening: Happening) -> tuple[str, str]:
        kind = happening.after.kind
        if happening.verb != "changed" or happening.before is None or not few:
            return kind, happening.verb
        before, after = (whole[kind, one.history_id] for one in (happening.before, happening.after))
        changed = changed_between(before, after)
        fields.extend(changed.intersection(COLUMNS))
        return kind, "moved" if changed & PLACE else "changed"

    counts = Counter(what(happening) for happening in entry.happenings if happening.verb != "come_and_gone")
    for kind in ("area", "row"):
        verb = next((verb for verb in VERBS if counts[kind, verb]), "")
        if verb == "changed" and kind == "row" and len(fields) == 1:
            return field_words(plan, fields[0])
        if verb and kind == "row" and counts[kind, verb] > 1:
            return MANY[verb] % {"n": counts[kind, verb]}
        if verb:
            return str(ONE[kind, verb])
    return str(ONE["row", "changed"])
