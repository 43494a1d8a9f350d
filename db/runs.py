"""Beginning and resuming runs: which images of a folder are still to be explained."""

from __future__ import annotations

import hashlib
import os
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, Text, func, insert, select, type_coerce, update

from db import rollups, truths
from db.column_types import canonical_json, now
from db.connect import insert_row
from db.rows import Pending, RunPlan, RunState, path_in
from db.schema import explanations, images, models, project, roots, run_images, runs, sessions
from engine.records import ImageRef, RunSpec


def file_sha256(path: str) -> str | None:
    """SHA-256 (hex) of a file's bytes; None if it cannot be read."""
    try:
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def folder_of(spec: RunSpec) -> str:
    """The folder as it is kept: absolute, so that the same run is found from any working directory."""
    return os.path.abspath(spec.folder)


def hashes_of_touched(db: Connection, folder: str, refs: Iterable[ImageRef]) -> dict[str, str | None]:
    """Reads the files whose size or time is not as recorded, so that a touched file is told from a changed one."""
    seen = _Folder(db, _root_id(db, folder))
    return {ref.relative: file_sha256(path_in(folder, ref.relative)) for ref in refs if seen.needs_hash(ref)}


def begin(
    db: Connection,
    spec: RunSpec,
    refs: Sequence[ImageRef],
    hashes: Mapping[str, str | None],
    *,
    new_run: bool,
    limit: int | None,
    by_hand: bool = False,
) -> tuple[RunPlan, int]:
    """Finds or makes the run and its images. Returns the plan and the id of the new session.

    by_hand: the *ad hoc* run, of which there is one for a folder, model, method and its parameters; never an audit.
    """
    folder = folder_of(spec)
    root_id = _root_id(db, folder) or _new_root(db, folder)
    run = None if new_run else _find(db, spec, root_id, by_hand)
    run_id = run.id if run else _new_run(db, spec, root_id, by_hand)
    found = _batch_found(db, run_id, spec.device)
    session_id = insert_row(
        db, sessions, run_id=run_id, started_at=now(), device=spec.device, versions=dict(spec.versions),
        batch_size=found,
    )  # fmt: skip
    wanted = refs if limit is None else refs[: max(0, limit)]
    seen = _Folder(db, root_id)
    image_ids = seen.resolve(wanted, hashes)
    labels = seen.labels

    live, position = {}, -1
    for row in _live(db, run_id):
        position = max(position, row.position)
        live[row.relative] = None if image_ids.get(row.relative) == row.image_id else row  # None: nothing to do
    earlier: set[int] | None = None
    added: list[dict[str, Any]] = []
    tally: Counter[str] = Counter()
    for ref in wanted:
        image_id = image_ids[ref.relative]
        if ref.relative not in live:
            position += 1
            place = position
            tally["new"] += 1
        elif (mine := live[ref.relative]) is not None:
            place = mine.position
            tally["changed"] += mine.state != "waiting"
            _set_state(db, run_id, mine.image_id, "replaced")
        else:
            continue
        if earlier is None:
            earlier = set(db.scalars(select(run_images.c.image_id).where(run_images.c.run_id == run_id)))
        if image_id in earlier:
            # The file has again the bytes of an earlier time.
            tally["back"] += 1
            _bring_back(db, run_id, image_id, place)
        else:
            known = {"relative": ref.relative, "true_label": labels[ref.relative]}
            added.append({"run_id": run_id, "image_id": image_id, "position": place, "state": "waiting", **known})
    if added:
        db.execute(insert(run_images), added)
    gone = len(live.keys() - {ref.relative for ref in refs})
    del live, earlier, image_ids, added  # of a large folder: room for what is read next

    stale = seen.runs_of_relabelled()
    if tally["changed"] or tally["back"]:
        stale.add(run_id)
    for one in sorted(stale):
        rollups.rebuild(db, one)

    names = {ref.relative for ref in wanted}
    states: Counter[str] = Counter()
    pending: list[Pending] = []
    for row in _live(db, run_id):
        if row.relative not in names:
            continue
        states[row.state] += 1
        if row.state == "waiting":
            pending.append(Pending(row.image_id, folder, row.relative))
    if pending:
        db.execute(update(runs).where(runs.c.id == run_id).values(state="running", finished_at=None))
    plan = RunPlan(
        run_id=run_id,
        resumed=run is not None,
        was_finished=run is not None and run.state == "finished",
        pending=tuple(pending),
        done=states["explained"] + states["failed"],
        total=len(names),
        changed=tally["changed"],
        new=tally["new"] if run else 0,
        failed_before=states["failed"],
        gone=gone,
        batch_size=found or spec.batch_size,
    )
    return plan, session_id


