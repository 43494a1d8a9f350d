"""Takes in the rows of a bundle. What is here stays as it is; what is new is added; the same again changes nothing."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from db import maps, rollups
from db.bundle_rows import MODEL_VALUES, Row, batched, chunks
from db.column_types import canonical_json
from db.connect import insert_row
from db.faults import StoreError
from db.merge import NOTHING
from db.schema import explanations, images, models, roots, run_images, runs, sessions

Lines = Callable[[str], Iterator[Row]]
_RANK = {"interrupted": 0, "cancelled": 1, "finished": 2}


@dataclass(slots=True)
class Taken:
    """What became of the rows. others: explanations that are here with another map; ours were kept.
    twice: images that are in a run a second time, as both sides had explained them before they knew of each other."""

    runs: int = 0
    explanations: int = 0
    known: int = 0
    others: int = 0
    twice: int = 0
    stale: set[int] = field(default_factory=set)  # runs whose sums must be made anew


def take_rows(db: Connection, lines: Lines) -> Taken:
    """lines: name -> the checked lines (db.bundle_rows.read) of that name. Inside the caller's transaction."""
    taken = Taken()
    if db.scalar(select(runs.c.id).where(runs.c.state == "running").limit(1)) is not None:
        raise StoreError(f"A run is going on in this project. {NOTHING} Merge when it is over.")
    root_ids = {line["uuid"]: _root(db, line) for line in lines("roots")}
    model_ids = {line["key"]: _model(db, line) for line in lines("models")}
    coming = {line["uuid"]: line for line in lines("runs")}
    run_ids = {name: _run(db, line, root_ids, model_ids, taken) for name, line in coming.items()}
    session_ids = _sessions(db, lines("sessions"), run_ids)
    known_images = _Images(db, root_ids, taken)
    for some in batched(lines("images")):
        known_images.resolve(some)
    places = _Places(db)
    for name, rows in groupby(lines("run_images"), key=itemgetter("run")):
        places.take(_here(run_ids, name, "run"), known_images.ids, list(rows))
    for some in batched(lines("explanations")):
        _explanations(db, some, run_ids, session_ids, known_images, places, taken)
    taken.stale |= places.changed
    for run_id in sorted(taken.stale):
        _settle(db, run_id)
    for name, line in coming.items():
        _end(db, run_ids[name], line)
    for run_id in sorted(taken.stale):
        rollups.rebuild(db, run_id)
    return taken


def _here(ids: Mapping[Any, int], name: Any, what: str) -> int:
    if name not in ids:
        raise StoreError(f"The bundle refers to a {what} that it does not hold ({name}). {NOTHING} Export it again.")
    return ids[name]


def _root(db: Connection, line: Row) -> int:
    found = db.scalar(select(roots.c.id).where(roots.c.uuid == line["uuid"]))
    found = found or db.scalar(select(roots.c.id).where(roots.c.path == line["path"]))
    return found or insert_row(db, roots, **line)


def _model(db: Connection, line: Row) -> int:
    values = {name: line[name] for name in MODEL_VALUES}
    found = db.scalar(select(models.c.id).where(*(models.c[name] == value for name, value in values.items())))
    return found or insert_row(db, models, **values)


def _run(db: Connection, line: Row, root_ids: Mapping[str, int], model_ids: Mapping[str, int], taken: Taken) -> int:
    fixed = ("method", "parameters", "seed", "batch_size")
    model_id = _here(model_ids, line["model"], "model")
    fingerprint = select(models.c.fingerprint)
    query = select(runs, models.c.fingerprint).join(models).where(runs.c.uuid == line["uuid"])
    kept = db.execute(query).mappings().first()
    if kept is None:
        values = {name: value for name, value in line.items() if name not in ("root", "model")}
        # Nobody goes on with it here; _end says how it ended there.
        values |= {"state": "interrupted", "finished_at": None}
        taken.runs += 1
        return insert_row(db, runs, **values, root_id=_here(root_ids, line["root"], "folder"), model_id=model_id)
    # The same run may have been begun on two copies; the model's file may lie elsewhere there.
    alike = kept["fingerprint"] == db.scalar(fingerprint.where(models.c.id == model_id))
    if not alike or any(canonical_json(kept[one]) != canonical_json(line[one]) for one in fixed):
        raise StoreError(f"The run {line['uuid']} is in this project with other values: one was changed. {NOTHING}")
    return int(kept["id"])


