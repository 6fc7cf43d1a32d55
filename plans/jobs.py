"""Work in the background by the worker's own clock. What an import asks the worker for: actions/nudges.py."""

from io import StringIO

from django.core.management import call_command
from django.tasks import task

from files import actions as files
from files import scans
from plans.actions import imports
from plans.frozen import IN_PEACE, print_version
from plans.models import PlanVersion


@task
def print_frozen(pk: int) -> None:
    """The PDF of a version, where nobody could wait for it. Twice: the first one stays."""
    version = PlanVersion.objects.filter(pk=pk, pdf=None).first()
    if version:
        print_version(version, seconds=IN_PEACE)


@task
def scan() -> None:
    """Every minute, where a virus scanner is set: the files that wait for it, then the imports that wait for them."""
    scans.sweep()
    imports.take_up()


@task
def sweep() -> None:
    """Every ten minutes: imports whose day is over, files that nobody knows, versions without a PDF, tasks that were
    done a week ago."""
    imports.sweep()
    files.sweep()
    for pk in PlanVersion.objects.filter(pdf=None).values_list("pk", flat=True):
        print_frozen.enqueue(pk)
    call_command("ox_prune", older_than="7d", stdout=StringIO())  # it counts aloud, whatever the verbosity
