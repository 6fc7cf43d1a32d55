"""Groups of rows that share a measure: made, and looked at, for the tests of what moves them."""

from plans.models import PlanRow
from tests.factories import make_row


def make_group(area, measure="Kurs", length=3):
    head = make_row(area, measure=measure)
    return [head, *(make_row(area, measure="", continues=True) for _ in range(length - 1))]


def order(area):
    return list(PlanRow.objects.filter(area=area).order_by("rank", "id").values_list("pk", flat=True))


def keys(*things):
    return [thing.pk for thing in things]


def measures(plan):
    """The effective measure of every live row."""
    found = {}
    for area in plan.areas.filter(kind="area"):
        for row in PlanRow.objects.filter(area=area).order_by("rank", "id"):
            measure = measure if row.continues else row.measure  # noqa: F821 - unbound if the first one continues
            found[row.pk] = measure
    return found
