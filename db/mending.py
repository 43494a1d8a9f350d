"""Maps whose files are missing or altered: which they are, and putting back those that were computed again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Literal

from sqlalchemy import func, select

from db import defence, faults, maps, queries
from db.checks import Step
from db.defence import Defence
from db.faults import StoreError
from db.schema import explanations
from db.store import Store
from engine.records import FloatArray

_AT_ONCE = 500
Fault = Literal["missing", "altered", "unreadable"]


@dataclass(frozen=True, slots=True)
class Lost:
    """An explanation whose map cannot be shown. path: of the map's file, relative to the project."""

    explanation_id: int
    path: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class PutBack:
    """A map's file that is again as it was written. aside: where an altered one is kept now; empty if there was none.

    Both paths are relative to the project.
    """

    path: str
    aside: str


class NotTheKeptMap(StoreError):
    """A map that was to be put back does not have the hash that was kept."""


def lost(store: Store, progress: Callable[[Step], None] = lambda _: None) -> list[Lost]:
    """All maps of a project that are missing, altered or unreadable, by explanation. Reads every map's file."""
    found: list[Lost] = []
    last = done = 0
    with store._reading() as db:
        total = db.scalar(select(func.count()).select_from(explanations)) or 0
        columns = (explanations.c.id, explanations.c.map_path, explanations.c.map_sha256)
        while True:
            query = select(*columns).where(explanations.c.id > last).order_by(explanations.c.id).limit(_AT_ONCE)
            rows = db.execute(query).all()
            for row in rows:
                fault = _fault(store.path / row.map_path, row.map_sha256)
                if fault is not None:
                    found.append(Lost(row.id, row.map_path, fault))
                done += 1
                progress(Step(done, total, row.map_path))
            if len(rows) < _AT_ONCE:
                return found
            last = rows[-1].id


def put_back(store: Store, kept: Defence, values: FloatArray) -> PutBack:
    """Writes the map (H, W) of an explanation into its place, if it is bit for bit the one that was kept.

    On return it would outlive a power cut. An altered file is moved aside under a name of its own and stays; one that
    is whole is left alone. Rows and reviews stay as they are. Raises NotTheKeptMap, or StoreError if the project is
    open for reading only or the disk refuses; then what was there is there still, if only under its other name.
    """
    content = defence.kept_bytes(kept, values)
    if content is None:
        raise NotTheKeptMap(
            "The map computed now does not have the hash that was kept, so it was not put in its place. "
            "Nothing was replaced."
        )
    if store.readonly:
        raise StoreError(f"{store.path.name} is open for reading only; the map was not put back.")
    with store._reading() as db:
        relative, sha256 = queries.map_file(db, kept.row.explanation_id)
    parts = PurePosixPath(relative).parts
    if PurePosixPath(relative).is_absolute() or ".." in parts or parts[:1] != (maps.FOLDER,):
        raise StoreError(f"The record names a file outside of the project's maps ({relative}); nothing was written.")
    # One at a time, as for an audit's maps.
    with store._one_batch, faults.in_plain_words(store.path):
        target = store.path / relative
        if _fault(target, sha256) is None:
            return PutBack(relative, "")
        changed = maps._make_folders({target.parent})
        fresh = target.with_suffix(".again")
        aside = ""
        try:
            # First it lies on the disk whole; then names change, and a crash between them leaves a map missing.
            maps.write_file(fresh, content)
            if os.path.lexists(target):
                other = _free(target)
                target.rename(other)
                aside = other.relative_to(store.path).as_posix()
            fresh.replace(target)
        except BaseException:
            with suppress(OSError):
                fresh.unlink()
            raise
        for folder in changed:
            maps.sync_folder(folder)
    return PutBack(relative, aside)


def _fault(file: Path, sha256: str) -> Fault | None:
    try:
        with file.open("rb") as stream:
            return None if hashlib.file_digest(stream, "sha256").hexdigest() == sha256 else "altered"
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return "missing"
    except OSError:
        return "unreadable"


def _free(target: Path) -> Path:
    """A name for an altered file that nothing has yet."""
    for number in count(1):
        other = target.with_name(f"{target.name}.altered{'' if number == 1 else f'-{number}'}")
        if not os.path.lexists(other):
            return other
    raise AssertionError("numbers do not end")