def smaller_batch(db: Connection, session_id: int, batch_size: int) -> int:
    """From here on a session of its own, which remembers the batch that the memory sufficed for; returns its id."""
    row = db.execute(select(sessions).where(sessions.c.id == session_id)).mappings().one()
    kept = {name: row[name] for name in ("run_id", "device", "versions")}
    return insert_row(db, sessions, **kept, started_at=now(), batch_size=batch_size)


def _batch_found(db: Connection, run_id: int, device: str) -> int | None:
    """What the last sitting of the run on that device made do with; None for the run's own batch."""
    mine = (sessions.c.run_id == run_id, sessions.c.device == device)
    found: int | None = db.scalar(select(sessions.c.batch_size).where(*mine).order_by(sessions.c.id.desc()).limit(1))
    return found


def finish(db: Connection, run_id: int, state: RunState) -> None:
    """Says how a run ended. One that ended so before, with nothing done since, keeps its time."""
    mine = (runs.c.id == run_id, runs.c.state != state)
    db.execute(update(runs).where(*mine).values(state=state, finished_at=now()))


def mark_interrupted(db: Connection) -> None:
    """Runs that nobody ended: their process died, for whoever opens a project for writing is alone with it."""
    db.execute(update(runs).where(runs.c.state == "running").values(state="interrupted"))


@dataclass(slots=True)
class _Known:
    image_id: int
    sha256: str | None
    stamp: tuple[int, int]
    label: str | None
    truth: str | None  # as it is written, for comparing is all that is done with it here


class _Folder:
    """What is recorded of the files of one root: for each path its contents, newest first."""

    def __init__(self, db: Connection, root_id: int | None) -> None:
        self._db = db
        self._root_id = root_id
        self._known: dict[str, list[_Known]] = {}
        self._relabelled: list[int] = []
        self._root_uuid: str | None = None
        self._uuids: set[str] | None = None
        # Path -> label, as it is after resolve.
        self.labels: dict[str, str | None] = {}
        columns = images.c
        query = select(
            columns.id, columns.relative, columns.sha256, columns.size_bytes, columns.mtime_ns,
            columns.true_label, type_coerce(columns.truth, Text).label("truth"),
        )  # fmt: skip
        for row in db.execute(query.where(columns.root_id == root_id).order_by(columns.id.desc())):
            known = _Known(row.id, row.sha256, (row.size_bytes, row.mtime_ns), row.true_label, row.truth)
            self._known.setdefault(row.relative, []).append(known)

    def needs_hash(self, ref: ImageRef) -> bool:
        known = self._known.get(ref.relative, [])
        stamp = (ref.size_bytes, ref.mtime_ns)
        return all(one.stamp != stamp for one in known) and any(one.sha256 for one in known)

    def resolve(self, refs: Iterable[ImageRef], hashes: Mapping[str, str | None]) -> dict[str, int]:
        """The image row of each path; touched ones get their new time, new contents a new row."""
        found: dict[str, int] = {}
        missing: list[ImageRef] = []
        for ref in refs:
            one = self._match(ref, hashes.get(ref.relative))
            if one is None:
                missing.append(ref)
                self.labels[ref.relative] = ref.label
                continue
            found[ref.relative] = one.image_id
            news = _news(one, ref)
            self.labels[ref.relative] = news.get("true_label", one.label)
            if news:
                if self.labels[ref.relative] != one.label:
                    self._relabelled.append(one.image_id)
                self._db.execute(update(images).where(images.c.id == one.image_id).values(**news))
        if missing:
            found |= self._add(missing)
        self._known, self._uuids = {}, None  # of a large folder as much as all else together, and wanted no more
        return found

    def runs_of_relabelled(self) -> set[int]:
        """The runs that hold an image whose label `resolve` corrected."""
        some = self._relabelled
        chunks = [some[start : start + 500] for start in range(0, len(some), 500)]
        query = select(run_images.c.run_id).distinct()
        return {run for chunk in chunks for run in self._db.scalars(query.where(run_images.c.image_id.in_(chunk)))}

    def _match(self, ref: ImageRef, sha256: str | None) -> _Known | None:
        known = self._known.get(ref.relative, [])
        for one in known:
            if one.stamp == (ref.size_bytes, ref.mtime_ns):
                return one
        for one in known:
            if one.sha256 is not None and one.sha256 == sha256:
                return one
        for one in known:
            if one.sha256 is None and not self._was_tried(one.image_id):
                # Nobody has read it yet, so the row can stand for what the file holds now.
                return one
        return None

    def _was_tried(self, image_id: int) -> bool:
        tried = run_images.c.state.in_(("explained", "failed"))
        query = select(run_images.c.run_id).where(run_images.c.image_id == image_id, tried)
        return self._db.execute(query.limit(1)).first() is not None

    def _image_uuid(self, ref: ImageRef) -> str:
        if self._root_uuid is None:
            self._root_uuid = self._db.scalar(select(roots.c.uuid).where(roots.c.id == self._root_id))
        assert self._root_uuid is not None
        if self._uuids is None:
            self._uuids = set(self._db.scalars(select(images.c.uuid).where(images.c.root_id == self._root_id)))
        # Two rows of one path may have been listed with the same size and time, if the bytes differed all the same.
        earlier = len(self._known.get(ref.relative, ()))
        names = (named(self._root_uuid, "image", ref.relative, ref.size_bytes, ref.mtime_ns, n) for n in count(earlier))
        # An image that was renamed (db/relink.py) keeps the id that it got by this path.
        return next(name for name in names if name not in self._uuids)

    def _add(self, refs: list[ImageRef]) -> dict[str, int]:
        newest = self._db.scalar(select(func.max(images.c.id))) or 0
        rows = [
            {
                "uuid": self._image_uuid(ref),
                "root_id": self._root_id,
                "relative": ref.relative,
                "size_bytes": ref.size_bytes,
                "mtime_ns": ref.mtime_ns,
                "true_label": ref.label,
                "truth": truths.to_json(ref.truth),
            }
            for ref in refs
        ]
        self._db.execute(insert(images), rows)
        added = self._db.execute(select(images.c.relative, images.c.id).where(images.c.id > newest))
        return {row.relative: row.id for row in added}


