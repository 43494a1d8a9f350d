"""A folder of many small JPEGs and a project over it, for tests.benchmarks.desk; made once, found again with --keep.

Every picture is a real one and a file of its own: one of a few hundred scenes of the demo's world, of which each file
shows another part, mirrored or not, in another light. The project is made by the store and the engine: its run lists
all images, and some of them are explained by the demo's trained net (gradient), their maps on the disk. The others
wait, and are what an audit does while the window is measured.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from db.store import Store
from engine import datasets
from engine.audit import Work, audit, describe_run
from engine.models import load_model
from engine.records import ByteArray
from gui.sinks import StoreSink
from resources.demo import world

MODEL = Path(world.__file__).parent / "model.toml"
WIDTH, HEIGHT = 96, 72
SCENES = 384
SCENE_SIDE = 144
QUALITY = 88
SEED = 20261129
METHOD = "gradient"
BATCH = 16


@dataclass(frozen=True, slots=True)
class Size:
    """How many images, how many of the first are explained without a gap, and of the others every which one."""

    images: int

    @property
    def in_a_row(self) -> int:
        return min(2400, self.images // 2)

    @property
    def every(self) -> int:
        return max(2, (self.images - self.in_a_row) // 2600)


def make(home: Path, size: Size, say: Callable[[str], None]) -> tuple[Path, Path]:
    """(folder of images, project) below ``home``, made as far as they are not there."""
    folder, project = home / "photos", home / "photos.hansel"
    mark = home / "made.txt"
    wanted = f"{size.images} {WIDTH} {HEIGHT} {SEED} {METHOD}"
    if mark.is_file():
        if mark.read_text("utf-8") != wanted:
            raise SystemExit(f"{home} holds a world of another size. Remove it, or give --keep another folder.")
        return folder, project
    began = time.perf_counter()
    draw(folder, size.images)
    say(f"{size.images:,} JPEGs of {WIDTH} x {HEIGHT} made in {time.perf_counter() - began:.0f} s")
    began = time.perf_counter()
    explained = explain_some(folder, project, size)
    say(f"{explained:,} of them explained ({METHOD}) in {time.perf_counter() - began:.0f} s")
    mark.write_text(wanted, "utf-8")
    return folder, project


def draw(folder: Path, number: int) -> None:
    """The pictures, one folder a class; each process draws its share of the scenes."""
    for label in world.CLASSES:
        (folder / label).mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(partial(_draw_scene, folder, number), range(SCENES), chunksize=8))


def _draw_scene(folder: Path, number: int, scene: int) -> None:
    """All files that show one scene: numbers scene, scene + SCENES, ..."""
    rng = np.random.default_rng([SEED, scene])
    label = world.CLASSES[scene % len(world.CLASSES)]
    whole = world.draw(label, rng, SCENE_SIDE, stamp=label == world.STAMPED and scene % 5 > 0).pixels
    for file in range(scene, number, SCENES):
        width = int(rng.integers(108, SCENE_SIDE + 1))
        height = width * HEIGHT // WIDTH
        left, top = (int(rng.integers(0, SCENE_SIDE - side + 1)) for side in (width, height))
        part = whole[top : top + height, left : left + width]
        if rng.random() < 0.5:
            part = part[:, ::-1]
        small = cv2.resize(np.ascontiguousarray(part), (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
        _write(folder / label / f"{file:06d}.jpg", cv2.convertScaleAbs(small, alpha=rng.uniform(0.8, 1.15)))


def _write(target: Path, pixels: ByteArray) -> None:
    made, data = cv2.imencode(".jpg", pixels[..., ::-1], (cv2.IMWRITE_JPEG_QUALITY, QUALITY))
    assert made
    target.write_bytes(data.tobytes())


def explain_some(folder: Path, project: Path, size: Size) -> int:
    """A run that lists the whole folder, of which some are audited and the others wait; how many were explained."""
    model = load_model(MODEL, device="cpu", trust_code=True)
    spec = describe_run(model, folder, method=METHOD, batch_size=BATCH)
    with Store.create(project) as store:
        store.set_setting("model_file", str(MODEL))
        plan = store.begin_run(spec, datasets.read(folder, "auto").images)
        chosen = [
            Work(one.key, str(one.path))
            for n, one in enumerate(plan.pending)
            if n < size.in_a_row or n % size.every == 0 or n >= len(plan.pending) - 40
        ]
        explained = audit(model, chosen, StoreSink(store, plan.run_id, lambda _: None), spec).explained
        store.finish_run(plan.run_id, "interrupted")
    return explained


def forget(paths: Sequence[Path]) -> None:
    """Ask the system to drop what it holds of files in memory; only Linux can be asked."""
    if not hasattr(os, "posix_fadvise"):
        return
    for path in paths:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(handle)
