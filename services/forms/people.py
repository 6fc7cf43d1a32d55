from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.values import validate_name
from services.dates import DayField
from services.forms.base import check_period
from services.models import Membership

WHAT_ROLES_DO = {
    "leader": _("Leader: edits, submits, and gives others access"),
    "editor": _("Editor: edits"),
    "reader": _("Reader: reads"),
    "assessor": _("Assessor: reads and assesses on behalf of the authority"),
}


def role_choices(roles: tuple[str, ...]) -> list[tuple[str, Any]]:
    return [(role, WHAT_ROLES_DO[role]) for role in WHAT_ROLES_DO if role in roles]


class PersonForm(forms.Form):
    """Someone who is to have access: an account that exists, or an invitation."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = forms.CharField(label=_("Name"), max_length=150, validators=[validate_name])
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=settings.LANGUAGES, initial="nb")


class InviteForm(PersonForm):
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    field_order = ["role", "email", "name", "language"]

    def __init__(self, *args: Any, roles: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role: Any = self.fields["role"]
        role.choices = role_choices(roles)


class AssessorForm(PersonForm):
    from_date = DayField(label=_("From"))
    to_date = DayField(label=_("To"))

    def clean(self) -> dict[str, Any]:
        check_period(self)
        return self.cleaned_data


class MemberForm(forms.ModelForm):
    from_date = DayField(label=_("From"), required=False)
    to_date = DayField(label=_("To"), required=False, help_text=_("Last day, empty where none is set"))

    class Meta:
        model = Membership
        fields = ["role", "from_date", "to_date"]
        widgets = {"role": forms.RadioSelect}

    def __init__(self, *args: Any, roles: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # An assessor is appointed for a time; nobody becomes one, or stops being one, by a change of role.
        kept = ("assessor",) if self.instance.role == "assessor" else tuple(r for r in roles if r != "assessor")
        role: Any = self.fields["role"]
        role.choices = role_choices(kept)

    def clean(self) -> dict[str, Any]:
        check_period(self)
        return self.cleaned_data


class HandOverForm(forms.Form):
    """To whom leadership goes, and what the one who gives it is afterwards."""

    to = forms.ModelChoiceField(
        label=_("New leader"), queryset=Membership.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    stays_as = forms.ChoiceField(
        label=_("Your own role afterwards"),
        choices=role_choices(("editor", "reader")),
        widget=forms.RadioSelect,
        initial="editor",
    )

    def __init__(self, *args: Any, candidates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.queryset = candidates