def _news(known: _Known, ref: ImageRef) -> dict[str, Any]:
    """What a scan says that the record does not: a touched file's time, and corrected labels or boxes. A scan that
    knows no truth (the folder alone, after its manifest) takes none away."""
    news: dict[str, Any] = {}
    if known.stamp != (ref.size_bytes, ref.mtime_ns):
        news |= {"size_bytes": ref.size_bytes, "mtime_ns": ref.mtime_ns}
    if ref.label is None and ref.truth is None:
        return news
    truth = truths.to_json(ref.truth)
    written = None if truth is None else canonical_json(truth)
    if known.label != ref.label or known.truth != written:
        news |= {"true_label": ref.label, "truth": truth}
    return news


def _root_id(db: Connection, folder: str) -> int | None:
    return db.scalar(select(roots.c.id).where(roots.c.path == folder))


def _model_values(spec: RunSpec) -> dict[str, Any]:
    return {
        "fingerprint": spec.model_fingerprint,
        "name": spec.model_name,
        "version": spec.model_version,
        "arch": spec.model_arch,
        # Absolute, as the folder is: whoever resumes the run may stand elsewhere.
        "file": os.path.abspath(spec.model_file),
        "text": spec.model_text,
        "labels": list(spec.labels),
    }


def named(parent: str, *parts: Any) -> str:
    """The id (UUIDv5) of a part of something that has an id.

    What is made again gets the same id again: after going back to a backup, and on another copy of the project, so
    that the reviews of it that are in the journal or in a bundle find it.
    """
    # As uuid.uuid5, which takes its parent apart each time: a large folder asks for 100,000 of one parent.
    name = canonical_json([_spelled(part) for part in parts]).encode("ascii")
    digest = hashlib.sha1(_bytes_of(parent) + name, usedforsecurity=False).digest()
    return str(uuid.UUID(bytes=digest[:16], version=5))


@lru_cache(maxsize=64)
def _bytes_of(name: str) -> bytes:
    return uuid.UUID(name).bytes


def _spelled(part: Any) -> Any:
    # A file name that is not valid Unicode has no spelling in UTF-8; its escape has.
    return part.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(part, str) else part