def _sessions(db: Connection, lines: Iterable[Row], run_ids: Mapping[str, int]) -> dict[tuple[Any, ...], int]:
    """(run, started_at, device) -> number, of all sessions of these runs."""
    ids = {
        (row.run_id, row.started_at, row.device): row.id
        for some in chunks(sorted(run_ids.values()))
        for row in db.execute(select(sessions).where(sessions.c.run_id.in_(some)))
    }
    for line in lines:
        values = {name: value for name, value in line.items() if name != "run"}
        key = (_here(run_ids, line["run"], "run"), line["started_at"], line["device"])
        if key not in ids:
            ids[key] = insert_row(db, sessions, run_id=key[0], **values)
    return ids


class _Images:
    """Which row here an image of the bundle is: the one with its UUID, else the one with its folder, path and bytes."""

    def __init__(self, db: Connection, root_ids: Mapping[str, int], taken: Taken) -> None:
        self._db, self._roots, self._taken = db, root_ids, taken
        self._next = (db.scalar(select(func.max(images.c.id))) or 0) + 1
        self.ids: dict[str, int] = {}

    def resolve(self, lines: list[Row]) -> None:
        first_fresh = self._next
        by_uuid = {row["uuid"]: row for row in self._rows(images.c.uuid, [line["uuid"] for line in lines])}
        by_path: dict[tuple[int, str], list[Row]] = defaultdict(list)
        for root, some in groupby(sorted(lines, key=itemgetter("root")), key=itemgetter("root")):
            root_id = _here(self._roots, root, "folder")
            for row in self._rows(images.c.relative, [line["relative"] for line in some]):
                if row["root_id"] == root_id:
                    by_path[root_id, row["relative"]].append(row)
        fresh = []
        for line in lines:
            path = (_here(self._roots, line["root"], "folder"), line["relative"])
            named = by_uuid.get(line["uuid"])
            found = named if named is not None and _same_bytes(named, line) else None
            if found is None:
                found = next((row for row in by_path[path] if _same_content(row, line)), None)
            if found is None:
                # The same row was filled with other bytes there, before the two knew of each other.
                name = line["uuid"] if named is None else str(uuid.uuid5(uuid.UUID(line["uuid"]), line["sha256"]))
                found = {column: line[column] for column in line if column != "root"}
                found |= {"uuid": name, "root_id": path[0], "id": self._next}
                self._next += 1
                fresh.append(found)
                by_path[path].append(found)
            else:
                self._fill(found, line, written=found["id"] < first_fresh)
            self.ids[line["uuid"]] = found["id"]
        if fresh:
            self._db.execute(insert(images), fresh)

    def second(self, image_id: int, explanation: str) -> int:
        """One more row for an image: its place in a run is taken by another explanation of the same class."""
        row = dict(self._db.execute(select(images).where(images.c.id == image_id)).mappings().one())
        name = str(uuid.uuid5(uuid.UUID(explanation), row["uuid"]))
        found = self._db.scalar(select(images.c.id).where(images.c.uuid == name))
        if found is None:
            found = insert_row(self._db, images, **(row | {"uuid": name, "id": self._next}))
            self._next += 1
        return int(found)

    def _rows(self, key: Any, wanted: list[Any]) -> list[Row]:
        return [dict(row) for row in self._db.execute(select(images).where(key.in_(wanted))).mappings()]

    def _fill(self, row: Row, line: Row, written: bool) -> None:
        """What only the other side knows. Labels that differ stay as they are here."""
        names = ("sha256", "width", "height", "true_label", "truth")
        news = {name: line[name] for name in names if row[name] is None and line[name] is not None}
        row.update(news)
        if not news or not written:
            return
        self._db.execute(update(images).where(images.c.id == row["id"]).values(**news))
        if "true_label" in news:
            query = select(run_images.c.run_id).where(run_images.c.image_id == row["id"])
            self._taken.stale |= set(self._db.scalars(query))


def _same_bytes(row: Mapping[Any, Any], line: Row) -> bool:
    return row["sha256"] == line["sha256"] or row["sha256"] is None or line["sha256"] is None


