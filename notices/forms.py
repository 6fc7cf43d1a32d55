from django import forms

from accounts.models import User
from notices.models import Kind, Timing


class PreferencesForm(forms.Form):
    """When to get each kind of notices by mail: a field for each kind, named by it."""

    def __init__(self, *args, user: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        chosen = dict(user.notice_preferences.values_list("kind", "timing"))
        for kind in Kind:
            self.fields[kind.value] = forms.ChoiceField(
                label=kind.label, choices=Timing.choices, initial=chosen.get(kind.value, Timing.AT_ONCE)
            )