def _project_uuid(db: Connection) -> str:
    found: str | None = db.scalar(select(project.c.uuid))
    assert found is not None
    return found


def _new_root(db: Connection, folder: str) -> int:
    parent = _project_uuid(db)
    # A folder that was moved keeps its id (db/relink.py); other images may lie at its old path by now.
    names = (named(parent, "folder", folder, *([n] if n else [])) for n in count())
    return insert_row(db, roots, uuid=_first_free(db, roots, names), path=folder, created_at=now())


def _first_free(db: Connection, table: Table, names: Iterable[str]) -> str:
    """The first id that no row has."""
    return next(name for name in names if db.scalar(select(table.c.id).where(table.c.uuid == name)) is None)


def _identity(spec: RunSpec) -> tuple[Any, ...]:
    return (spec.model_fingerprint, spec.method, dict(spec.parameters), spec.seed, spec.batch_size)


def _same(spec: RunSpec, root_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        runs.c.root_id == root_id,
        models.c.fingerprint == spec.model_fingerprint,
        runs.c.method == spec.method,
        runs.c.parameters == dict(spec.parameters),
        runs.c.seed == spec.seed,
        # Batches of another size round otherwise, so the maps would not be those of one run.
        runs.c.batch_size == spec.batch_size,
    )


def ad_hoc_uuid(root_uuid: str, fingerprint: str, method: str, parameters: Mapping[str, Any], *more: Any) -> str:
    """The id of the ad hoc run of a folder, model and method; it is what tells such a run from an audit, on every copy
    of the project. more: seed and batch size."""
    return named(root_uuid, "ad hoc run", fingerprint, method, dict(parameters), *more)


def _ad_hoc(db: Connection, spec: RunSpec, root_id: int) -> str:
    return ad_hoc_uuid(db.scalar(select(roots.c.uuid).where(roots.c.id == root_id)) or "", *_identity(spec))


def _find(db: Connection, spec: RunSpec, root_id: int, by_hand: bool) -> Any:
    own = runs.c.uuid == _ad_hoc(db, spec, root_id)
    return db.execute(
        select(runs.c.id, runs.c.state)
        .join(models)
        .where(*_same(spec, root_id), own if by_hand else ~own)
        .order_by(runs.c.id.desc())
        .limit(1)
    ).first()


def _new_run(db: Connection, spec: RunSpec, root_id: int, by_hand: bool) -> int:
    values = _model_values(spec)
    ad_hoc = _ad_hoc(db, spec, root_id)
    audits = select(func.count()).select_from(runs.join(models)).where(*_same(spec, root_id), runs.c.uuid != ad_hoc)
    earlier = db.scalar(audits) or 0
    # Run ids are made from the path; one that was moved away from it may have had the same path before.
    names = (named(_project_uuid(db), "run", folder_of(spec), *_identity(spec), n) for n in count(earlier))
    model_id = db.scalar(select(models.c.id).where(*(models.c[name] == value for name, value in values.items())))
    return insert_row(
        db,
        runs,
        uuid=ad_hoc if by_hand else _first_free(db, runs, names),
        root_id=root_id,
        model_id=model_id or insert_row(db, models, **values),
        method=spec.method,
        parameters=dict(spec.parameters),
        seed=spec.seed,
        batch_size=spec.batch_size,
        device=spec.device,
        versions=dict(spec.versions),
        created_at=now(),
        state="running",
    )


def _live(db: Connection, run_id: int) -> Iterable[Any]:
    return db.execute(
        select(run_images.c.image_id, run_images.c.position, run_images.c.state, run_images.c.relative)
        .where(run_images.c.run_id == run_id, run_images.c.state != "replaced")
        .order_by(run_images.c.position)
    )


def _set_state(db: Connection, run_id: int, image_id: int, state: str, **values: Any) -> None:
    mine = (run_images.c.run_id == run_id, run_images.c.image_id == image_id)
    db.execute(update(run_images).where(*mine).values(state=state, **values))


def _bring_back(db: Connection, run_id: int, image_id: int, position: int) -> None:
    done = db.execute(
        select(explanations.c.id).where(explanations.c.run_id == run_id, explanations.c.image_id == image_id).limit(1)
    ).first()
    _set_state(db, run_id, image_id, "explained" if done else "waiting", position=position)