def _same_content(row: Mapping[Any, Any], line: Row) -> bool:
    if row["sha256"] is not None and line["sha256"] is not None:
        return bool(row["sha256"] == line["sha256"])
    return (row["size_bytes"], row["mtime_ns"]) == (line["size_bytes"], line["mtime_ns"])


class _Places:
    """The images of runs: where they stand in them, and what is known of them there."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._runs: dict[int, dict[int, Row]] = {}
        self._ends: dict[int, int] = {}
        self.changed: set[int] = set()

    def take(self, run_id: int, image_ids: Mapping[str, int], lines: list[Row]) -> None:
        mine = self._of(run_id)
        taken_by = {row["position"]: row["relative"] for row in mine.values()}
        by_path: dict[str, list[Row]] = defaultdict(list)
        for row in mine.values():
            by_path[row["relative"]].append(row)
        fresh = []
        # A file that was changed first gives its place free, then the changed one takes it.
        for line in sorted(lines, key=lambda line: (line["state"] != "replaced", line["position"])):
            image_id = _here(image_ids, line["image"], "image")
            if image_id in mine:
                self._bring_along(run_id, mine[image_id], line)
                continue
            relative, label = self._name(image_id)
            row = {"run_id": run_id, "image_id": image_id, "relative": relative, "true_label": label}
            # Its explanations, where they came along, make it an explained one (_settle).
            row |= {"state": "waiting" if line["state"] == "explained" else line["state"], "reason": line["reason"]}
            live = any(one["state"] != "replaced" for one in by_path[relative])
            if row["state"] == "replaced" or not (live or by_path[relative]):
                row["position"] = line["position"]
            elif not live:
                row["position"] = by_path[relative][-1]["position"]
            if row["state"] != "replaced" and (live or taken_by.get(row["position"], relative) != relative):
                row["position"] = self._ends[run_id] + 1
            self._keep(run_id, row)
            taken_by.setdefault(row["position"], relative)
            by_path[relative].append(row)
            fresh.append(row)
        if fresh:
            self._db.execute(insert(run_images), fresh)

    def append(self, run_id: int, image_id: int) -> bool:
        """Puts an image at the end of a run, waiting. False if it is in there."""
        if image_id in self._of(run_id):
            return False
        relative, label = self._name(image_id)
        row = {"run_id": run_id, "image_id": image_id, "position": self._ends[run_id] + 1, "state": "waiting",
               "reason": None, "relative": relative, "true_label": label}  # fmt: skip
        self._keep(run_id, row)
        self._db.execute(insert(run_images), [row])
        return True

    def _bring_along(self, run_id: int, mine: Row, line: Row) -> None:
        news = {}
        if mine["state"] == "waiting" and line["state"] == "failed":
            news = {"state": "failed", "reason": line["reason"]}
        elif mine["state"] != "replaced" and line["state"] == "replaced":
            news = {"state": "replaced"}
        if news:
            mine.update(news)
            self.changed.add(run_id)
            here = (run_images.c.run_id == run_id, run_images.c.image_id == mine["image_id"])
            self._db.execute(update(run_images).where(*here).values(**news))

    def _keep(self, run_id: int, row: Row) -> None:
        self._runs[run_id][row["image_id"]] = row
        self._ends[run_id] = max(self._ends[run_id], row["position"])
        self.changed.add(run_id)

    def _of(self, run_id: int) -> dict[int, Row]:
        if run_id not in self._runs:
            names = ("image_id", "position", "state", "relative")
            query = select(*(run_images.c[name] for name in names)).where(run_images.c.run_id == run_id)
            self._runs[run_id] = {row["image_id"]: dict(row) for row in self._db.execute(query).mappings()}
            self._ends[run_id] = max((row["position"] for row in self._runs[run_id].values()), default=-1)
        return self._runs[run_id]

    def _name(self, image_id: int) -> tuple[str, str | None]:
        row = self._db.execute(select(images.c.relative, images.c.true_label).where(images.c.id == image_id)).one()
        return row.relative, row.true_label


def _explanations(
    db: Connection, lines: list[Row], run_ids: Mapping[str, int], session_ids: Mapping[tuple[Any, ...], int],
    known_images: _Images, places: _Places, taken: Taken,
) -> None:  # fmt: skip
    kept = dict(_pairs(db, explanations.c.uuid, explanations.c.map_sha256, [line["uuid"] for line in lines]))
    new = [line for line in lines if line["uuid"] not in kept]
    taken.known += len(lines) - len(new)
    taken.others += sum(kept[line["uuid"]] != line["map_sha256"] for line in lines if line["uuid"] in kept)
    for line in new:
        line["run_id"] = _here(run_ids, line.pop("run"), "run")
        line["image_id"] = _here(known_images.ids, line.pop("image"), "image")
    occupied = set()
    for run_id in {line["run_id"] for line in new}:
        there = select(explanations.c.image_id, explanations.c.target).where(
            explanations.c.run_id == run_id, explanations.c.image_id.in_([line["image_id"] for line in new])
        )
        occupied |= {(run_id, row.image_id, row.target) for row in db.execute(there)}
    number = db.scalar(select(func.max(explanations.c.id))) or 0
    rows = []
    for number_here, line in enumerate(new, start=number + 1):
        if (line["run_id"], line["image_id"], line["target"]) in occupied:
            line["image_id"] = known_images.second(line["image_id"], line["uuid"])
            taken.twice += places.append(line["run_id"], line["image_id"])
        occupied.add((line["run_id"], line["image_id"], line["target"]))
        session = line.pop("session")
        line["session_id"] = None if session is None else session_ids.get((line["run_id"], *session))
        rows.append(line | {"id": number_here, "map_path": maps.path_of(line["uuid"])})
        taken.stale.add(line["run_id"])
    if rows:
        db.execute(insert(explanations), rows)
    taken.explanations += len(rows)


def _settle(db: Connection, run_id: int) -> None:
    """What has an explanation is explained; of the contents that one file had, one at least is not replaced."""
    made = select(explanations.c.id).where(
        explanations.c.run_id == run_images.c.run_id, explanations.c.image_id == run_images.c.image_id
    )
    mine = run_images.c.run_id == run_id
    open_ones = (mine, run_images.c.state.in_(("waiting", "failed")), made.exists())
    db.execute(update(run_images).where(*open_ones).values(state="explained", reason=None))
    live = run_images.alias("live")
    others = select(live.c.image_id).where(
        live.c.run_id == run_id, live.c.relative == run_images.c.relative, live.c.state != "replaced"
    )
    # Each side says of another content that it is replaced (the file went back and forth): the newest map's one is.
    newest: dict[str, tuple[Any, ...]] = {}
    query = (
        select(run_images.c.relative, run_images.c.image_id, explanations.c.created_at, explanations.c.uuid)
        .join(explanations, (explanations.c.run_id == run_images.c.run_id)
              & (explanations.c.image_id == run_images.c.image_id))
        .where(mine, run_images.c.state == "replaced", ~others.exists())
    )  # fmt: skip
    for row in db.execute(query):
        newest[row.relative] = max(newest.get(row.relative, ()), (row.created_at, row.uuid, row.image_id))
    for _, _, image_id in newest.values():
        here = (mine, run_images.c.image_id == image_id)
        db.execute(update(run_images).where(*here).values(state="explained", reason=None))


def _end(db: Connection, run_id: int, line: Row) -> None:
    """How the run ended, if the other side came further; it is not finished where an image still waits."""
    state = "interrupted" if line["state"] == "running" else line["state"]
    kept = db.execute(select(runs.c.state, runs.c.finished_at).where(runs.c.id == run_id)).one()
    times = [time for time in (kept.finished_at, line["finished_at"]) if time is not None]
    ended = {"state": state, "finished_at": line["finished_at"]}
    if _RANK[kept.state] == _RANK[state]:
        ended["finished_at"] = min(times, default=None)
    elif _RANK[kept.state] > _RANK[state]:
        return
    waiting = select(run_images.c.image_id).where(run_images.c.run_id == run_id, run_images.c.state == "waiting")
    if state == "finished" and kept.state != "finished" and db.execute(waiting.limit(1)).first() is not None:
        return
    if (kept.state, kept.finished_at) != (ended["state"], ended["finished_at"]):
        db.execute(update(runs).where(runs.c.id == run_id).values(**ended))


def _pairs(db: Connection, key: Any, value: Any, wanted: list[Any]) -> Iterator[tuple[Any, Any]]:
    for some in chunks(wanted):
        for row in db.execute(select(key, value).where(key.in_(some))):
            yield row[0], row[1]
