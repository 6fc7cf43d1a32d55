"""How much work the history of a plan is, and undo. `python -m benchmarks.history`; figures: docs/performance.md.

Every row has ten entries in the history, by two people, each about another field than the last; as pages.py measures.
"""

from benchmarks.pages import SIZES, getting, milliseconds, prepare

# isort: split
import os
import shutil

from django.test import Client
from django.utils import timezone

from accounts.models import User
from benchmarks.pdf import plan_of, say
from plans.actions import moves
from plans.actions.store import store
from plans.models import Plan, PlanRow
from plans.own_steps import own_steps
from services.models import Membership

ENTRIES = 10
FIELDS = ("note", "instruments", "target_group", "responsible", "aim")


def write_history(plan: Plan, people: list[User]) -> None:
    rows = list(plan.rows)
    for number in range(ENTRIES):
        for row in rows:
            setattr(row, FIELDS[number % len(FIELDS)], f"Kurs og seminar nummer {number} for leger og sykepleiere")
            row.version += 1
        PlanRow.history.bulk_history_create(
            rows, batch_size=200, update=True, default_user=people[number % 2], default_date=timezone.now()
        )
    PlanRow.objects.bulk_update(rows, [*FIELDS, "version"], batch_size=200)


def undoing(client: Client, plan: Plan, user: User) -> float:
    """Undo and redo of a moved row, in turn: milliseconds of one."""
    row = plan.rows.order_by("rank").first()
    assert row
    moves.step_row(plan=plan, row_pk=row.pk, direction="down", by=user)

    def take(name: str) -> None:
        mine = own_steps(plan, user)
        step = mine.done[0] if name == "angre" else mine.undone[0]
        response = client.post(f"{plan.get_absolute_url()}{name}/", {"step": step.key})
        assert response.status_code == 302, (name, response.status_code)

    def both() -> None:
        take("angre")
        take("gjor-om")

    return milliseconds(both) / 2


def main() -> None:
    client, service, user = prepare()
    other = User.objects.create_user("editor@example.org", "Ola Dal", "x")
    Membership.objects.create(user=other, service=service, role="editor")
    took: dict[str, list[float]] = {}
    for rows in SIZES:
        plan = store(document=plan_of(rows), service=service, by=user, title=f"{rows} rader")
        write_history(plan, [user, other])
        row = plan.rows.order_by("rank").first()
        assert row
        address = plan.get_absolute_url()
        pages = {
            "history": f"{address}historikk/",
            "history, last page": f"{address}historikk/?page=9999",
            "history of a row": f"{address}rader/{row.pk}/historikk/",
            "editor": f"{address}rediger/",
        }
        for name, page in pages.items():
            took.setdefault(name, []).append(milliseconds(getting(client, page)))
        took.setdefault("undo, redo", []).append(undoing(client, plan, user))
        for name, figures in took.items():
            say(f"{name}, {rows} rows", f"{figures[-1]:.1f} ms")
    for name, (small, large) in took.items():
        say(f"{name}: {SIZES[1]} rows / {SIZES[0]} rows (at most 10)", f"{large / small:.1f}")


if __name__ == "__main__":
    try:
        main()
    finally:
        shutil.rmtree(os.environ["VAR_DIR"], ignore_errors=True)
