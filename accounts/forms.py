from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.derived import search_text
from accounts.models import User
from accounts.values import AddressField, validate_name


class WithoutPlaceholders:
    """A label says it once; allauth says it again in the field, in grey."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # type: ignore[attr-defined]  # mixed into forms
            field.widget.attrs.pop("placeholder", None)


class SignInForm(WithoutPlaceholders, LoginForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ConfirmForm(WithoutPlaceholders, ReauthenticateForm):
    pass


class NewPasswordForm(WithoutPlaceholders, ChangePasswordForm):
    pass


class AskResetForm(WithoutPlaceholders, ResetPasswordForm):
    pass


class ResetForm(WithoutPlaceholders, ResetPasswordKeyForm):
    pass


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name", "language"]


class PersonForm(forms.ModelForm):
    """An administrator's change of a person; of the own account all but the right to administer."""

    class Meta:
        model = User
        fields = ["name", "email", "language", "is_staff"]
        help_texts = {"is_staff": _("Registers people, services and vocabularies. Sees no drafts.")}

    def __init__(self, *args, by: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk == by.pk:
            del self.fields["is_staff"]


class InviteForm(forms.Form):
    email = AddressField(_("e-mail address")).formfield()
    name = forms.CharField(label=_("Name"), max_length=150, validators=[validate_name])
    language = forms.ChoiceField(
        label=_("Language of the e-mail and the pages"), choices=settings.LANGUAGES, initial="nb"
    )
    purpose = forms.CharField(
        label=_("What it is for"),
        max_length=300,
        required=False,
        help_text=_("Shown in the e-mail. For example: to register services"),
    )


class PeopleFilter(forms.Form):
    """GET parameters of the list of people; nothing in it is ever wrong, only ignored."""

    q = forms.CharField(label=_("Name or e-mail address"), required=False, max_length=200)
    state = forms.ChoiceField(
        label=pgettext_lazy("a person's account", "Status"),
        required=False,
        choices=[("", pgettext_lazy("all accounts", "All")), *User.State.choices],
    )

    CONDITIONS = {
        User.State.ACTIVE: Q(is_active=True),
        User.State.INVITED: Q(is_active=False, access_ended_at=None),
        User.State.CLOSED: Q(is_active=False, access_ended_at__isnull=False),
    }

    def people(self):
        people = User.objects.order_by("sort", "id")
        if not self.is_valid():
            return people
        for word in search_text(self.cleaned_data["q"]).split():
            people = people.filter(search__contains=word)
        return people.filter(self.CONDITIONS.get(self.cleaned_data["state"], Q()))
