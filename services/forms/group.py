from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from services.dates import DayField
from services.forms.base import EditableForm, check_period
from services.models import Meeting, ReferenceGroupMember


class GroupMemberForm(EditableForm):
    instance: ReferenceGroupMember
    from_date = DayField(label=_("From"), required=False, help_text=_("First day of the mandate"))
    to_date = DayField(label=_("To"), required=False, help_text=_("Last day of the mandate, empty where none is set"))

    class Meta:
        model = ReferenceGroupMember
        fields = ["name", "workplace", "represents", "region", "is_chair", "from_date", "to_date"]
        widgets = {"represents": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].help_text = _("Where the member represents a health region")
        self.fields["represents"].choices = ReferenceGroupMember.Represents.choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        check_period(self)
        if data.get("represents") != "region":
            data["region"] = None
        elif not data.get("region") and "region" not in self.errors:
            self.add_error("region", _("Choose the region that the member represents."))
        if data.get("is_chair") and not self.errors:
            self._check_chair(data)
        return data

    def _check_chair(self, data: dict[str, Any]) -> None:
        others = self.instance.service.group_members.filter(is_chair=True).exclude(pk=self.instance.pk)
        if data["from_date"]:
            others = others.filter(Q(to_date=None) | Q(to_date__gte=data["from_date"]))
        if data["to_date"]:
            others = others.filter(Q(from_date=None) | Q(from_date__lte=data["to_date"]))
        if chair := others.first():
            self.add_error("is_chair", gettext("%(name)s chairs the group in this period.") % {"name": chair.name})


class EndMandateForm(forms.Form):
    """The last day of a mandate. It takes effect the day after."""

    to_date = DayField(label=_("Last day of the mandate"))

    def __init__(self, *args: Any, member: ReferenceGroupMember, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member

    def clean_to_date(self) -> Any:
        day = self.cleaned_data["to_date"]
        if self.member.from_date and day < self.member.from_date:
            raise forms.ValidationError(_("The last day cannot be before the first."))
        return day


class InviteGroupMemberForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"))
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=settings.LANGUAGES, initial="nb")


class MeetingForm(EditableForm):
    instance: Meeting
    held_on = DayField(label=_("Date"))

    class Meta:
        model = Meeting
        fields = ["held_on", "title", "present", "others_present", "minutes"]
        widgets = {"present": forms.CheckboxSelectMultiple, "minutes": forms.Textarea(attrs={"rows": 10})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present: Any = self.fields["present"]
        present.queryset = self.instance.service.group_members.all()
        self.fields["title"].help_text = _("For example Spring meeting")
        self.fields["others_present"].help_text = _("Names of those who were present without being members")
