"""How much work it is to write plans as files and to take them in. `python -m benchmarks.files`; figures and their
reading: docs/performance.md.

Processor time, so that other work on the machine counts little, of every step that an import takes: the file is kept
and read in its limited child, the preview is made, a new plan is stored in SQLite. Each kind and size in a new process,
after a small plan. Beside reading stands what the kind's own library needs for the words of all cells.
"""

import json
import math
import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import process_time

from benchmarks.pdf import (
    OFFICE,
    PATIENCE,
    libre_office,
    plan_of,
    say,
)  # first of all: it chooses a folder and sets Django up

# isort: split
import lxml.html
import openpyxl
import pdfplumber
from django.core.management import call_command
from docx import Document

from files import limits
from plans.actions import imports
from plans.exports import export
from plans.models import PlanImport
from plans.pdf import plan_html
from services.models import Membership
from tests.factories import make_member, make_service

SIZES = (46, 450, 4500)
OWN = Path("/proc/self/status")
OPEN = """
import sys
from pathlib import Path
from plans.readers.border import opened
opened(sys.argv[1], sys.stdin.buffer.read())
print(Path("/proc/self/status").read_text())
"""
STEPS = ("writing", "reading", "preview", "storing")


def words_of_pdf(data: bytes) -> None:
    with pdfplumber.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_words()
            page.close()


def words_of_word(data: bytes) -> list[str]:
    return [cell.text for table in Document(BytesIO(data)).tables for row in table.rows for cell in row.cells]


def words_of_excel(data: bytes) -> list:
    return [list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(BytesIO(data))]


def words_of_html(data: bytes) -> list:
    return [cell.text_content() for cell in lxml.html.document_fromstring(data).iter("th", "td")]


BARE: dict[str, Callable[[bytes], object]] = {
    "docx": words_of_word,
    "xlsx": words_of_excel,
    "html": words_of_html,
    "json": json.loads,
    "csv": bytes.decode,  # only written
    "pdf": words_of_pdf,  # LibreOffice's of our Word file: ours carries the plan
}


def written(kind: str, rows: int, name: str = "") -> bytes:
    plan = plan_of(rows, name)
    if kind == "html":
        return plan_html(plan, language="nb").encode()
    content = export(plan, "docx" if kind == "pdf" else kind, language="nb").content
    return libre_office(content) if kind == "pdf" else content


def peak(status: str) -> float:
    """MB, of a process's status. (ru_maxrss would tell of the parent's memory, from before the exec.)"""
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def seconds(work: Callable[[], object]) -> float:
    """Processor time, with that of children that have ended."""

    def spent() -> float:
        children = getrusage(RUSAGE_CHILDREN)
        return process_time() + children.ru_utime + children.ru_stime

    begun = spent()
    work()
    return spent() - begun


def taken_in(name: str, data: bytes, rows: int) -> dict[str, float]:
    """Seconds of each step."""
    editor = Membership.objects.get()
    service, by = editor.service, editor.user
    took, made = {}, []

    def read() -> None:
        made.append(imports.begin(service=service, plan=None, by=by, key=uuid.uuid4(), name=name, data=data))
        imports.read(made[0])

    def store() -> None:
        imports.store(imported=made[0], by=by, seen=made[1].seen)
        imports.take_in(made[0].pk)

    took["reading"] = seconds(read)
    took["preview"] = seconds(lambda: made.append(imports.preview(made[0])))
    took["storing"] = seconds(store)
    stored = PlanImport.objects.get(pk=made[0].pk)
    assert stored.plan and stored.plan.rows.count() == rows, (name, rows, stored.state, stored.refusal)
    return took


def one(kind: str, rows: int) -> dict[str, float]:
    """Seconds of processor time, and MB: Django alone takes about 100 of them."""
    warm, made = written(kind, 10, f"{kind} {rows}"), []
    took = {"writing": seconds(lambda: made.append(written(kind, rows)))}
    took |= {"bytes": len(made[0]), "writing MB": peak(OWN.read_text())}
    if kind != "csv":
        limits.SECONDS = PATIENCE  # by the clock on the wall; the limit of processor time stays
        taken_in(f"warm.{kind}", warm, 10)
        command = [sys.executable, "-c", OPEN, f"plan.{kind}"]
        told = subprocess.run(command, input=made[0], check=True, capture_output=True).stdout
        took["reading MB"] = peak(told.decode())
        took |= taken_in(f"plan.{kind}", made[0], rows)
        took["storing MB"] = peak(OWN.read_text())
        took["bare"] = seconds(lambda: BARE[kind](made[0]))
    return took


def table(kind: str, sizes: tuple[int, ...]) -> None:
    found = []
    for rows in sizes:
        command = [sys.executable, "-m", "benchmarks.files", kind, str(rows)]
        run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        took = json.loads(run.stdout.splitlines()[-1])
        found.append(took)
        say(f"{kind}, {rows} rows", f"{took['bytes'] / 1000:.0f} kB")
        for step in STEPS:
            if step in took and (kind, step) != ("pdf", "writing"):
                memory = took.get(f"{step} MB")
                say(f"  {step}", f"{took[step]:.2f} s", f"{memory:.0f} MB" if memory else "")
        if "bare" in took:
            say("  reading / the words of all cells by the library", f"{took['reading'] / took['bare']:.1f}")
    for step in STEPS:
        if step in found[-1]:
            growth = math.log(found[-1][step] / found[-2][step]) / math.log(sizes[-1] / sizes[-2])
            say(f"{kind}: exponent of {step}, {sizes[-2]} to {sizes[-1]} rows", f"{growth:.2f}")


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    make_member(make_service(), "editor")
    for kind in BARE:
        if kind != "pdf":
            table(kind, SIZES)
        elif OFFICE:
            table(kind, SIZES[:2])  # more pages are refused


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(one(sys.argv[1], int(sys.argv[2]))))
    else:
        try:
            main()
        finally:
            shutil.rmtree(os.environ["VAR_DIR"], ignore_errors=True)
