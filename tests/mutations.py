"""Spoilt files through the readers' border: only NotAPlan may come out, and soon.

    python -m tests.mutations [--files 10000] [--kind word …] [--seed 1]
    python -m tests.mutations --kind word --seed 1 --only 4711      # one of them again, with its traceback

Batches run in processes of their own, which tell before each file which one it is; so a crash or a hang is seen, blamed
on its file, and the rest goes on.
"""

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from plans.document import NotAPlan
from plans.readers import open_file, understand
from plans.readers.opened import from_json, to_json
from tests.mutators import spoil, spoil_archive

BATCH = 300
SECONDS = 20  # of the processor for one file, as when it is uploaded; the largest true ones take one
PATIENCE = 200  # seconds of the clock for one that waits for something
MEMORY = 1024**3
ARCHIVES = ("word", "excel")
NAMES = {"word": "a.docx", "excel": "a.xlsx", "pdf": "a.pdf", "html": "a.html", "json": "a.json", "text": ""}


@dataclass
class Tally:
    """What became of the files of a kind: how many were plans, how many refused by which code, and what went wrong."""

    taken: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0
    slowest_file: int = 0

    def add(self, number: int, outcome: str, seconds: float) -> None:
        if seconds > self.slowest:
            self.slowest, self.slowest_file = seconds, number
        if outcome == "plan":
            self.taken += 1
        elif outcome.startswith("refused "):
            self.codes[outcome.removeprefix("refused ")] += 1
        else:
            self.wrong.append(f"{number}: {outcome}")

    @property
    def files(self) -> int:
        return self.taken + self.codes.total() + len(self.wrong)

    def __str__(self) -> str:
        codes = ", ".join(f"{code} {count}" for code, count in self.codes.most_common())
        slowest = f"slowest {self.slowest:.2f} s (file {self.slowest_file})"
        return f"{self.files} files: {self.taken} plans, {codes}; {slowest}; {len(self.wrong)} wrong"


def mutated(kind: str, samples: list[bytes], seed: int, number: int) -> bytes:
    random = Random(f"{seed} {kind} {number}")  # noqa: S311 no secret
    sample = random.choice(samples)
    return (spoil_archive if kind in ARCHIVES else spoil)(sample, random)


def outcome_of(kind: str, data: bytes) -> str:
    """plan, or refused with its code. Whatever else is raised comes out."""
    try:
        opened = from_json(to_json(open_file(NAMES[kind], data)))  # as it comes back from the reading process
        understand(opened)
    except NotAPlan as error:
        return f"refused {error.code}"
    return "plan"


def run(kind: str, samples: list[bytes], *, files: int, seed: int) -> Tally:
    """Spoils and reads so many files of the kind, on all processors."""
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="mutations-") as folder:
        for number, sample in enumerate(samples):
            (Path(folder) / f"{number:02}.sample").write_bytes(sample)
        own = Path(folder) / "temporary"
        own.mkdir()
        batches = [range(first, min(first + BATCH, files)) for first in range(0, files, BATCH)]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for told in pool.map(lambda batch: _batch(folder, kind, batch, seed), batches):
                for line in told:
                    tally.add(**line)
        tally.wrong += [f"left behind: {path.name}" for path in own.iterdir()]
    return tally


def _batch(folder: str, kind: str, numbers: range, seed: int) -> list[dict]:
    """What the batch's process told of each file; one that it ended with is told as a crash or a hang."""
    told: list[dict] = []
    while numbers:
        order = [folder, kind, str(numbers.start), str(numbers.stop), str(seed)]
        done = subprocess.run(
            [sys.executable, "-m", "tests.mutations", "--batch", *order],
            env=os.environ | {"TMPDIR": f"{folder}/temporary"},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        lines = [json.loads(line) for line in done.stdout.splitlines() if line.endswith(b"}")]
        told += lines
        numbers = range(numbers.start + len(lines), numbers.stop)
        if numbers:
            how = signal.Signals(-done.returncode).name if done.returncode < 0 else f"status {done.returncode}"
            told.append({"number": numbers.start, "outcome": f"ended the process: {how}", "seconds": 0})
            numbers = numbers[1:]
    return told


def batch(folder: str, kind: str, start: str, stop: str, seed: str) -> None:
    """In a process of its own: a line of JSON for each file, when it is done."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    samples = samples_in(folder)
    for number in range(int(start), int(stop)):
        data = mutated(kind, samples, int(seed), number)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        signal.alarm(PATIENCE)
        began = time.process_time()
        try:
            outcome = outcome_of(kind, data)
        except Exception as error:
            outcome = f"raised {type(error).__name__}: {str(error)[:200]}"
        signal.setitimer(signal.ITIMER_PROF, 0)
        line = {"number": number, "outcome": outcome, "seconds": time.process_time() - began}
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


def samples_in(folder: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted(Path(folder).glob("*.sample"))]


def main(arguments: Iterable[str]) -> int:
    from tests.mutation_samples import SAMPLES, samples_of  # they may need Django, which the batches do not

    parser = argparse.ArgumentParser(prog="python -m tests.mutations", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, metavar="NUMBER")
    parser.add_argument("--kind", nargs="+", choices=sorted(SAMPLES), default=sorted(SAMPLES))
    options = parser.parse_args(list(arguments))
    wrong = 0
    for kind in options.kind:
        if options.only is not None:
            data = mutated(kind, samples_of(kind), options.seed, options.only)
            sys.stdout.write(f"{kind}: {outcome_of(kind, data)}\n")
            continue
        began = time.monotonic()
        tally = run(kind, samples_of(kind), files=options.files, seed=options.seed)
        lines = [f"{kind}, seed {options.seed}: {tally}; {time.monotonic() - began:.0f} s in all", *tally.wrong]
        sys.stdout.write("\n  ".join(lines) + "\n")
        sys.stdout.flush()
        wrong += len(tally.wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--batch"]:
        batch(*sys.argv[2:])
    else:
        sys.exit(main(sys.argv[1:]))
