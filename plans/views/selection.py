"""What the find form on a plan's page chooses of its rows: for the page, and for the files made of what it shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from plans.document import PlanDocument
from plans.excerpt import excerpt
from plans.finding import Found, area_choices, find, target_group_choices
from plans.forms.find import STATUS_CHOICES, FindForm
from plans.table import placed_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The whole plan where nothing is looked for."""

    form: FindForm
    found: Found
    total: int  # rows of the plan
    chosen: tuple[tuple[str, str], ...]  # what is looked for: name of the field, words
    query: str  # the same as a query string, "" for the whole plan

    @property
    def is_filtered(self) -> bool:
        return bool(self.chosen)

    @property
    def words(self) -> str:
        return ", ".join(words for _name, words in self.chosen)


def selection_of(document: PlanDocument, asked: QueryDict, since: Mapping[str, str] | None = None) -> Selection:
    """`since`: how the rows stand to the earlier plan (origins.py), where that may be asked for."""
    rows = list(placed_rows(document, since))
    form = FindForm(
        asked, areas=area_choices(document), target_groups=target_group_choices(rows), has_earlier=bool(since)
    )
    found = find(rows, form.wanted)
    sought = QueryDict(mutable=True)
    sought.update({name: value for name, value in form.cleaned_data.items() if value})
    return Selection(form=form, found=found, total=len(rows), chosen=tuple(_chosen(form)), query=sought.urlencode())


def shown(document: PlanDocument, selection: Selection) -> PlanDocument:
    """What the page shows of the plan."""
    if not selection.is_filtered:
        return document
    kept = {id(placed.row) for placed in selection.found.rows}
    return excerpt(document, lambda row: id(row) in kept)


def _chosen(form: FindForm) -> list[tuple[str, str]]:
    choices: dict[str, Mapping[str, object]] = {"status": dict(STATUS_CHOICES)}
    choices |= {name: dict(offered) for name, offered in form.offered.items()}
    return [
        (name, str(choices[name][value]) if name in choices else f"«{value}»")
        for name, value in form.cleaned_data.items()
        if value
    ]
