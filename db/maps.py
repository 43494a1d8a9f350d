"""Maps on disk: raw float32 .npy files under maps/xx/, each checked against the hash in its row."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from db.faults import MapAltered, MapMissing, StoreError
from engine.records import FloatArray

FOLDER = "maps"


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


def write_all(project: Path, maps: Iterable[tuple[str, FloatArray]]) -> list[StoredMap]:
    """Writes (explanation uuid, map (H, W)) pairs; on return they would outlive a power cut.

    If one cannot be written none is kept. Raises OSError, or StoreError for a map that is not (H, W) and finite.
    """
    stored: list[StoredMap] = []
    folders: set[Path] = set()
    try:
        for uuid, values in maps:
            stored.append(_write(project, path_of(uuid), values, folders))
        for folder in folders:
            sync_folder(folder)
    except BaseException:
        for one in stored:
            (project / one.path).unlink(missing_ok=True)
        raise
    return stored


def _write(project: Path, relative: str, values: FloatArray, folders: set[Path]) -> StoredMap:
    array = np.ascontiguousarray(values, dtype=np.float32)
    if array.ndim != 2 or array.size == 0 or not np.isfinite(array).all():
        raise StoreError("A map holds values that are no numbers, or is no picture; it was not kept.")
    buffer = io.BytesIO()
    np.lib.format.write_array(buffer, array, allow_pickle=False)
    content = buffer.getvalue()
    target = project / relative
    if not target.parent.is_dir():
        target.parent.mkdir(parents=True, exist_ok=True)
        folders.add(target.parent.parent)
    folders.add(target.parent)
    part = target.with_suffix(".part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return StoredMap(relative, hashlib.sha256(content).hexdigest(), float(array.min()), float(array.max()))


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
    """The map (H, W), float32. Raises MapMissing, or MapAltered if the bytes are not those that were written."""
    try:
        content = (project / relative).read_bytes()
    except FileNotFoundError as error:
        raise MapMissing(
            f"The map file {relative} is missing from {project.name}. The prediction and the reviews are kept. "
            "Restore the file from a backup, or audit the image again in a new run."
        ) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise MapAltered(
            f"The map file {relative} in {project.name} is not the one that was written: it was altered or damaged, "
            "so it is not shown. Restore it from a backup, or audit the image again in a new run."
        )
    array: FloatArray = np.lib.format.read_array(io.BytesIO(content), allow_pickle=False)
    return array
