"""Questionnaires that come in as a file, and next year's form, which begins as last year's."""

import uuid
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from reviews.definition import FOLLOWED, DefinitionErrors, FormDefinition, Problem, Words
from reviews.definition import QuestionDefinition as Question
from reviews.definition import SectionDefinition as Section
from reviews.definition_file import LONGEST, YEARS, read

ROWS = {"title": 1, "follow_up": 1, "intro": 3}  # of a field; it grows
LARGEST = 1_000_000  # bytes; what a form may be is told by the reader
LANGUAGES = {"nb": gettext_lazy("bokmål"), "nn": gettext_lazy("nynorsk")}


class FileForm(forms.Form):
    """`problems`: what is wrong with the file, by line."""

    hide_optional = True

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    file = forms.FileField(
        # Translators: a file that describes a questionnaire; nb: Definisjonsfil
        label=gettext_lazy("Definition file"),
        help_text=gettext_lazy("YAML or JSON, as the forms on this page can be fetched."),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,.json,.txt"}),
        allow_empty_file=True,
    )
    definition: FormDefinition
    problems: list[Problem] = []

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            if file.size > LARGEST:
                raise DefinitionErrors([Problem(1, "too_large")])
            self.definition = read(file.read())
        except DefinitionErrors as error:
            self.problems = error.problems
            # Translators: of an uploaded file; the problems are listed with their lines
            raise ValidationError(_("The file cannot be stored as it is. What is wrong stands below.")) from error
        return file


class NextYearForm(forms.Form):
    """Every word of a form in both languages, in fields named by the place: title_nb, s1_title_nn, q3_text_nb. Keys,
    kinds, attachments and what hangs together with the other form are kept."""

    use_required_attribute = False  # of a question that is left out, nothing is required

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    year = forms.IntegerField(
        label=gettext_lazy("Year"),
        min_value=YEARS[0],
        max_value=YEARS[-1],
        help_text=gettext_lazy("A year that has such a form already gets a new edition of it."),
    )

    def __init__(self, *args: Any, earlier: FormDefinition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.earlier = earlier
        self.fields["year"].initial = min(earlier.year + 1, YEARS[-1])
        self._add("title", earlier.title, pgettext_lazy("of a questionnaire", "Title"))
        self._add("intro", earlier.intro, pgettext_lazy("of a questionnaire", "Introduction"), required=False)
        for number, section in enumerate(earlier.sections, start=1):
            self._add(f"s{number}_title", section.title, pgettext_lazy("of a section", "Heading"), number)
            for question in section.questions:
                self._add_question(question)

    def _add_question(self, question: Question) -> None:
        number, place = question.number, f"q{question.number}_"
        self.fields[f"{place}keep"] = forms.BooleanField(
            # Translators: a question that next year's form shall have; nb: Ta med spørsmål %(number)d
            label=_("Keep question %(number)d") % {"number": number},
            required=False,
            initial=True,
        )
        is_kept = not self.is_bound or f"{place}keep" in self.data
        text, help = pgettext_lazy("of a questionnaire", "Question"), pgettext_lazy("of a question", "Help")
        self._add(f"{place}text", question.text, text, number, required=is_kept)
        self._add(f"{place}help", question.help, help, number, required=False)
        if question.kind in FOLLOWED:
            # Translators: the words at the text that belongs to a yes or no; nb: Oppfølging
            words = pgettext_lazy("of a question", "Follow-up")
            self._add(f"{place}follow_up", question.follow_up, words, number, required=is_kept)
        self.fields[f"{place}guide"] = forms.CharField(
            label=_("Pages of the ministry's guide"),
            max_length=LONGEST["guide"],
            required=False,
            initial=question.guide,
        )

    def _add(self, name: str, words: Words, label: Any, number: int | None = None, *, required: bool = True) -> None:
        what = name.split("_", 1)[-1] if number else name
        for language, language_name in LANGUAGES.items():
            named = f"{label} {number}" if number else str(label)
            self.fields[f"{name}_{language}"] = forms.CharField(
                label=f"{named}, {language_name}",
                max_length=LONGEST[what],
                required=required,
                initial=getattr(words, language),
                widget=forms.Textarea(attrs={"rows": ROWS.get(what, 2), "lang": language}),
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        left_out = tuple(f"q{each.number}_" for each in self.earlier.questions() if not self._keeps(each))
        for name in [name.removesuffix("_nb") for name in self.fields if name.endswith("_nb")]:
            if not name.startswith(left_out):
                self._check(name)
        if not any(self._keeps(question) for question in self.earlier.questions()):
            raise ValidationError(_("Keep at least one question."))
        return data

    def _check(self, name: str) -> None:
        """In both languages or in none."""
        given = {language: self.cleaned_data.get(f"{name}_{language}", "") for language in LANGUAGES}
        for language, words in given.items():
            if not words and any(given.values()) and f"{name}_{language}" not in self.errors:
                # Translators: nb: Skriv det også på %(language)s.
                self.add_error(
                    f"{name}_{language}", _("Write it in %(language)s too.") % {"language": LANGUAGES[language]}
                )

    def _keeps(self, question: Question) -> bool:
        return bool(self.cleaned_data.get(f"q{question.number}_keep"))

    def definition(self) -> FormDefinition:
        """Of a valid form: the questions that are kept, numbered anew; a section without any is left out."""
        number, sections = 0, []
        for at, section in enumerate(self.earlier.sections, start=1):
            questions = []
            for question in filter(self._keeps, section.questions):
                number += 1
                questions.append(self._question(question, number))
            if questions:
                sections.append(Section(title=self._words(f"s{at}_title"), questions=tuple(questions)))
        return FormDefinition(
            audience=self.earlier.audience,
            year=self.cleaned_data["year"],
            title=self._words("title"),
            intro=self._words("intro", keeps_lines=True),
            sections=tuple(sections),
        )

    def _question(self, question: Question, number: int) -> Question:
        place = f"q{question.number}"
        return Question(
            key=question.key,
            number=number,
            kind=question.kind,
            text=self._words(f"{place}_text", keeps_lines=True),
            help=self._words(f"{place}_help", keeps_lines=True),
            follow_up=self._words(f"{place}_follow_up") if question.kind in FOLLOWED else Words(),
            follow_when=question.follow_when,
            guide=self.cleaned_data[f"{place}_guide"],
            slot=question.slot,
            options=question.options,
            related=question.related,
        )

    def _words(self, name: str, *, keeps_lines: bool = False) -> Words:
        given = {language: self.cleaned_data[f"{name}_{language}"].replace("\r\n", "\n") for language in LANGUAGES}
        return Words(**{lang: words if keeps_lines else " ".join(words.split()) for lang, words in given.items()})

    def parts(self) -> Iterator[tuple[BoundField, BoundField, list[tuple[Question, list[BoundField]]]]]:
        """Each section's heading in both languages, and its questions with their fields."""
        for at, section in enumerate(self.earlier.sections, start=1):
            questions = [(question, self._fields_of(question)) for question in section.questions]
            yield self[f"s{at}_title_nb"], self[f"s{at}_title_nn"], questions

    def _fields_of(self, question: Question) -> list[BoundField]:
        place = f"q{question.number}_"
        return [self[name] for name in self.fields if name.startswith(place)]
