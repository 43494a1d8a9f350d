"""How long does a report over a large run take, and how large is it?

    python -m tests.benchmarks.report [--images 100000] [--gallery 500] [--folder FOLDER]

Makes a run of so many explanations with the store's own code, all but one in a thousand reviewed (22 % flawed), over
real pictures and maps: some hundreds of each, under as many names as there are explanations (hard links). Then each
kind of report is written in a process of its own. Printed are seconds, MB on the disk and the peak of memory. Goal, for
.html and .pdf with a gallery of 500 over 100,000 explanations: 60 s, 30 MB. Exit code 1 where one of these is missed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from db import ids, maps, results
from db.maps import StoredMap
from db.store import Store
from db.writer import Urgency
from engine.records import Explanation, ImageRef
from reports import KINDS
from resources.demo import world
from tests.benchmarks import scale_project
from tests.benchmarks.scale_project import Size

GOAL_S, GOAL_MB = 60, 30
SCENES, PICTURES, MAPS = 40, 997, 211  # the last two have no common factor: no two cards look the same
SIDE = (640, 480)


def pictures(folder: Path) -> list[tuple[Path, str]]:
    """Scenes of the demo, enlarged to the size of photos and moved around: (file, SHA-256)."""
    folder.mkdir(parents=True)
    found = []
    scenes = [np.asarray(Image.fromarray(world.scene_of(shot).pixels).resize(SIDE)) for shot in world.plan(SCENES)]
    for number in range(PICTURES):
        file = folder / f"{number:03d}.jpg"
        moved = np.roll(scenes[number % SCENES], (7 * number, 13 * number), axis=(0, 1))
        Image.fromarray(moved).save(file, quality=90)
        found.append((file, hashlib.sha256(file.read_bytes()).hexdigest()))
    return found


def map_files(project: Path) -> list[tuple[Path, StoredMap]]:
    """Bumps of different places and widths, written as maps are."""
    random = np.random.default_rng(scale_project.SEED)
    y, x = np.mgrid[: scale_project.MAP_SIDE, : scale_project.MAP_SIDE]
    found = []
    for number in range(MAPS):
        cx, cy, width = *random.integers(30, 190, 2), random.integers(20, 60)
        values = np.exp(-((x - cx) ** 2 + (y - cy) ** 2) / width**2).astype(np.float32)
        ((stored),) = maps.write_all(project, [(f"{number:08x}-0000-7000-8000-000000000000", values)], None)
        found.append((project / stored.path, stored))
    return found


def make(project: Path, size: Size) -> None:
    """The project, and the folder of its images beside it."""
    photos = project.parent / "photos"
    real = pictures(project.parent / "real")
    refs: list[ImageRef] = []
    for number, ref in enumerate(scale_project.refs(size)):
        file = photos / ref.relative
        file.parent.mkdir(parents=True, exist_ok=True)
        os.link(real[number % PICTURES][0], file)
        about = file.stat()
        refs.append(ImageRef(ref.relative, about.st_size, about.st_mtime_ns, ref.label))
    with Store.create(project) as store:
        plan = store.begin_run(replace(scale_project.spec(0), folder=str(photos)), refs)
        shapes = map_files(project)
        made = scale_project.explanations(size, 0)
        wanted = zip([one.key for one in plan.pending], _with_hashes(made, real), strict=True)
        for count, batch in enumerate(scale_project._batches(wanted, scale_project.ROWS_PER_COMMIT)):
            _add(store, plan.run_id, batch, shapes, count * scale_project.ROWS_PER_COMMIT)
        store.finish_run(plan.run_id, "finished")
        first = (one for one in scale_project.wanted_reviews(size) if one[0] <= size.images)
        for number, said in enumerate(scale_project._batches(first, scale_project.EVENTS_PER_COMMIT)):
            work = scale_project._reviewing(said, ids.device_id(), number)
            store._write(work, Urgency.VERDICT).result()
        store.sign_off(plan.run_id, scale_project.REVIEWERS[0]).result()


def _with_hashes(made: Iterator[Explanation], real: list[tuple[Path, str]]) -> Iterator[Explanation]:
    for number, one in enumerate(made):
        yield replace(one, sha256=real[number % PICTURES][1])


def _add(
    store: Store, run_id: int, batch: list[tuple[int, Explanation]], shapes: list[tuple[Path, StoredMap]], at: int
) -> None:
    """Rows as Store.add_outcomes adds them; each map is a link to one that is there."""
    with store._reading() as db:
        names = results.explanation_uuids(db, run_id, [(key, one.target) for key, one in batch])
    stored = []
    for number, name in enumerate(names, at):
        file, like = shapes[number % MAPS]
        path = maps.path_of(name)
        (store.path / path).parent.mkdir(parents=True, exist_ok=True)
        os.link(file, store.path / path)
        stored.append(replace(like, path=path))
    rows = results.rows_of((one for _, one in batch), names, stored)
    session = store._sessions[run_id]
    store._write(lambda db: results.add(db, run_id, batch, rows, session)).result()


MEASURED = """
import json, resource, sys, time
from pathlib import Path
import reports
began = time.perf_counter()
reports.write(sys.argv[1], Path(sys.argv[2]), reports.Options(gallery=int(sys.argv[3])))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([time.perf_counter() - began, peak]))
"""


def measured(project: Path, out: Path, gallery: int) -> tuple[float, float]:
    """(seconds, peak of memory in MB) of writing one report in a fresh process."""
    command = [sys.executable, "-c", MEASURED, str(project), str(out), str(gallery)]
    seconds, peak = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return seconds, peak


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--images", type=int, default=100_000)
    parser.add_argument("--gallery", type=int, default=500)
    parser.add_argument("--folder", type=Path, help="where to work; stays, and a project that is there is taken")
    asked = parser.parse_args()
    home = asked.folder or Path(tempfile.mkdtemp(prefix="hansel-report-"))
    missed = 0
    try:
        project = home / f"{asked.images}.hansel"
        if not project.exists():
            began = time.perf_counter()
            home.mkdir(parents=True, exist_ok=True)
            make(project, Size(images=asked.images, reviews=asked.images * 3 // 2, maps=0))
            print(f"project made in {time.perf_counter() - began:.0f} s", flush=True)
        for kind in KINDS:
            out = home / f"report{kind}"
            out.unlink(missing_ok=True)
            seconds, peak = measured(project, out, asked.gallery)
            size = out.stat().st_size / 1e6
            print(f"{kind:11} {seconds:6.1f} s  {size:6.1f} MB  {peak:6.0f} MB of memory", flush=True)
            missed += kind in (".html", ".pdf") and (seconds > GOAL_S or size > GOAL_MB)
    finally:
        if asked.folder is None:
            shutil.rmtree(home)
    print("all as expected" if not missed else f"{missed} not as expected")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
