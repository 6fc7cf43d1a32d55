"""How fast two plans are compared. `python -m benchmarks.difference`; figures and their reading: docs/performance.md.

A tenth of the rows is added, removed or moved, and words are changed in a third of them. Processor time, median.
"""

from benchmarks.pdf import milliseconds, plan_of, say  # isort: skip  first of all: it chooses a folder and sets Django up

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from random import Random

from plans.changed_words import Budget, changed_words
from plans.difference import Difference, apply, difference
from plans.document import TEXT_COLUMNS, Area, PlanDocument, Row
from tests.plans.edits import edited, with_ids, without_ids

SIZES = (45, 450, 4500)


def rewritten(document: PlanDocument) -> PlanDocument:
    random = Random(5)  # noqa: S311  chance, not secrets

    def of(area: Area) -> Area:
        rows = (rewritten_row(row) if random.random() < 1 / 3 else row for row in area.rows)
        return replace(area, areas=tuple(map(of, area.areas)), rows=tuple(rows))

    return replace(document, areas=tuple(map(of, document.areas)))


def rewritten_row(row: Row) -> Row:
    return replace(row, target_group=row.target_group.replace("og", "samt") + " i hele landet", status="done")


def words_of(found: Difference) -> list:
    budget = Budget()
    changes = [change for row in found.all_rows() for change in row.shown if change.name in TEXT_COLUMNS]
    return [changed_words(change.before, change.after, budget) for change in changes]


def main() -> None:
    took: dict[str, list[float]] = {}
    for rows in SIZES:
        old = with_ids(plan_of(rows))
        new = rewritten(edited(old, 5, rows // 10))
        found = difference(old, new)
        assert apply(old, found) == new
        bare_old, bare_new = without_ids(old), without_ids(new)
        kinds: dict[str, Callable[[], object]] = {
            "by ids": lambda old=old, new=new: difference(old, new),
            "by content": lambda old=bare_old, new=bare_new: difference(old, new),
            "changed words": lambda found=found: words_of(found),
            "applied": lambda old=old, found=found: apply(old, found),
        }
        for name, work in kinds.items():
            took.setdefault(name, []).append(milliseconds(work))
            say(f"{name}, {rows} rows", f"{took[name][-1]:.1f} ms")
    for name, (small, middle, large) in took.items():
        say(f"{name}: 450 / 45, 4500 / 450", f"{middle / small:.1f}", f"{large / middle:.1f}")


if __name__ == "__main__":
    try:
        main()
    finally:
        shutil.rmtree(os.environ["VAR_DIR"], ignore_errors=True)
