"""A project of a million explanations, made with the store's own code, and how long people wait for it.

    python -m tests.benchmarks.scale [--small] [--keep DIR] [--stage NAME]

100,000 images in ten runs: a million explanations (rows; real map files for 1,000), and 300,000 reviews by five
reviewers, of whom one has done 99.9 % of the first run. Then the times of opening, lists, trends, verdicts and rows
are measured, warm and from a cold file, each stage in a process of its own. Ends with 1 if a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks import scale_project
from tests.benchmarks.scale_measures import REPEATS, STAGES, Line, forget, run

NAME = "scale.hansel"


def stage_lines(stage: str, project: Path, small: bool) -> Iterator[Line]:
    """What a stage measures, in a fresh process."""
    command = [sys.executable, "-m", "tests.benchmarks.scale", "--in-process", stage, "--keep", str(project.parent)]
    with subprocess.Popen([*command, *(["--small"] if small else [])], stdout=subprocess.PIPE, text=True) as made:
        assert made.stdout is not None
        for line in made.stdout:
            yield Line(**json.loads(line))
    if made.returncode != 0:
        sys.exit(f"the stage {stage} ended with {made.returncode}")


def measured(project: Path, small: bool, stages: list[str]) -> Iterator[Line]:
    """All lines of the table."""
    for stage in stages:
        if stage != "opening":
            yield from stage_lines(stage, project, small)
            continue
        list(stage_lines(stage, project, small))  # the first close may make a backup
        for cold in (True, False):
            found = []
            for _ in range(REPEATS):
                if cold:
                    forget(project)
                found += stage_lines(stage, project, small)
            title = f"{found[0].title}, {'cold' if cold else 'warm'}"
            yield Line(title, [one.seconds[0] for one in found], found[0].goal, note=found[-1].note)


def shown(line: Line) -> str:
    """A line of the table."""
    p50, p99, top = line.measured
    if line.unit == "ms":
        figures = f"{p50:10.1f} {p99:10.1f} {top:10.1f} ms"
        goal = "" if line.goal is None else f"< {line.goal:,.0f} ms"
    else:
        figures = f"{p50:32,.0f} {line.unit}"
        goal = "" if line.goal is None else f">= {line.goal:,.0f} {line.unit}"
    met = "" if line.goal is None else "ok" if line.met else "MISSED"
    return f"{line.title:<58} {goal:>12} {figures:<36} {met:<7} {line.note}".rstrip()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.scale", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--small", action="store_true", help="a tenth of everything")
    parser.add_argument("--keep", type=Path, help="a folder to make the project in, or to find it in, and leave it")
    parser.add_argument("--stage", choices=list(STAGES), help="measure only this")
    parser.add_argument("--in-process", choices=list(STAGES), help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    size = scale_project.SMALL if wanted.small else scale_project.FULL
    if wanted.in_process:
        run(wanted.in_process, wanted.keep / NAME, size)
        return 0
    with ExitStack() as stack:
        home = wanted.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hansel-scale-")))
        home.mkdir(parents=True, exist_ok=True)
        project = home / NAME
        if not project.exists():
            scale_project.make(project, size, lambda words: print(words, flush=True))
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        if not hasattr(os, "posix_fadvise"):
            print("This system cannot be asked to forget a file: what is called cold may be warm.")
        print(f"{'':<58} {'goal':>12} {'p50':>10} {'p99':>10} {'max':>10}")
        missed = 0
        for line in measured(project, wanted.small, [wanted.stage] if wanted.stage else list(STAGES)):
            print(shown(line), flush=True)
            missed += not line.met
    print("every goal is met" if not missed else f"{missed} goals are missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
