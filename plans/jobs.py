"""Work in the background: what must happen lies in the imports; a task is a nudge, the sweep takes what lies."""

from django.tasks import task


@task
def sweep() -> None:
    """Every ten minutes, by the worker's own clock."""
