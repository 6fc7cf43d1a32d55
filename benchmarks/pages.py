"""How much work a plan's pages are. `python -m benchmarks.pages`; figures and their reading: docs/performance.md.

Processor time of whole requests through every middleware, with production settings and SQLite, in one process. Beside
the pages stand a view of constant bytes, which is what a request costs anyhow, and Django admin's tabular inline of the
same rows.
"""

import os

os.environ |= {"DEBUG": "false", "SECRET_KEY": "only-for-the-benchmark"}

from benchmarks.pdf import milliseconds, plan_of, say  # isort: skip  first of all: it chooses a folder and sets Django up

import shutil
from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

from django.conf import settings
from django.contrib import admin
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from accounts.models import User
from plans.actions.store import store
from plans.actions.versions import freeze
from plans.document import Area as DocumentArea
from plans.document import PlanDocument
from plans.models import Area, Plan, PlanRow
from services.models import HealthTrust, Membership, Region, Service

SIZES = (45, 450)
PAGES = ("plan page", "editor", "comparison", "comparison, whole plan")
CONSTANT = b"x" * 60_000


class RowInline(admin.TabularInline):
    model = PlanRow
    fields = ("measure", "continues", "target_group", "instruments", "timeframe_text", "status", "rank")
    extra = 0


class AreaAdmin(admin.ModelAdmin):
    inlines = (RowInline,)
    fields = ("title",)


site = admin.AdminSite("scratch")
site.register(Area, AreaAdmin)

urlpatterns = [
    path("constant/", lambda request: HttpResponse(CONSTANT)),
    path("scratch/", site.urls),
    path("", include("config.urls")),
]


def prepare() -> tuple[Client, Service, User]:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    settings.ROOT_URLCONF = __name__
    trust = HealthTrust.objects.create(name="Fjordheim sykehus", region=Region.objects.first())
    service = Service.objects.create(code="NKT-TST-01", name_nb="Nasjonal tjeneste for svelg", trust=trust)
    user = User.objects.create_superuser("leader@example.org", "Kari Fjell", "x")
    Membership.objects.create(user=user, service=service, role="leader")
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    return client, service, user


def in_one_area(document: PlanDocument) -> PlanDocument:
    """The same rows under one heading, as the admin's inline can show them."""
    rows = tuple(row for _area, row, _measure in document.rows())
    return replace(document, areas=(DocumentArea(title="Alle", rows=rows),))


def keep_version_and_change(plan: Plan, user: User) -> None:
    """A version to compare with, and words changed since in every third row."""
    freeze(plan=plan, by=user, key=uuid4(), state="named")
    for row in list(PlanRow.objects.filter(area__plan=plan))[::3]:
        row.instruments = f"Først {row.instruments} og så til alle"
        row.save()


def getting(client: Client, address: str) -> Callable[[], None]:
    def get() -> None:
        response = client.get(address)
        assert response.status_code == 200, (address, response.status_code)

    return get


def main() -> None:
    client, service, user = prepare()
    took: dict[str, list[float]] = {name: [] for name in ("constant", *PAGES, "admin inline")}
    for rows in SIZES:
        document = plan_of(rows)
        plan: Plan = store(document=document, service=service, by=user)
        keep_version_and_change(plan, user)
        flat = store(document=in_one_area(document), service=service, by=user, title="Flat")
        addresses = {
            "constant": "/constant/",
            "plan page": plan.get_absolute_url(),
            "editor": f"{plan.get_absolute_url()}rediger/",
            "comparison": f"{plan.get_absolute_url()}sammenlign/?fra=1",
            "comparison, whole plan": f"{plan.get_absolute_url()}sammenlign/?fra=1&vis=alt",
            "admin inline": f"/scratch/plans/area/{flat.areas.get().pk}/change/",
        }
        for name, address in addresses.items():
            took[name].append(milliseconds(getting(client, address)))
            say(f"{name}, {rows} rows", f"{took[name][-1]:.1f} ms", f"{took[name][-1] / took['constant'][-1]:.1f} ×")
    small, large = SIZES
    for name in (*PAGES, "admin inline"):
        each = (took[name][1] - took[name][0]) / (large - small) * small
        say(f"{name}: for {small} rows more", f"{each:.1f} ms")
        say(f"{name}: {large} rows / {small} rows (at most 10)", f"{took[name][1] / took[name][0]:.1f}")
    for name in ("plan page", "editor"):
        for index, rows in enumerate(SIZES):
            say(f"admin inline / {name}, {rows} rows", f"{took['admin inline'][index] / took[name][index]:.1f}")


if __name__ == "__main__":
    try:
        main()
    finally:
        shutil.rmtree(os.environ["VAR_DIR"], ignore_errors=True)
