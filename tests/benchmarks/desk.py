"""How quick the window is over a folder of 100,000 images: ``python -m tests.benchmarks.desk [--keep DIR]``.

Makes the folder and a project over it (tests/benchmarks/desk_world.py) and works in the real window with real key,
wheel and mouse events: opens the project, from a cold file and a warm one, sets up an audit of the folder, walks,
jumps, scrolls and judges, without an audit and while one goes on. Each stage is a process of its own. Ends with 1 if a
goal is missed.

    --images 3000     a small world          --keys 300      fewer steps through the images
    --keep DIR        make the world there, or find it there, and leave it
    --stage NAME      only one stage         --platform xcb  on a real screen, or below xvfb-run; else offscreen
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

import numpy as np

from tests.benchmarks import desk_world
from tests.benchmarks.desk_stages import STAGES, Line, run

REPEATS = 5


def stage_lines(stage: str, home: Path, keys: int) -> Iterator[Line]:
    """What a stage measures, in a fresh process with settings and caches of its own."""
    with tempfile.TemporaryDirectory(prefix="work-", dir=home) as work:
        own = {f"XDG_{name}_HOME": str(Path(work) / name) for name in ("CONFIG", "CACHE", "STATE", "DATA")}
        command = [sys.executable, "-m", "tests.benchmarks.desk", "--in-process", stage, work, "--keep", str(home)]
        with subprocess.Popen(
            [*command, "--keys", str(keys)], stdout=subprocess.PIPE, text=True, env={**os.environ, **own}
        ) as made:
            assert made.stdout is not None
            for line in made.stdout:
                yield Line(**json.loads(line))
        if made.returncode != 0:
            sys.exit(f"the stage {stage} ended with {made.returncode}")


def measured(stage: str, home: Path, keys: int) -> Iterator[Line]:
    if not stage.startswith("open-"):
        yield from stage_lines(stage, home, keys)
        return
    found = [list(stage_lines(stage, home, keys)) for _ in range(REPEATS)]
    for same in zip(*found, strict=True):
        one = same[0]
        yield Line(one.title, [line.values[0] for line in same], one.goal, one.judged, one.unit, one.note)


def shown(line: Line) -> str:
    """A line of the table: goal, p50, p95, p99, most."""
    goal = "" if line.goal is None else f"< {line.goal:,.0f} {line.unit}"
    if line.goal is not None and line.judged != 100:
        goal = f"p{line.judged:.0f} {goal}"
    if len(line.values) == 1:
        figures = f"{line.values[0]:10.1f} {line.unit}"
    else:
        figures = " ".join(f"{value:8.1f}" for value in (*np.percentile(line.values, [50, 95, 99]), max(line.values)))
    met = "" if line.goal is None else "ok" if line.met else "MISSED"
    return f"{line.title:<86} {goal:>14} {figures:<36} {met:<7} {line.note}".rstrip()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.desk", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--images", type=int, default=100_000)
    parser.add_argument("--keys", type=int, default=2000)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--stage", choices=STAGES)
    parser.add_argument("--platform", default="offscreen")
    parser.add_argument("--in-process", nargs=2, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.in_process:
        stage, work = wanted.in_process
        run(stage, wanted.keep / "photos", wanted.keep / "photos.hansel", Path(work), wanted.keys)
        return 0
    os.environ["QT_QPA_PLATFORM"] = wanted.platform
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with ExitStack() as stack:
        home = wanted.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hansel-desk-")))
        home.mkdir(parents=True, exist_ok=True)
        desk_world.make(home, desk_world.Size(wanted.images), lambda words: print(words, flush=True))
        print(f"{wanted.images:,} images, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {wanted.platform}")
        print(f"{'':<86} {'goal':>14} {'p50':>8} {'p95':>8} {'p99':>8} {'most':>8}")
        good = True
        for stage in [wanted.stage] if wanted.stage else STAGES:
            for line in measured(stage, home, wanted.keys):
                good = good and line.met
                print(shown(line), flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
