"""Work in the background by the worker's own clock. What an import asks the worker for: actions/nudges.py."""

from django.core.management import call_command
from django.tasks import task

from files import actions as files
from plans.actions import imports


@task
def sweep() -> None:
    """Every ten minutes: imports whose day is over, files that nobody knows, tasks that were done a week ago."""
    imports.sweep()
    files.sweep()
    call_command("ox_prune", older_than="7d", verbosity=0)
