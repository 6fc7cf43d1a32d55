from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from notices.models import Letter
from plans.demo.load import EMAILS, PASSWORD, is_loaded
from plans.demo.load import load as load_plans
from reviews.demo.load import load as load_reviews


class Command(BaseCommand):
    help = "Load invented services, people, plans and questionnaires to try the program with. Never in production."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("The demo has a password that everybody knows; it is loaded only where DEBUG is true.")
        if is_loaded():
            self.stdout.write("The demo is loaded already.")
        else:
            load()
        lines = [(_("E-mail"), _("Name"), _("Role"), _("Service")), *accounts()]
        widths = [max(len(line[column]) for line in lines) for column in range(4)]
        for number, line in enumerate(lines):
            self.stdout.write("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())
            if not number:
                self.stdout.write("  ".join("-" * width for width in widths))
        self.stdout.write("")
        self.stdout.write(_("The password of them all: %(password)s") % {"password": PASSWORD})


@transaction.atomic
def load() -> None:
    """Everything or nothing."""
    load_plans()
    load_reviews()
    Letter.objects.all().delete()  # nobody reads the post at an invented address; the notices stay


def accounts() -> Iterator[tuple[str, str, str, str]]:
    """E-mail, name, role and service of everyone in the demo who can sign in; once for each role."""
    people = User.objects.filter(is_active=True, email__in=EMAILS).order_by("pk")
    for user in people.prefetch_related("memberships__service", "group_memberships__service", "staff_roles__region"):
        if user.is_staff:
            yield user.email, user.name, _("Administrator"), ""
        for membership in user.memberships.all():
            yield user.email, user.name, str(membership.get_role_display()), membership.service.abbreviation
        for member in user.group_memberships.all():
            role = _("Chair of the reference group") if member.is_chair else _("Member of the reference group")
            yield user.email, user.name, role, member.service.abbreviation
        for staff in user.staff_roles.all():
            yield user.email, user.name, str(staff.get_kind_display()), str(staff.region or "")
