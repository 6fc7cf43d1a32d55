from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from plans.actions.store import DoesNotFit, not_kept, store
from plans.document import NotAPlan
from plans.imported import Doubt, Reading
from plans.readers import read
from plans.wording import doubt_words, refusal_words
from services.models import Service


class Command(BaseCommand):
    help = "Store the plan in a Word, Excel or JSON file as a new plan of a service."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--service", metavar="CODE", required=True, help="the service's code, such as NKT-HMN-09")
        parser.add_argument("--title", metavar="T", help="else the title in the file")

    def handle(self, *args: Any, file: Path, service: str, title: str | None, **options: Any) -> None:
        owner = Service.objects.filter(code=service).first()
        if owner is None:
            raise CommandError(f"There is no service with the code {service!r}.")
        reading = self.reading(file)
        document = reading.document
        try:
            plan = store(document, service=owner, by=None, title=title)
        except DoesNotFit as error:
            raise CommandError(f"{file}: {error}") from error
        for doubt in reading.doubts:
            self.stdout.write(f"- {doubt_words(doubt, document.template)}")
        rows, areas = len(list(document.rows())), len(list(document.leaf_areas()))
        self.stdout.write(f"plan {plan.pk}: {rows} rows, {areas} areas, {len(reading.doubts)} doubts")

    def reading(self, file: Path) -> Reading:
        try:
            reading = read(file.name, file.read_bytes())
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except NotAPlan as error:
            raise CommandError(f"{file}: {refusal_words(error.code)} ({error})") from error
        unkept = tuple(Doubt(code="part_not_kept", detail=part) for part in not_kept(reading.document))
        return replace(reading, doubts=reading.doubts + unkept)
