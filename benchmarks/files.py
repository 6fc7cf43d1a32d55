"""How fast plans leave as files and come back. `python -m benchmarks.files`; figures stand in docs/performance.md.

Each kind and size in a new process: writing and understanding in it, opening in the limited child that opens uploads.
Beside opening stands what the kind's own library needs merely to load the same bytes in this process.
"""

import json
import math
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from benchmarks.pdf import plan_of, say, seconds_of  # first of all: it chooses a folder and sets Django up

# isort: split
import lxml.html
import openpyxl
from docx import Document

from files import child
from plans.exports import export
from plans.pdf import plan_html
from plans.readers import opened, understand

SIZES = (46, 450, 4500)
# The peak from /proc: ru_maxrss would tell of the parent's memory, from before the exec.
OPEN = """
import sys
from pathlib import Path
from plans.readers.border import opened
opened(sys.argv[1], sys.stdin.buffer.read())
print(int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) / 1024)
"""
LOADS: dict[str, Callable[[bytes], object]] = {
    "docx": lambda data: Document(BytesIO(data)),
    "xlsx": lambda data: openpyxl.load_workbook(BytesIO(data)),
    "html": lxml.html.document_fromstring,
    "json": json.loads,
}


def written(kind: str, rows: int) -> bytes:
    plan = plan_of(rows)
    if kind == "html":
        return plan_html(plan, language="nb").encode()
    return export(plan, kind, language="nb").content


def one(kind: str, rows: int) -> dict[str, float]:
    """Seconds and MB; Django alone takes about 90 MB of the memory for writing."""
    data = written(kind, rows)
    peak_writing = int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) / 1024
    command = [sys.executable, "-c", OPEN, f"plan.{kind}"]
    peak_opening = float(subprocess.run(command, input=data, check=True, capture_output=True).stdout)
    answers: list[bytes] = []
    opening = seconds_of(lambda: answers.append(child.run("plans.readers.border:opened", f"plan.{kind}", data)))
    found = opened.from_json(answers[0].decode())
    said = list(understand(found).document.rows())
    assert len(said) == rows, (kind, rows, len(said))
    return {
        "bytes": len(data),
        "writing": seconds_of(lambda: written(kind, rows)),
        "writing MB": peak_writing,
        "opening": opening,
        "opening MB": peak_opening,
        "understanding": seconds_of(lambda: understand(found)),
        "loading": seconds_of(lambda: LOADS[kind](data)),
    }


def table(kind: str) -> None:
    found = []
    for rows in SIZES:
        command = [sys.executable, "-m", "benchmarks.files", kind, str(rows)]
        run = subprocess.run(command, check=True, capture_output=True, text=True)
        found.append(json.loads(run.stdout.splitlines()[-1]))
        took = found[-1]
        say(f"{kind}, {rows} rows, {took['bytes'] / 1000:.0f} kB: writing", *_two(took, "writing"))
        say("  opening in its child", *_two(took, "opening"))
        say("  understanding", f"{took['understanding']:.2f} s")
        say("  opening / merely loading by the library", f"{took['opening'] / took['loading']:.1f}")
    for step in ("writing", "opening", "understanding"):
        growth = math.log(found[-1][step] / found[1][step]) / math.log(SIZES[-1] / SIZES[1])
        say(f"{kind}: exponent of {step}, {SIZES[1]} to {SIZES[-1]} rows", f"{growth:.2f}")


def _two(took: dict[str, float], step: str) -> tuple[str, str]:
    return f"{took[step]:.2f} s", f"{took[f'{step} MB']:.0f} MB"


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(one(sys.argv[1], int(sys.argv[2]))))
    else:
        for kind in LOADS:
            table(kind)
