"""What the worker does: a nudge when something is written, and a sweep by the clock, which takes what lies."""

from django.tasks import task

from notices import delivery


@task
def deliver() -> None:
    delivery.deliver()


@task
def sweep() -> None:
    """Every five minutes: what is due, among it what is tried again and the letters of the day; what is old goes."""
    delivery.deliver()
    delivery.forget()
