"""How fast the plan is printed. `python -m benchmarks.pdf`; figures and their reading stand in docs/performance.md.

Times are seconds. Ratios hold between figures of one run only: other work on the machine changes both sides.
"""

import math
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DEBUG", "true")
if "BENCHMARK_DIR" not in os.environ:  # the new Python that one_plan begins shares it
    os.environ["BENCHMARK_DIR"] = tempfile.mkdtemp(prefix="benchmark-")
os.environ["VAR_DIR"] = os.environ["BENCHMARK_DIR"]

import django

django.setup()

from django.conf import settings  # noqa: E402 the settings are read from the environment above
from django.core.cache import caches  # noqa: E402

from plans.demo.files import word_bytes  # noqa: E402
from plans.demo.long_plan import PLAN  # noqa: E402
from plans.document import Area, PlanDocument  # noqa: E402
from plans.pdf import plan_html, plan_pdf  # noqa: E402
from printing import render  # noqa: E402

PATIENCE = 900
OFFICE = shutil.which("soffice")
ROUNDS = 15


def say(name: str, *values: str) -> None:
    print(f"{name:<58}", *(f"{value:>12}" for value in values), flush=True)


def seconds_of(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def milliseconds(work: Callable[[], object]) -> float:
    """The median of the rounds: processor time does not wait for others, but their work slows it down."""
    work()
    took = []
    for _ in range(ROUNDS):
        begun = process_time()
        work()
        took.append((process_time() - begun) * 1000)
    return statistics.median(took)


def plan_of(rows: int, name: str = "") -> PlanDocument:
    """The demo's plan again and again, cut to that many rows; `name` makes it another plan."""
    areas: list[Area] = []
    left = rows
    while left:
        for area in PLAN.areas:
            taken = cut(area, left)
            left -= count(taken)
            areas += [replace(taken, title=f"{taken.title} {len(areas)}")] if count(taken) else []
    return replace(PLAN, title=f"{PLAN.title} {name}", areas=tuple(areas))


def count(area: Area) -> int:
    return len(area.rows) + sum(len(inner.rows) for inner in area.areas)


def cut(area: Area, rows: int) -> Area:
    inner = []
    left = rows - len(area.rows[:rows])
    for below in area.areas:
        if left:
            inner.append(replace(below, rows=below.rows[:left]))
            left -= len(inner[-1].rows)
    return replace(area, rows=area.rows[:rows], areas=tuple(inner))


def printed(document: PlanDocument) -> bytes:
    caches["pdf"].clear()
    return plan_pdf(document, language="nb", seconds=PATIENCE)


def one_plan() -> None:
    rows = sum(1 for _ in PLAN.rows())
    command = [sys.executable, "-c", "from benchmarks import pdf; pdf.printed(pdf.PLAN)"]
    new = statistics.median(seconds_of(lambda: subprocess.run(command, check=True)) for _ in range(3))
    say(f"{rows} rows, all new (Python, Django, printing process)", f"{new:.2f} s")
    render.end()
    say(f"{rows} rows, cold (new printing process)", f"{seconds_of(lambda: printed(PLAN)):.2f} s")
    word = word_bytes(PLAN)
    pairs = [
        (seconds_of(lambda: printed(PLAN)), seconds_of(lambda: libre_office(word)) if OFFICE else 0) for _ in range(5)
    ]
    warm = statistics.median(ours for ours, _ in pairs)
    html = statistics.median(seconds_of(lambda: plan_html(PLAN, language="nb")) for _ in range(9))
    again = statistics.median(seconds_of(lambda: plan_pdf(PLAN, language="nb", seconds=0)) for _ in range(9))
    say(f"{rows} rows, warm (median of 5)", f"{warm:.3f} s")
    say("  of that: template", f"{html:.3f} s")
    say(f"{rows} rows, the same content again (median of 9)", f"{again:.4f} s")
    if not OFFICE:
        say("LibreOffice is not installed")
        return
    office = statistics.median(theirs for _, theirs in pairs)
    say("LibreOffice, docx to PDF of the same table (median of 5)", f"{office:.2f} s")
    say("warm / LibreOffice (at most 0.5)", f"{warm / office:.2f}")
    say("again / LibreOffice (at most 0.02)", f"{again / office:.4f}")


def libre_office(word: bytes) -> bytes:
    """The PDF that LibreOffice makes of a Word file."""
    source = Path(os.environ["VAR_DIR"], "plan.docx")
    source.write_bytes(word)
    command = [str(OFFICE), f"-env:UserInstallation={source.with_name('profile').as_uri()}", "--headless"]
    subprocess.run([*command, "--convert-to", "pdf", source], cwd=source.parent, check=True, capture_output=True)
    return source.with_suffix(".pdf").read_bytes()


def growth(sizes: tuple[int, ...] = (45, 450, 4500)) -> None:
    """Processor time, so that other work counts less. The sizes must rise: the peak is the largest yet."""
    nothing = min(children_time(lambda: None)[0] for _ in range(5))  # the first also fills the machine's caches
    took = []
    for rows in sizes:
        document = plan_of(rows)
        runs = [children_time(lambda: printed(document)) for _ in range(5 if rows < 100 else 1)]  # noqa: B023 called at once
        seconds, peak = min(runs)
        took.append(seconds - nothing)
        say(f"{rows} rows: processor time, peak memory", f"{took[-1]:.2f} s", f"{peak:.0f} MB")
    for first, last in ((0, 1), (1, 2), (0, 2)):
        exponent = math.log(took[last] / took[first]) / math.log(sizes[last] / sizes[first])
        say(f"exponent {sizes[first]} to {sizes[last]} rows (at most 1.15)", f"{exponent:.2f}")


def children_time(work: Callable[[], object]) -> tuple[float, float]:
    """Processor seconds of a new, warmed printing process that does the work; peak MB of any such process so far."""
    render.end()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    printed(plan_of(46))
    work()
    render.end()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss / 1024


def side_by_side(plans: int = 10) -> None:
    documents = [plan_of(46, name=str(number)) for number in range(plans)]
    took = {}
    for places in (1, 2, 1, 2):
        settings.PRINTING_PLACES = places
        render.end()
        render.begin()
        with ThreadPoolExecutor(places) as pool:
            list(pool.map(lambda name: plan_pdf(plan_of(3, name), language="nb"), map(str, range(places))))
            caches["pdf"].clear()
            now = seconds_of(lambda: list(pool.map(lambda one: plan_pdf(one, language="nb"), documents)))
        took[places] = min(took.get(places, now), now)
        render.end()
    say(f"{plans} plans, one process", f"{took[1]:.2f} s")
    say(f"{plans} plans, two processes", f"{took[2]:.2f} s")
    say("faster by (at least 1.8)", f"{took[1] / took[2]:.2f}")


if __name__ == "__main__":
    try:
        growth()
        one_plan()
        side_by_side()
    finally:
        shutil.rmtree(os.environ["VAR_DIR"], ignore_errors=True)
