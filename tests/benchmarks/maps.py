"""How fast maps come to lie on the disk, synced, and how large they are there.

    python -m tests.benchmarks.maps [--folder FOLDER] [--rounds 15] [--at-least MAPS_A_SECOND]

db.maps.write_all, with threads started for each batch and with threads kept, beside two other ways, all of them synced,
turn by turn on the same maps, so that what else the computer does falls on all alike: one file after the other, and
one shard a batch with nothing to find a map in it by; both in float32. The ratio is threads kept to one by one. Maps as
a net makes them need float32, those of a net that counts in half precision fit into float16. Exit code 1 if a map comes
back with another bit, or if write_all with threads kept is slower than one file after the other or than asked.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import tempfile
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np

from db import maps

Batch = list[tuple[str, np.ndarray]]


def npy(array: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array)
    return buffer.getvalue()


def sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def put(target: Path, contents: list[bytes]) -> set[Path]:
    """One synced file; returns the folders that are not synced yet."""
    changed = {target.parent}
    if not target.parent.is_dir():
        target.parent.mkdir(parents=True)
        changed.add(target.parent.parent)
    part = target.with_suffix(".part")
    with part.open("wb") as file:
        for content in contents:
            hashlib.sha256(content).hexdigest()
            file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(target)
    return changed


def one_by_one(project: Path, batch: Batch) -> None:
    changed: set[Path] = set()
    for name, values in batch:
        changed |= put(project / maps.path_of(name), [npy(values)])
    for folder in changed:
        sync(folder)


def shard(project: Path, batch: Batch) -> None:
    for folder in put(project / maps.path_of(batch[0][0]), [npy(values) for _, values in batch]):
        sync(folder)


def threads_started(project: Path, batch: Batch) -> None:
    maps.write_all(project, batch)


def ways(pool: ThreadPoolExecutor) -> dict[str, Callable[[Path, Batch], object]]:
    kept = partial(maps.write_all, pool=pool)
    return {"one": one_by_one, "started": threads_started, "kept": kept, "shard": shard}


def measure(
    folder: Path, arrays: list[np.ndarray], rounds: int, pool: ThreadPoolExecutor
) -> tuple[dict[str, float], float, bool]:
    """(way -> median maps a second, bytes a map of write_all, did every bit come back)."""
    written_by = ways(pool)
    seconds: dict[str, list[float]] = {way: [] for way in written_by}
    size, same = 0, True
    with tempfile.TemporaryDirectory(prefix="hansel-maps-", dir=folder) as home:
        for turn in range(rounds):
            order = list(written_by)
            for way in order[turn % 4 :] + order[: turn % 4]:
                batch = [(str(uuid.uuid4()), array) for array in arrays]
                started = time.perf_counter()
                written_by[way](Path(home, way), batch)
                seconds[way].append(time.perf_counter() - started)
                if way == "kept":
                    for name, array in batch:
                        file = Path(home, way, maps.path_of(name))
                        size += file.stat().st_size
                        back = maps.read(
                            Path(home, way), maps.path_of(name), hashlib.sha256(file.read_bytes()).hexdigest()
                        )
                        same &= back.dtype == np.float32 and back.tobytes() == array.tobytes()
    speed = {way: len(arrays) / median(found) for way, found in seconds.items()}
    return speed, size / (rounds * len(arrays)), same


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--folder", type=Path, default=Path(), help="on the disk to measure; the current one if not given"
    )
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--at-least", type=float, default=0.0, metavar="MAPS_A_SECOND", help="what a GPU makes here")
    wanted = parser.parse_args()
    rng = np.random.default_rng(0)
    good = True
    pool = ThreadPoolExecutor(maps.THREADS)
    print("maps a second, all synced (medians)")
    print("| map | numbers | batch | one by one | threads started | threads kept | ratio | one shard | bytes a map |")
    print("|---|---|---|---|---|---|---|---|---|")
    for side in (96, 224):
        for numbers in ("float32", "float16"):
            for batch in (8, 32):
                arrays = [rng.standard_normal((side, side)).astype(numbers).astype(np.float32) for _ in range(batch)]
                speed, size, same = measure(wanted.folder, arrays, wanted.rounds, pool)
                ratio = speed["kept"] / speed["one"]
                good &= same and ratio >= 1 and speed["kept"] >= wanted.at_least
                cells = [f"{side} x {side}", numbers, str(batch), f"{speed['one']:.0f}", f"{speed['started']:.0f}"]
                cells += [f"{speed['kept']:.0f}", f"{ratio:.2f}", f"{speed['shard']:.0f}", f"{size:,.0f}"]
                print("| " + " | ".join(cells) + " |" + ("" if same else " not every bit came back"), flush=True)
    pool.shutdown()
    raise SystemExit(0 if good else 1)


if __name__ == "__main__":
    main()
