"""Maps on disk: raw .npy files under maps/xx/, each checked against the hash in its row.

One file a map, since such a file can be read with plain NumPy, checked, and brought back from a backup on its own. Its
price: 475 to 850 float32 maps of 224 x 224 a second in eight kept threads, where one file a batch brought 1,180 to
1,810, and one map after the other 410 to 600 (two CPU cores, tests/benchmarks/maps.py).
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from db.faults import MapAltered, MapMissing, StoreError
from engine.records import FloatArray

FOLDER = "maps"
THREADS = 8
_BITS_BEYOND_HALF = 0x1FFF  # float32 keeps 23 bits of a fraction, float16 ten: the lowest 13 of a number's bits


@dataclass(frozen=True, slots=True)
class StoredMap:
    """A map that lies on disk. path is relative to the project, in POSIX spelling; low and high are its range."""

    path: str
    sha256: str
    low: float
    high: float


def path_of(uuid: str) -> str:
    """Where the map of an explanation lies, relative to the project.

    The same explanation always gets the same file, so what a killed process left is overwritten when the run goes on.
    """
    name = uuid.replace("-", "")
    return f"{FOLDER}/{name[-2:]}/{name}.npy"


def write_all(
    project: Path, maps: Iterable[tuple[str, FloatArray]], pool: ThreadPoolExecutor | None = None
) -> list[StoredMap]:
    """Writes (explanation uuid, map (H, W)) pairs; on return they would outlive a power cut.

    The files hold float16 where that loses no bit, else float32. If one cannot be written none is kept. Raises OSError,
    or StoreError for a map that is not (H, W) and finite and for an explanation that comes twice.

    pool: whose threads (THREADS, best) write and sync; some are started for this batch if none is given
    """
    batch = [(path_of(uuid), _checked(values)) for uuid, values in maps]
    if len({relative for relative, _ in batch}) < len(batch):
        raise StoreError("One explanation came twice in a batch; none of the batch was kept.")
    if not batch:
        return []
    written: list[Path] = []

    def write(share: list[tuple[str, FloatArray]]) -> list[StoredMap]:
        stored: list[StoredMap] = []
        for relative, array in share:
            content = _npy(_narrowest(array))
            write_file(project / relative, content)
            written.append(project / relative)
            hashed = hashlib.sha256(content).hexdigest()
            stored.append(StoredMap(relative, hashed, float(array.min()), float(array.max())))
        return stored

    threads = min(THREADS, (len(batch) + 1) // 2)  # for a single map a thread costs more than it brings
    jobs: list[Future[list[StoredMap]]] = []
    try:
        changed = _make_folders({(project / relative).parent for relative, _ in batch})
        with nullcontext(pool) if pool is not None else ThreadPoolExecutor(threads, "maps") as workers:
            jobs += [workers.submit(write, batch[first::threads]) for first in range(threads)]
            by_path = {one.path: one for job in jobs for one in job.result()}
            list(workers.map(sync_folder, changed))
    except BaseException:
        wait(jobs)  # so that none is written after it was looked for here
        for file in written:
            # One that cannot be taken back has no row, so nobody sees it, and it is overwritten when the run goes on.
            with suppress(OSError):
                file.unlink()
        raise
    return [by_path[relative] for relative, _ in batch]


def _checked(values: FloatArray) -> FloatArray:
    """The map as float32 in one piece."""
    with np.errstate(over="ignore"):  # what is too large becomes infinite, and is refused here
        array = np.ascontiguousarray(values, dtype=np.float32)
    if array.ndim != 2 or array.size == 0 or not np.isfinite(array).all():
        raise StoreError("A map holds values that are no numbers, or is no picture; it was not kept.")
    return array


def _narrowest(array: FloatArray) -> NDArray[np.floating[Any]]:
    """The map as float16 if every bit, the sign of a zero too, comes back from there; else as it is."""
    bits = array.view(np.uint32)
    if (bits & _BITS_BEYOND_HALF).any():  # so most maps are told twenty times sooner than by trying
        return array
    with np.errstate(over="ignore", under="ignore"):
        half = array.astype(np.float16)
    return half if np.array_equal(half.astype(np.float32).view(np.uint32), bits) else array


def _npy(array: NDArray[np.floating[Any]]) -> bytes:
    buffer = io.BytesIO()
    np.lib.format.write_array(buffer, array, allow_pickle=False)
    return buffer.getvalue()


def _make_folders(folders: set[Path]) -> set[Path]:
    """Makes those that are not there. Returns all folders whose names will have changed once the files are in."""
    changed = set(folders)
    for folder in folders:
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            changed.add(folder.parent)
    return changed


def write_file(target: Path, content: bytes) -> None:
    """Under its own name a file is whole and synced, or not there."""
    part = target.with_suffix(".part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder outlive a power cut. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read(project: Path, relative: str, sha256: str) -> FloatArray:
    """The map (H, W), float32, bit for bit the one that was given to write_all.

    Raises MapMissing, MapAltered if the file's bytes are not those that were written, or OSError.
    """
    try:
        content = (project / relative).read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise MapMissing(
            f"The map file {relative} is missing from {project.name}. The prediction and the reviews are kept. "
            "Compute it again, in the window or with hansel rerun PROJECT --missing, or restore the file from a backup."
        ) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise MapAltered(
            f"The map file {relative} in {project.name} is not the one that was written: it was altered or damaged, "
            "so it is not shown. Compute it again, in the window or with "
            "hansel rerun PROJECT --missing, or restore it from a backup."
        )
    array: FloatArray = np.lib.format.read_array(io.BytesIO(content), allow_pickle=False).astype(np.float32, copy=False)
    return array
