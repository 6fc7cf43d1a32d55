import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from plans.forms.fields import fields_only, with_plain_ends
from plans.models import Comment
from plans.wording import heading


class AnswerForm(forms.Form):
    """`people` are those who can be mentioned."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    text = forms.CharField(
        label=_("Your comment"), max_length=settings.MAX_TEXT, widget=forms.Textarea(attrs={"rows": 3})
    )
    mentioned = forms.ModelMultipleChoiceField(
        # Translators: people who are told of the comment; nb: Varsle
        label=_("Tell"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They get a notice with the way to the comment."),
    )

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if people:
            field: Any = self.fields["mentioned"]
            field.queryset = User.objects.filter(pk__in=[person.pk for person in people]).order_by("sort", "id")
        else:
            del self.fields["mentioned"]
        self.helper = fields_only()

    def clean_text(self) -> str:
        return with_plain_ends(self.cleaned_data["text"])


class CommentForm(AnswerForm):
    """`columns` are those a comment on a row can be of; `inside`: the reader may speak to the service alone."""

    column = forms.ChoiceField(label=_("It is about"), required=False)
    audience = forms.ChoiceField(
        label=_("Who can read it"),
        choices=Comment.Audience.choices,
        initial=Comment.Audience.SERVICE,
        widget=forms.RadioSelect,
        help_text=_("The authority reads it when the plan is submitted."),
    )
    field_order = ("key", "text", "column", "audience", "mentioned")

    def __init__(self, *args: Any, template: str, columns: list[str], inside: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if columns:
            whole = [("", _("The whole row"))]
            field: Any = self.fields["column"]
            field.choices = [*whole, *((name, heading(template, name)) for name in columns)]
        else:
            del self.fields["column"]
        if not inside:
            del self.fields["audience"]
