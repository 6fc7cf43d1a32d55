"""What is said of an answer while it is written: soft words, that hinder nothing."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.wording import why_not_stored
from reviews.answers import WHOLE, BadAnswer, Value, frequency_of, number, total, unread

Rows = Sequence[Mapping[str, str]]


def remark(kind: str, value: Value) -> str:
    """Everything there is to say, one sentence after the other."""
    return " ".join(_remarks(kind, value))


def _remarks(kind: str, value: Value) -> Iterator[str]:
    if kind == "split":
        yield from _of_sum(total(value["rows"], "percent"))
    if kind == "staffing":
        yield from _of_positions(value["rows"])
    if kind in ("split", "staffing"):
        yield from _of_unread(kind, value["rows"])
    if kind == "frequency" and (times := frequency_of(value["text"])):
        yield _understood(*times)


def _of_sum(found: Decimal | None) -> Iterator[str]:
    if found is None or found == WHOLE:
        return
    if found < WHOLE:
        # Translators: nb: Summen er %(sum)s prosent, %(rest)s mangler. Du kan lagre og gå videre likevel.
        words = _("The sum is %(sum)s percent, %(rest)s short. You can save and go on all the same.")
    else:
        # Translators: nb: Summen er %(sum)s prosent, %(rest)s for mye. Du kan lagre og gå videre likevel.
        words = _("The sum is %(sum)s percent, %(rest)s too much. You can save and go on all the same.")
    yield words % {"sum": figure(found), "rest": figure(abs(WHOLE - found))}


def _of_positions(rows: Rows) -> Iterator[str]:
    people, percent = total(rows, "people"), total(rows, "percent")
    if people is not None and percent is not None and percent > people * WHOLE:
        # Translators: nb: Stillingene blir til sammen mer enn en hel stilling for hver. Stemmer det?
        yield _("The positions come to more than a full one for each person. Is that right?")


def _of_unread(kind: str, rows: Rows) -> Iterator[str]:
    for position, column in unread(kind, rows):
        row = rows[position - 1]
        values = {"text": row[column], "name": row.get("label") or row.get("role") or "", "row": position}
        if values["name"]:
            # Translators: nb: «%(text)s» ved «%(name)s» er ikke et tall og er ikke regnet med.
            yield _("“%(text)s” at “%(name)s” is no number and is not counted.") % values
        else:
            # Translators: nb: «%(text)s» i rad %(row)s er ikke et tall og er ikke regnet med.
            yield _("“%(text)s” in row %(row)s is no number and is not counted.") % values


def _understood(low: int, high: int) -> str:
    if low != high:
        # Translators: how often a group meets; nb: Forstått som %(low)s–%(high)s ganger i året.
        return _("Understood as %(low)s–%(high)s times a year.") % {"low": low, "high": high}
    # Translators: how often a group meets; nb: Forstått som én gang i året. · Forstått som %(low)s ganger i året.
    return ngettext("Understood as once a year.", "Understood as %(low)s times a year.", low) % {"low": low}


def figure(found: Decimal) -> str:
    whole = found.to_integral_value()
    return number_format(whole if whole == found else found.normalize(), use_l10n=True)


def share(text: str) -> str:
    """A percentage as the length of a bar from 0 to 100; nothing where it is no number."""
    found = number(text)
    return "0" if found is None else str(min(found, WHOLE).normalize().to_integral_value())


def refusal(problem: BadAnswer) -> str:
    """Why an answer could not be stored."""
    if problem.code == "many":
        # Translators: nb: Her er det plass til høyst %(limit)s rader. Det du skrev, står fortsatt i feltene.
        return _("At most %(limit)s rows fit here. What you wrote is still in the fields.") % {"limit": problem.limit}
    return why_not_stored(problem.code, problem.limit)
