from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reviews.actions.questionnaires import store
from reviews.definition import DefinitionErrors, FormDefinition
from reviews.definition_file import read
from reviews.wording import problem_words


class Command(BaseCommand):
    help = "Store the questionnaire that a definition file describes (docs/questionnaires.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--check", action="store_true", help="only look at the file")

    def handle(self, *args: Any, file: Path, check: bool, **options: Any) -> None:
        definition = self.definition(file)
        what = f"{definition.audience} {definition.year}, {len(list(definition.questions()))} questions"
        if check:
            self.stdout.write(f"{file}: {what}")
            return
        stored = store(definition=definition, by=None)
        self.stdout.write(f"questionnaire {stored.pk}: {what}, edition {stored.edition}")

    def definition(self, file: Path) -> FormDefinition:
        try:
            return read(file.read_bytes())
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except DefinitionErrors as error:
            lines = [f"{file}:{each.line}: {problem_words(each)}" for each in error.problems]
            raise CommandError("\n".join(["the form cannot be stored", *lines])) from error
