"""How far the storing of an import has come. In a cache of files, since the transaction in which it is stored hides it
from everybody else."""

from uuid import UUID

from django.core.cache import caches

KEPT = 60 * 60  # seconds


def note(pk: UUID, done: int, total: int) -> None:
    caches["progress"].set(str(pk), (done, total), KEPT)


def noted(pk: UUID) -> tuple[int, int] | None:
    """Rows stored and rows in all; None where nobody has said."""
    return caches["progress"].get(str(pk))


def forget(pk: UUID) -> None:
    caches["progress"].delete(str(pk))
