"""What people send in to have it read, and what they answer about it."""

import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import BadRequest
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from files.fields import UploadField
from files.kinds import PASTED
from plans import wording
from plans.colour_names import colour_name
from plans.document import COLUMNS, STATUSES, PlanDocument
from plans.forms.fields import on_one_line
from plans.forms.plans import PeriodForm
from plans.forms.rows import WordsField
from plans.imported import MEANINGS, ColourFound, Reading, TableFound
from plans.models import Plan, PlanImport
from plans.wording import Words
from services.models import Service

MOST_PASTED = 2_000_000  # characters of a table without its markup
MOST_NUMBERS = 10_000  # of rows


class SourceForm(forms.Form):
    """A file, or a table that was pasted: its markup comes as a file of its own (`html`), its bare words as text."""

    hide_optional = True  # one of the two is wanted, either of them

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    service = forms.ModelChoiceField(queryset=Service.objects.none(), label=_("Service"), empty_label=_("Choose"))
    file = UploadField(
        label=_("The file with the plan"),
        required=False,
        help_text=_("Word (.docx), Excel (.xlsx), PDF, a web page (.html) or JSON. At most 25 MB."),
    )
    text = WordsField(
        label=_("Or paste a table"),
        max_length=MOST_PASTED,
        help_text=_("Mark the table in Word, Excel or a web page, copy it, and paste it here."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    html = UploadField(
        label=_("The table you pasted"),
        kinds=PASTED,
        pasted=True,
        required=False,
        widget=forms.FileInput(attrs={"hidden": True}),
    )
    place = forms.UUIDField(required=False, widget=forms.HiddenInput)
    column = forms.ChoiceField(
        required=False, widget=forms.HiddenInput, choices=[(column, column) for column in COLUMNS]
    )

    def __init__(self, *args: Any, services: Any = None, **kwargs: Any) -> None:
        """`services`: those in which a new plan may be made; None where the rows go into a plan that there is."""
        super().__init__(*args, **kwargs)
        if services is None:
            del self.fields["service"]
        else:
            self.fields["service"].queryset = services  # type: ignore[attr-defined]  # a ModelChoiceField
            if len(services) == 1:
                self.initial["service"] = services[0].pk
                self.fields["service"].widget = forms.HiddenInput()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for error in self.errors.pop("html", []):  # what nobody sees says what is wrong where the words are
            self.add_error("text", error)
        pasted = bool(cleaned.get("html") or (cleaned.get("text") or "").strip())
        if cleaned.get("file") and pasted:
            self.add_error("text", _("You have chosen a file and pasted a table. Take one of them away."))
        elif not cleaned.get("file") and not pasted and not self.errors.keys() & {"file", "text", "html"}:
            self.add_error("file", _("Choose a file, or paste a table below."))
        return cleaned

    @property
    def name(self) -> str:
        """The file's own name; a pasted table has none."""
        file = self.cleaned_data.get("file")
        return file.name if file else ""

    @property
    def content(self) -> bytes:
        file = self.cleaned_data.get("file") or self.cleaned_data.get("html")
        return file.read() if file else self.cleaned_data["text"].encode()


class AnswersForm(PeriodForm):
    """What a preview asks. What is not in the body stays as it was answered before."""

    hide_optional = True

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    hidden = forms.BooleanField(
        # Translators: rows, columns and sheets that are hidden in an Excel file
        label=_("Take along what is hidden in the file"),
        required=False,
    )
    again = forms.BooleanField(label=_("Yes, bring in the same file once more"), required=False)
    title = forms.CharField(
        label=_("Title"),
        max_length=250,
        required=False,
        # Translators: “Dissemination plan 2025–2028” is how a plan without a title of its own is called
        help_text=_("If you leave it empty, the plan is called by its kind and period: Dissemination plan 2025–2028."),
    )
    template = forms.ChoiceField(
        label=_("Kind of plan"),
        choices=list(wording.TEMPLATE_NAMES.items()),
        required=False,
        help_text=_("Can always be changed. No text is lost."),
    )
    language = forms.ChoiceField(
        label=_("Language of the plan"),
        choices=Plan.Language.choices,
        required=False,
        help_text=_("The language the plan is written in."),
    )

    def __init__(self, data: QueryDict | None = None, *, imported: PlanImport, reading: Reading) -> None:
        self.stored = imported.answers
        self.reading = reading
        self.sent = data or QueryDict()
        super().__init__(data, initial=_initial(reading.document, self.stored))
        if imported.plan_id:
            for name in ("title", "template", "language", "period_start", "period_end"):
                del self.fields[name]
        template = self.stored.get("template") or reading.document.template
        for colour in reading.colours:
            self.fields[f"colour-{colour.colour}"] = _status_field(colour)
        for table, found in enumerate(reading.tables):
            for column in range(len(found.columns)):
                self.fields[f"column-{table}-{column}"] = _meaning_field(found, column, template)

    def clean_title(self) -> str:
        return on_one_line(self.cleaned_data["title"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "title" in self.data and not self.errors and not cleaned.get("title", "–"):
            kind = cleaned["template"] or self.reading.document.template
            language = cleaned["language"] or self.reading.document.language
            cleaned["title"] = wording.title_of(kind, language, cleaned["period_start"], cleaned["period_end"])
        return cleaned

    @property
    def colours(self) -> Iterator[tuple[ColourFound, Words, SafeString, BoundField]]:
        """Each colour that rows have, what it is called, how it looks, and its question."""
        for one in self.reading.colours:
            yield one, colour_name(one.colour), swatch(one.colour), self[f"colour-{one.colour}"]

    @property
    def tables(self) -> Iterator[tuple[TableFound, list[tuple[str, str, BoundField]]]]:
        """Each table of the file, with heading, first words and question for each of its columns."""
        for table, found in enumerate(self.reading.tables):
            yield (
                found,
                [
                    (found.titles[column], found.samples[column], self[f"column-{table}-{column}"])
                    for column in range(len(found.columns))
                ],
            )

    @property
    def answers(self) -> dict[str, Any]:
        """All that is answered so far; what was refused stays as it was, and what is left as it was guessed is no
        answer. Where columns or what is hidden are answered anew, the rows are others than those that were ticked:
        all of them are taken again."""
        made = dict(self.stored)
        given = self.cleaned_data
        if self._holds("column-"):
            made["columns"] = {
                str(table): [given[f"column-{table}-{column}"] for column in range(len(found.columns))]
                for table, found in enumerate(self.reading.tables)
            }
        if self._holds("colour-"):
            made["colours"] = {one.colour: given[f"colour-{one.colour}"] for one in self.reading.colours}
        if "shown" in self.data:
            made |= {name: given[name] for name in ("hidden", "again") if name in given}
            made["left"] = [] if self._reads_anew(made) else self._left("left", "shown", "take")
            made["left_sections"] = self._left("left_sections", "sections", "section")
        made |= {name: given[name] for name in ("title", "template", "language") if self._has(name)}
        made |= {name: _iso(given[name]) for name in ("period_start", "period_end") if self._has(name)}
        guessed = self._guessed()
        return {name: value for name, value in made.items() if name in self.stored or value != guessed.get(name)}

    def _guessed(self) -> dict[str, Any]:
        """What holds as long as nothing is answered."""
        facts = _facts(self.reading.document)
        return facts | {
            "columns": {str(table): list(found.columns) for table, found in enumerate(self.reading.tables)},
            "colours": {one.colour: one.status for one in self.reading.colours},
            "period_start": _iso(facts["period_start"]),
            "period_end": _iso(facts["period_end"]),
            "hidden": False,
            "again": False,
            "left": [],
            "left_sections": [],
        }

    @property
    def changes_reading(self) -> bool:
        """Whether anything is answered anew by which the file is understood."""
        made = self.answers
        return any(made.get(name) != self.stored.get(name) for name in ("columns", "colours", "hidden"))

    @property
    def reads_anew(self) -> bool:
        """Whether the answers may have made other rows of the file than those that were seen."""
        return self._reads_anew(self.answers)

    def _has(self, name: str) -> bool:
        return name in self.data and name in self.cleaned_data

    def _reads_anew(self, made: dict[str, Any]) -> bool:
        before = self.stored.get("columns", self._guessed()["columns"])
        return made.get("columns", before) != before or made.get("hidden", False) != self.stored.get("hidden", False)

    def _holds(self, beginning: str) -> bool:
        wanted = [name for name in self.fields if name.startswith(beginning)]
        return bool(wanted) and all(self._has(name) for name in wanted)

    def _left(self, answer: str, shown: str, ticked: str) -> list[int]:
        """The numbers that are not ticked: as before where the page did not show them."""
        here = numbers_of(self.sent.get(shown, ""))
        taken = numbers_of(",".join(self.sent.getlist(ticked)))
        return sorted((set(self.stored.get(answer, ())) - here) | (here - taken))


def as_ranges(numbers: Iterable[int]) -> str:
    """Ascending numbers in short: 0-4,7,9-12."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and parts[-1][1] == number - 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in parts)


def numbers_of(ranges: str) -> set[int]:
    """Raises BadRequest for what `as_ranges` never wrote."""
    found: set[int] = set()
    for part in filter(None, ranges.split(",")):
        first, dash, last = part.partition("-")
        last = last if dash else first
        if not (_is_number(first) and _is_number(last)) or len(found) > MOST_NUMBERS:
            raise BadRequest("not numbers of rows")
        found.update(range(int(first), min(int(last), int(first) + MOST_NUMBERS) + 1))
    return found


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 6


def _initial(document: PlanDocument, stored: dict[str, Any]) -> dict[str, Any]:
    found = _facts(document)
    return found | {name: stored[name] for name in (*found, "hidden", "again") if name in stored}


def _facts(document: PlanDocument) -> dict[str, Any]:
    return {
        "title": on_one_line(document.title)[:250],
        "template": document.template,
        "language": document.language,
        "period_start": document.period_start,
        "period_end": document.period_end,
    }


def _status_field(colour: ColourFound) -> forms.Field:
    return forms.ChoiceField(
        # Translators: %(colour)s is “yellow”; nb: Hva fargen betyr: %(colour)s
        label=_("What the colour means: %(colour)s") % {"colour": colour_name(colour.colour)},
        choices=[(status, wording.STATUS_FULL[status]) for status in STATUSES],
        required=False,
        initial=colour.status,
        widget=forms.Select(attrs={"class": "ds-input"}),
    )


def _meaning_field(found: TableFound, column: int, template: str) -> forms.Field:
    own = {**wording.MEANINGS, **dict(wording.all_columns(template))}
    title = found.titles[column] or str(_("Column %(number)d") % {"number": column + 1})
    return forms.ChoiceField(
        label=pgettext_lazy("column of a file", "Meaning of “%(title)s”") % {"title": title},
        choices=[(key, own[key]) for key in MEANINGS],
        required=False,
        initial=found.columns[column],
        widget=forms.Select(attrs={"class": "ds-input"}),
    )


def swatch(colour: str) -> SafeString:
    """A colour (RRGGBB) as a small square. The words beside it say how many rows have it."""
    return format_html(
        '<svg class="swatch" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">'
        '<rect width="20" height="20" rx="3" fill="#{}"/></svg>',
        colour,
    )


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
