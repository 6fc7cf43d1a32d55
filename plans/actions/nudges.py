"""The tasks that an import asks for when it is to be read or stored by the worker. They only nudge: its state says what
must happen, so a task that comes twice, or too late, does nothing."""

from uuid import UUID

from django.tasks import task

from plans.actions import opening, taking_in
from plans.models import PlanImport


@task
def read_import(pk: str) -> None:
    imported = PlanImport.objects.filter(pk=UUID(pk)).first()
    if imported:
        opening.read(imported)


@task
def store_import(pk: str) -> None:
    taking_in.take_in(UUID(pk))
