"""The maps of a bundle: the very bytes that lie in a project, checked on the way out and on the way in."""

from __future__ import annotations

import hashlib
import io
import math
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import numpy as np
from sqlalchemy import Connection, select

from db import maps
from db.bundle_rows import Row, batched
from db.faults import MapMissing, StoreError, in_plain_words
from db.merge import NOTHING
from db.schema import explanations


def read_map(project: Path, uuid: str, sha256: str) -> bytes:
    """The bytes of a map file. Raises MapMissing or MapAltered."""
    relative = maps.path_of(uuid)
    with suppress(OSError):
        content = (project / relative).read_bytes()
        if hashlib.sha256(content).hexdigest() == sha256:
            return content
    maps.read(project, relative, sha256)  # says what is wrong with it
    raise MapMissing(f"The map file {relative} in {project.name} could not be read.")


def put_maps(
    db: Connection, project: Path, rows: Iterable[Row], content_of: Callable[[str], bytes | None]
) -> list[Path]:
    """Writes and syncs the maps of these explanations (checked lines of a bundle) where the project lacks them.

    Returns the files written. A map that is here stays; where an explanation is here with another map, its file is
    not touched. Raises StoreError, with nothing written, if a map is not the one that its row tells of.
    """
    written: list[Path] = []
    folders: set[Path] = set()

    def write(file: Path, content: bytes) -> None:
        maps.write_file(file, content)
        written.append(file)

    try:
        # Waiting for the disk is most of the work, so a few write at once; few enough lie in memory meanwhile.
        with in_plain_words(project), ThreadPoolExecutor(maps.THREADS, "maps") as pool:
            for some in batched(rows):
                jobs = []
                for row in some:
                    content = content_of(row["uuid"])
                    if content is None:
                        continue
                    _check(row, content)
                    file = project / maps.path_of(row["uuid"])
                    kept = select(explanations.c.map_sha256).where(explanations.c.uuid == row["uuid"])
                    here = db.scalar(kept)
                    if here is not None and (here != row["map_sha256"] or file.exists()):
                        continue
                    # A file without a row is what a killed run left: nobody has seen it.
                    folders |= {file.parent, file.parent.parent}
                    file.parent.mkdir(parents=True, exist_ok=True)
                    jobs.append(pool.submit(write, file, content))
                for job in jobs:
                    job.result()
            for folder in folders:
                maps.sync_folder(folder)
    except BaseException:  # the pool has ended by now, so that none is written after this
        take_back(written)
        raise
    return written


def take_back(written: Iterable[Path]) -> None:
    """Removes maps whose rows were not kept."""
    for file in written:
        with suppress(OSError):
            file.unlink()


def _check(row: Row, content: bytes) -> None:
    if hashlib.sha256(content).hexdigest() != row["map_sha256"]:
        raise StoreError(f"The map of explanation {row['uuid']} was altered: its hash is not the one kept. {NOTHING}")
    buffer = io.BytesIO(content)
    try:
        np.lib.format.read_magic(buffer)
        shape, _, dtype = np.lib.format.read_array_header_1_0(buffer)
        # A header that promises more than there is must not be believed first.
        good = (
            dtype.char in "ef" and len(shape) == 2 and math.prod(shape) * dtype.itemsize == len(content) - buffer.tell()
        )
        good = good and bool(np.isfinite(np.frombuffer(content, dtype, offset=buffer.tell())).all())
    except (ValueError, EOFError, SyntaxError, TypeError) as error:
        raise StoreError(f"The map of explanation {row['uuid']} is not a map file. {NOTHING}") from error
    if not good:
        raise StoreError(f"The map of explanation {row['uuid']} is not a picture of numbers. {NOTHING}")
