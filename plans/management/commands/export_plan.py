import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from plans.actions.documents import document_of
from plans.exports import FORMATS, export
from plans.models import Plan
from printing.render import CouldNotPrint


class Command(BaseCommand):
    help = "Write a plan's working copy to a file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", metavar="ID", type=int)
        parser.add_argument("--format", choices=list(FORMATS), required=True)
        parser.add_argument("--language", choices=list(dict(settings.LANGUAGES)), help="of our own words")
        parser.add_argument("--output", metavar="FILE", type=Path, required=True)

    def handle(self, *args: Any, id: int, format: str, language: str | None, output: Path, **options: Any) -> None:
        plan = Plan.objects.filter(pk=id).first()
        if plan is None:
            raise CommandError(f"There is no plan {id}.")
        own = plan.language if plan.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        try:
            content = export(document_of(plan), format, language=language or own).content
        except CouldNotPrint as error:
            raise CommandError(f"Plan {id} could not be printed: {error}") from error
        try:
            write_whole(output, content)
        except OSError as error:
            raise CommandError(f"{output}: {error.strerror}") from error
        self.stdout.write(f"plan {id}: {len(content)} bytes in {output}")


def write_whole(path: Path, content: bytes) -> None:
    """All of it or nothing: a full disk leaves no half file, and an older file stays as it was."""
    if path.is_dir():
        raise IsADirectoryError(21, "Is a directory")
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as part:
        try:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
            Path(part.name).chmod(0o666 & ~_umask())
            Path(part.name).replace(path)
        except OSError:
            Path(part.name).unlink(missing_ok=True)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
