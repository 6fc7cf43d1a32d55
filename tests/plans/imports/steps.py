"""What happens to a file on its way into a plan, in the fewest words."""

import uuid

from plans.actions import imports
from plans.document import Area, PlanDocument, Row, to_json
from tests.factories import make_import
from tests.sample_files import word_twin

HTML = b"<table><tr><th>Tiltak<th>M\xc3\xa5lgruppe<tr><td>Kurs<td>Leger<tr><td>Film<td>Alle</table>"


def start(service, person, *, plan=None, name="plan.docx", data=None, key=None, **place):
    data = word_twin() if data is None else data
    return imports.begin(service=service, plan=plan, by=person, key=key or uuid.uuid4(), name=name, data=data, **place)


def ready(person, plan=None, *, service=None, document=None, **fields):
    """An import of a document of our own, ready to be looked over."""
    document = document or PlanDocument(title="Plan", areas=(Area(title="Kurs", rows=(Row(measure="Nytt kurs"),)),))
    opened = f'{{"kind": "json", "pieces": [], "document": {to_json(document)}}}'
    return make_import(plan, service=service, by=person, opened=opened, **fields)


def keep(imported, person):
    """Into the plan as it is shown."""
    return imports.store(imported=imported, by=person, seen=imports.preview(imported).seen)


def of_rows(number, measure="Tiltak"):
    rows = tuple(Row(measure=f"{measure} {index}", target_group="Leger") for index in range(number))
    return PlanDocument(title="Plan", areas=(Area(title="Kurs", rows=rows),))
