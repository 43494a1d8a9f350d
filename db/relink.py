"""A folder that was moved: its images are found again by path, size and bytes, and the project points to the new place.

Only where files lie is changed (roots.path, the paths of renamed images, where a run's list lies), in one transaction.
Ids, runs, explanations and the history of reviews stay as they are, so a later audit of the new folder goes on with
the same runs.
"""

from __future__ import annotations

import os
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from db.column_types import now
from db.faults import StoreError
from db.queries import setting
from db.rows import path_in
from db.runs import file_sha256
from db.schema import images, roots, run_images, settings
from db.store import Store

SAMPLE = 64
LOG = "relinked folders"
Progress = Callable[[int, int], None]


class RelinkError(StoreError):
    """The project cannot be pointed to that folder."""


class Stopped(Exception):
    """The examination was stopped on the way; nothing was changed by it."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of the project, as it is recorded. images: how many are known of it."""

    path: str
    images: int


@dataclass(frozen=True, slots=True)
class Match:
    """How the images of ``old`` are found in ``new``; paths are relative, in POSIX spelling.

    same:     lie at their path and have the recorded size
    checked:  of these, how many were read and have the recorded SHA-256; sampled unless all were wished
    renamed:  path before -> path now, by SHA-256
    changed:  lie at their path, with another size or other bytes
    missing:  found nowhere
    """

    old: str
    new: str
    total: int
    same: int
    checked: int
    can_check: int
    renamed: Mapping[str, str] = field(default_factory=dict)
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def found(self) -> int:
        return self.same + len(self.renamed)

    @property
    def all_checked(self) -> bool:
        return self.checked >= self.can_check


def folders(store: Store) -> list[Folder]:
    """The folders that were audited into a project, oldest first."""
    query = (
        select(roots.c.path, func.count(images.c.relative.distinct()))
        .select_from(roots.outerjoin(images))
        .group_by(roots.c.id)
        .order_by(roots.c.id)
    )
    with store._reading() as db:
        return [Folder(path, number) for path, number in db.execute(query)]


def gone(store: Store) -> list[Folder]:
    """The folders of a project that are not there any more; reads the disk."""
    return [one for one in folders(store) if not os.path.isdir(one.path)]


def examine(
    store: Store,
    old: str,
    new: str | Path,
    *,
    every: bool = False,
    progress: Progress | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> Match:
    """Looks for the images of ``old`` in ``new`` and changes nothing. Takes long for large folders: not for a window's
    thread. every: read all files rather than a sample of 64. progress: (files read or looked at, of how many).

    Raises RelinkError, StoreError, or Stopped when ``stopped()`` says so.
    """
    with store._reading() as db:
        name, root_id = _root(db, old)
        _free(db, name, str(new))
        query = select(images.c.relative, images.c.size_bytes, images.c.sha256).where(images.c.root_id == root_id)
        known: dict[str, list[tuple[int, str | None]]] = defaultdict(list)
        for relative, size, sha256 in db.execute(query.order_by(images.c.id.desc())):
            known[relative].append((size, sha256))
    target = os.path.abspath(new)
    if not os.path.isdir(target):
        raise RelinkError(f"{target} is not a folder. Nothing was changed; choose the folder that holds the images.")
    return _Search(name, target, known, every, progress, stopped).run()


class _Search:
    def __init__(
        self,
        old: str,
        new: str,
        known: Mapping[str, list[tuple[int, str | None]]],
        every: bool,
        progress: Progress | None,
        stopped: Callable[[], bool],
    ) -> None:
        self._old, self._new, self._known, self._every = old, new, known, every
        self._progress, self._stopped = progress, stopped

    def run(self) -> Match:
        same: list[str] = []
        changed: list[str] = []
        missing: list[str] = []
        for relative in self._steps(sorted(self._known)):
            try:
                size = os.stat(path_in(self._new, relative)).st_size
            except (OSError, ValueError):
                missing.append(relative)
                continue
            (same if any(size == one for one, _ in self._known[relative]) else changed).append(relative)
        can_check = [one for one in same if all(sha256 for _, sha256 in self._known[one])]
        some = can_check
        if not self._every and len(can_check) > SAMPLE:
            # The same sample each time: what is told once is told again.
            some = sorted(random.Random(0).sample(can_check, SAMPLE))
        other = [one for one in self._steps(some) if not self._has_bytes(one, path_in(self._new, one))]
        changed += other
        renamed = self._renamed(missing)
        return Match(
            old=self._old,
            new=self._new,
            total=len(self._known),
            same=len(same) - len(other),
            checked=len(some) - len(other),
            can_check=len(can_check) - len(other),
            renamed=renamed,
            changed=tuple(sorted(changed)),
            missing=tuple(one for one in missing if one not in renamed),
        )

    def _renamed(self, missing: Iterable[str]) -> dict[str, str]:
        """Where the bytes of missing images lie now; only files of a wanted size are read, each is taken once."""
        wanted: dict[str, list[str]] = defaultdict(list)
        sizes = set()
        for relative in missing:
            size, sha256 = self._known[relative][0]
            if sha256 is not None:
                wanted[sha256].append(relative)
                sizes.add(size)
        if not wanted:
            return {}
        found: dict[str, str] = {}
        for relative in self._steps([one for one in self._others() if self._size(one) in sizes]):
            sha256 = file_sha256(path_in(self._new, relative))
            if sha256 is not None and wanted.get(sha256):
                found[wanted[sha256].pop(0)] = relative
        return found

    def _others(self) -> list[str]:
        """The files of the new folder at paths that the project does not know."""
        found = []
        for folder, inner, names in os.walk(self._new):
            self._look()
            inner[:] = [one for one in inner if not one.endswith(".hansel")]
            for name in names:
                relative = os.path.relpath(os.path.join(folder, name), self._new).replace(os.sep, "/")
                if relative not in self._known:
                    found.append(relative)
        return sorted(found)

    def _size(self, relative: str) -> int:
        try:
            return os.stat(path_in(self._new, relative)).st_size
        except OSError:
            return -1

    def _has_bytes(self, relative: str, path: str) -> bool:
        sha256 = file_sha256(path)
        return any(sha256 == one for _, one in self._known[relative])

    def _steps(self, work: list[str]) -> Iterable[str]:
        for n, one in enumerate(work):
            self._look()
            if self._progress is not None and n % 16 == 0:
                self._progress(n, len(work))
            yield one

    def _look(self) -> None:
        if self._stopped():
            raise Stopped


def words(match: Match) -> str:
    """What was found, in sentences."""
    total = f"{match.total:,} {'image' if match.total == 1 else 'images'}"
    parts = [f"{match.found:,} of {total} found."]
    if match.renamed:
        before, after = next(iter(match.renamed.items()))
        parts.append(f"{len(match.renamed):,} under another name ({before} is {after}).")
    for names, said in ((match.changed, "changed since"), (match.missing, "not found")):
        if names:
            parts.append(f"{len(names):,} {said}: {_listed(names)}.")
    if match.same and not match.can_check:
        parts.append("Contents compared: none, for none was read before; only sizes.")
    elif match.same:
        every = "all of them" if match.all_checked else f"a sample of {match.checked:,}"
        parts.append(f"Contents compared: {every}.")
    return " ".join(parts)


def _listed(names: tuple[str, ...], most: int = 3) -> str:
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most:,} more"


