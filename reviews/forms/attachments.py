"""What people send in to have it attached to a form, and how it is attached."""

import uuid
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from files.fields import UploadField
from files.refused import Refused
from plans.forms.fields import fields_only, on_one_line
from plans.forms.rows import WordsField
from plans.models import Plan, PlanVersion
from reviews.actions import attachments as actions
from reviews.models import Attachment, Response
from reviews.wording import attachment_refusal
from services.models import Publication

EXCERPT = 80  # characters of a text that stand for its name


class AttachForm(forms.Form):
    """`key`: sent five times it attaches once."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, data: Any = None, files: Any = None, *, response: Response, slot: int, user: User) -> None:
        super().__init__(data, files)
        self.helper = fields_only()
        self.response, self.user = response, user
        self.place: dict[str, Any] = {"response": response, "slot": slot, "by": user}

    def attach(self) -> Attachment:
        """Of a valid form. Raises as the actions do."""
        raise NotImplementedError


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class FilesField(UploadField):
    """Several files as they were sent: the form asks of each by itself whether it can be taken."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        sent = [file for file in data or [] if file is not None]
        if not sent:
            raise ValidationError(_("Choose a file."), code="required")
        return sent


class FileForm(AttachForm):
    file = FilesField(
        kinds=actions.KINDS,
        words=attachment_refusal,
        label=_("Files"),
        # Translators: nb: PDF, Word (.docx) eller Excel (.xlsx). Høyst 25 MB og 20 filer om gangen.
        help_text=_("PDF, Word (.docx) or Excel (.xlsx). At most 25 MB and 20 files at a time."),
    )

    def attach_each(self) -> Iterator[Attachment]:
        """Those that can be taken; of each other one the form has an error afterwards."""
        field: Any = self.fields["file"]
        for number, sent in enumerate(self.cleaned_data["file"]):
            key = uuid.uuid5(self.cleaned_data["key"], str(number))
            try:
                file = field.to_python(sent)
                yield actions.add_file(**self.place, key=key, name=file.name, data=file.read())
            except ValidationError as error:
                self._refuse(sent.name, " ".join(error.messages))
            except Refused as refused:
                self._refuse(sent.name, attachment_refusal(refused.code, refused.detail))
            except actions.TooMany:
                self._refuse(sent.name, too_many())

    def _refuse(self, name: str, words: str) -> None:
        self.add_error(None, f"{name}: {words}")


class LinkForm(AttachForm):
    url = forms.URLField(label=_("Address"), max_length=500, assume_scheme="https")
    name = forms.CharField(
        # Translators: how a link or text is called in the list of attachments; nb: Hva det er
        label=_("What it is"),
        max_length=actions.NAME,
        # Translators: nb: Slik det skal hete i listen over vedlegg.
        help_text=_("As it is to be called in the list of attachments."),
    )

    def attach(self) -> Attachment:
        return actions.add_link(**self.place, **self.cleaned_data)


class TextForm(AttachForm):
    text = WordsField(label=_("Text"), required=True, widget=forms.Textarea(attrs={"rows": 8}))
    name = forms.CharField(
        label=_("What it is"),
        max_length=actions.NAME,
        required=False,
        help_text=_("As it is to be called in the list of attachments."),
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not text.strip():
            raise ValidationError(self.fields["text"].error_messages["required"], code="required")
        return text

    def attach(self) -> Attachment:
        words = self.cleaned_data
        name = words["name"] or Truncator(on_one_line(words["text"])).chars(EXCERPT)
        return actions.add_text(**self.place, key=words["key"], text=words["text"], name=name)


class PublicationsForm(AttachForm):
    publications = forms.ModelMultipleChoiceField(
        Publication.objects.none(),
        label=_("Publications"),
        widget=forms.CheckboxSelectMultiple,
        # Translators: publications of a service; nb: De legges ved slik de står i dag.
        help_text=_("They are attached as they are written today."),
        error_messages={"required": _("Choose at least one.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["publications"]
        field.queryset = self.response.service.publications.all()
        field.label_from_instance = lambda publication: publication.citation

    @property
    def has_choices(self) -> bool:
        return bool(self.fields["publications"].queryset)  # type: ignore[attr-defined]

    def attach(self) -> Attachment:
        chosen = self.cleaned_data["publications"]
        name = ngettext("%(n)s publication", "%(n)s publications", len(chosen)) % {"n": len(chosen)}
        return actions.add_publications(**self.place, key=self.cleaned_data["key"], name=name, publications=chosen)


class PlanForm(AttachForm):
    """Which plan: as it stands now ("plan-4") or one of its versions ("version-9")."""

    which = forms.ChoiceField(
        # Translators: of several plans and versions of plans; nb: Hvilken plan
        label=_("Which plan"),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plans = Plan.objects.visible_to(self.user).filter(service=self.response.service, archived_at=None)
        versions = PlanVersion.objects.visible_to(self.user).without_bytes().filter(plan__in=plans)
        self.things: dict[str, Plan | PlanVersion] = {f"plan-{plan.pk}": plan for plan in plans}
        self.things |= {f"version-{version.pk}": version for version in versions}
        field: Any = self.fields["which"]
        field.choices = [(key, _words(thing)) for key, thing in self.things.items()]

    @property
    def has_choices(self) -> bool:
        return bool(self.things)

    def attach(self) -> Attachment:
        chosen, key = self.things[self.cleaned_data["which"]], self.cleaned_data["key"]
        if isinstance(chosen, PlanVersion):
            return actions.add_version(**self.place, key=key, version=chosen)
        # Translators: name of a version of a plan; nb: Vedlegg til %(round)s
        name = _now("Attached to %(round)s") % {"round": self.response.round.title}
        return actions.add_plan(**self.place, key=key, plan=chosen, name=name[:VERSION_NAME])


VERSION_NAME = 150  # characters


def _words(thing: Plan | PlanVersion) -> str:
    if isinstance(thing, Plan):
        # Translators: a plan's title; nb: %(plan)s, slik den er nå
        return _now("%(plan)s, as it is now") % {"plan": thing.title}
    day = thing.published_at or thing.decided_at or thing.submitted_at or thing.created_at
    return f"{thing.title}: {thing}. {thing.get_state_display()} {day:%d.%m.%Y}"


def too_many() -> str:
    # Translators: nb: Her er det %(most)d vedlegg alt, og det er ikke plass til flere.
    return _now("There are %(most)d attachments here already, and no room for more.") % {"most": actions.MOST}