def relink(store: Store, match: Match) -> Future[None]:
    """Points the project to the new folder, as examined. The future is done after the commit, or carries a RelinkError
    or StoreError; then nothing was changed. Raises RelinkError where no image was found there."""
    if not match.found:
        raise RelinkError(f"None of the images is in {match.new}. Nothing was changed; choose the folder with them.")
    return store._write(lambda db: _apply(db, match.old, match.new, dict(match.renamed)))


def last(store: Store) -> tuple[str, str] | None:
    """(from, to) of the relinking that ``unlink`` would take back; None if there is none."""
    entries = store.get_setting(LOG) or []
    return (entries[-1]["from"], entries[-1]["to"]) if entries else None


def unlink(store: Store) -> Future[tuple[str, str] | None]:
    """Takes the last relinking back: folder and names as they were. The future holds (from, to), None without any."""

    def work(db: Connection) -> tuple[str, str] | None:
        entries = setting(db, LOG, [])
        if not entries:
            return None
        entry = entries.pop()
        _apply(db, entry["to"], entry["from"], {now_: before for before, now_ in entry["renamed"].items()}, log=False)
        _keep(db, LOG, entries)
        return entry["to"], entry["from"]

    return store._write(work)


def _apply(db: Connection, old: str, new: str, renamed: Mapping[str, str], *, log: bool = True) -> None:
    path, root_id = _root(db, old)
    _free(db, path, new)
    rows = db.execute(select(images.c.id, images.c.relative).where(images.c.root_id == root_id)).all()
    if log and not rows:
        raise RelinkError(f"No image of {path} is known; there is nothing to relink.")
    taken = {row.relative for row in rows} - set(renamed)
    if clash := sorted(taken & set(renamed.values())):
        raise RelinkError(f"Another image has the name {clash[0]} by now. Nothing was changed; look for them again.")
    db.execute(update(roots).where(roots.c.id == root_id).values(path=new))
    for row in rows:
        if row.relative in renamed:
            name = renamed[row.relative]
            db.execute(update(images).where(images.c.id == row.id).values(relative=name))
            db.execute(update(run_images).where(run_images.c.image_id == row.id).values(relative=name))
    _move_lists(db, path, new)
    if log:
        entry = {"from": path, "to": new, "renamed": dict(renamed), "at": now().isoformat(timespec="seconds")}
        _keep(db, LOG, [*setting(db, LOG, []), entry])


def _move_lists(db: Connection, old: str, new: str) -> None:
    """Lists of images that lay in the folder (db/sources.py) lie in the new one."""
    query = select(settings.c.key, settings.c.value).where(settings.c.key.like("images of run %"))
    for key, value in db.execute(query).all():
        kept = str(value.get("path", "")) if isinstance(value, dict) else ""
        if kept == old or kept.startswith((old + "/", old + "\\")):
            _keep(db, key, {**value, "path": new + kept[len(old) :]})


def _keep(db: Connection, key: str, value: Any) -> None:
    row = upsert(settings).values(key=key, value=value)
    db.execute(row.on_conflict_do_update(index_elements=["key"], set_={"value": row.excluded.value}))


def _root(db: Connection, old: str) -> tuple[str, int]:
    """The folder as it is recorded, and its row. It may have come from another system, with paths of other manners."""
    for name in (old, os.path.abspath(old)):
        found = db.execute(select(roots.c.path, roots.c.id).where(roots.c.path == name)).first()
        if found is not None:
            return found.path, found.id
    names = list(db.scalars(select(roots.c.path).order_by(roots.c.id)))
    here = "; ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    has = f"It has {here}." if names else "Nothing was audited into it yet."
    raise RelinkError(f"{old} is not a folder of this project. {has}")


def _free(db: Connection, old: str, new: str) -> None:
    target = new if old == new else os.path.abspath(new)
    if target == old:
        raise RelinkError(f"The project looks for its images in {old} already. Nothing was changed.")
    if db.execute(select(roots.c.id).where(roots.c.path == target)).first() is not None:
        raise RelinkError(
            f"{target} was audited into this project as a folder of its own, so it cannot take the place of {old}. "
            "Nothing was changed."
        )
