"""Rows of what a run found: explanations and failures, a batch at a time."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import Connection, bindparam, func, insert, select, update
from sqlalchemy.dialects import sqlite

from db import rollups
from db.column_types import now
from db.connect import insert_row
from db.faults import StoreError
from db.maps import StoredMap
from db.runs import named
from db.schema import explanations, images, run_images, runs
from engine.records import Evidence, Explanation, Failure, Geometry, Measure

TOP = 5
_CHUNK = 500
# The place is looked up first, by an index that has it all. Asked in one step, SQLite walks through the whole run.
_place_of = run_images.alias("place_of")
_IMAGES = (
    select(
        *(images.c[name] for name in ("id", "sha256", "width", "height")),
        *(run_images.c[name] for name in ("position", "state", "explanation_id", "relative", "true_label")),
    )
    .select_from(
        _place_of.join(
            run_images,
            (run_images.c.run_id == _place_of.c.run_id)
            & (run_images.c.position == _place_of.c.position)
            & (run_images.c.image_id == _place_of.c.image_id),
        ).join(images, images.c.id == run_images.c.image_id)
    )
    .where(_place_of.c.run_id == bindparam("run"), _place_of.c.image_id.in_(bindparam("keys", expanding=True)))
)
# Written as the driver takes it: what is known of a row beforehand is brought into its form beforehand.
_KNOWN_LATE = ("id", "run_id", "image_id", "session_id")
_BINDS = {
    column.name: column.type.bind_processor(sqlite.dialect())
    for column in explanations.c
    if column.name not in _KNOWN_LATE
}
_ADD = (
    f"INSERT INTO explanations ({', '.join((*_KNOWN_LATE, *_BINDS))}) "
    f"VALUES ({', '.join('?' * (len(_KNOWN_LATE) + len(_BINDS)))})"
)
_SIZE = update(images).where(images.c.id == bindparam("which"))
_PLACE = update(run_images).where(run_images.c.run_id == bindparam("run"), run_images.c.image_id == bindparam("image"))


@dataclass(frozen=True, slots=True)
class Row:
    """An explanation ready to be written: its values as the driver takes them, and what the run's list repeats."""

    values: tuple[Any, ...]
    place: dict[str, Any]


def explanation_uuids(db: Connection, run_id: int, wanted: Sequence[tuple[int, int]]) -> list[str]:
    """The id of the explanation of each (image, target) in one run; the same again after a crash, or on another copy
    of the project.

    Raises StoreError if there is no such run or image, or if one of these is already kept: a map that has a row must
    never be written over.
    """
    keys = list({key for key, _ in wanted})
    found: dict[int, tuple[str, str]] = {}
    kept: set[tuple[int, int]] = set()
    for start in range(0, len(keys), _CHUNK):
        some = keys[start : start + _CHUNK]
        query = (
            select(images.c.id, images.c.uuid, runs.c.uuid.label("run"))
            .select_from(run_images.join(images, images.c.id == run_images.c.image_id).join(runs))
            .where(run_images.c.run_id == run_id, run_images.c.image_id.in_(some))
        )
        found |= {row.id: (row.run, row.uuid) for row in db.execute(query)}
        pair = (explanations.c.image_id, explanations.c.target)
        mine = (explanations.c.run_id == run_id, explanations.c.image_id.in_(some))
        kept |= {(row.image_id, row.target) for row in db.execute(select(*pair).where(*mine))}
    names = []
    for key, target in wanted:
        if key not in found:
            raise StoreError("This image does not belong to that run; nothing was saved.")
        if (key, target) in kept:
            raise StoreError("This image is already explained in that run for that class; the kept explanation stays.")
        run, image = found[key]
        names.append(str(uuid.uuid5(uuid.UUID(run), f"{image}/{target}")))
    if len(set(names)) < len(names):
        raise StoreError("This image is in the batch twice for the same class; nothing was saved.")
    return names


def rows_of(made: Iterable[Explanation], names: Sequence[str], stored: Sequence[StoredMap]) -> list[Row]:
    """The rows of a batch's explanations; names and stored are theirs in order.

    Apart from `add`, so that the transaction, for whose end a verdict has to wait, has only to write them.
    """
    return [_row(one, name, file) for one, name, file in zip(made, names, stored, strict=True)]


def add(
    db: Connection,
    run_id: int,
    found: Sequence[tuple[int, Explanation | Failure]],
    made: Sequence[Row],
    session: int | None,
) -> list[int | None]:
    """Writes the rows of a batch; made: those of its explanations, whose maps lie on disk already, in order. Returns
    the explanations' ids; None for a failure."""
    known = _images(db, run_id, [key for key, _ in found])
    number = db.scalar(select(func.max(explanations.c.id))) or 0
    ids: list[int | None] = []
    rows: list[tuple[Any, ...]] = []
    sizes: list[dict[str, Any]] = []
    places: list[dict[str, Any]] = []
    first: list[tuple[int, str | None, int, int]] = []
    next_row = iter(made)
    for key, one in found:
        image = _as_read(db, run_id, key, one.sha256, known)
        if isinstance(one, Failure):
            if one.sha256 and image["sha256"] is None:
                db.execute(update(images).where(images.c.id == image["id"]).values(sha256=one.sha256))
                image["sha256"] = one.sha256
            _add_failure(db, run_id, image, one)
            ids.append(None)
            continue
        number += 1
        row = next(next_row)
        rows.append((number, run_id, image["id"], session, *row.values))
        ids.append(number)
        size = {"width": one.geometry.image_width, "height": one.geometry.image_height}
        news = size | {"sha256": one.sha256 or image["sha256"]}
        if any(image[name] != value for name, value in news.items()):
            sizes.append(news | {"which": image["id"]})
            image |= news
        if image["explanation_id"] is None:
            image["explanation_id"] = number
            first.append((image["position"], image["true_label"], int(one.prediction), int(one.target)))
            places.append(row.place | {"explanation_id": number, "run": run_id, "image": image["id"]})
        elif image["state"] != "explained":
            _set_state(db, run_id, image["id"], state="explained", reason=None)
    if sizes:
        db.execute(_SIZE, sizes)
    if rows:
        db.exec_driver_sql(_ADD, rows)
    if places:
        db.execute(_PLACE, places)
        rollups.explained(db, run_id, first)
    return ids


def _row(one: Explanation, name: str, stored: StoredMap) -> Row:
    probabilities = np.asarray(one.probabilities, dtype=np.float64)
    order = np.argsort(-probabilities, kind="stable")[:TOP]
    row = {
        "uuid": name,
        "target": int(one.target),
        "created_at": now(),
        "prediction": int(one.prediction),
        "probability": float(probabilities[one.prediction]),
        "target_probability": float(probabilities[one.target]),
        "top": [[int(index), float(probabilities[index])] for index in order],
        **_fields(one.geometry),
        **{f"evidence_{measure}": float(value) for measure, value in _fields(one.evidence).items()},
        "losses": [float(loss) for loss in one.losses],
        "gated": int(one.gated),
        "executed": int(one.executed),
        "seconds": float(one.seconds),
        "warnings": list(one.warnings),
        "measures": [_fields(measure) for measure in one.measures],
        "map_path": stored.path,
        "map_sha256": stored.sha256,
        "map_low": stored.low,
        "map_high": stored.high,
    }
    values = tuple(row[name] if bind is None else bind(row[name]) for name, bind in _BINDS.items())
    return Row(values, _place(row, one))


def _fields(record: Geometry | Evidence | Measure) -> dict[str, Any]:
    """As dataclasses.asdict, which copies every number deeply; that took a fifth of the time of a row."""
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def _place(row: Mapping[str, Any], one: Explanation) -> dict[str, Any]:
    """What the list of the run's images repeats of its first explanation."""
    return {
        "state": "explained",
        "reason": None,
        "prediction": row["prediction"],
        "target": row["target"],
        "probability": row["probability"],
        "keep": row["evidence_keep"],
        "drop": row["evidence_drop"],
        "area": row["evidence_area"],
        "gini": row["evidence_gini"],
        "border": rollups.border_of(one.measures),
    }


def _add_failure(db: Connection, run_id: int, image: Mapping[str, Any], failure: Failure) -> None:
    """Keeps why an image could not be explained. One that was explained for another target stays explained."""
    state = "explained" if image["state"] == "explained" else "failed"
    _set_state(db, run_id, image["id"], state=state, reason=failure.reason)


def _images(db: Connection, run_id: int, keys: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The images of a batch with their places in the run. Raises StoreError if one does not belong to it."""
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(keys), _CHUNK):
        some = {"run": run_id, "keys": keys[start : start + _CHUNK]}
        found |= {row["id"]: dict(row) for row in db.execute(_IMAGES, some).mappings()}
    if any(key not in found for key in keys):
        raise StoreError("This image does not belong to that run; nothing was saved.")
    return found


def _as_read(db: Connection, run_id: int, key: int, sha256: str, known: dict[int, dict[str, Any]]) -> dict[str, Any]:
    """The image row for the bytes that the model really saw: a new one if the file changed after it was listed.

    One that was never read comes back without its hash, for the caller to write with all else that is new.
    """
    image = known[key]
    if not sha256 or image["sha256"] in (None, sha256):
        return image
    kept = db.execute(select(images).where(images.c.id == key)).mappings().one()
    content = {name: value for name, value in kept.items() if name not in ("id", "uuid")}
    content |= {"sha256": sha256, "uuid": named(kept["uuid"], "content", sha256)}
    fresh = insert_row(db, images, **content)
    _set_state(db, run_id, key, state="replaced")
    place = {"position": image["position"], "relative": image["relative"], "true_label": image["true_label"]}
    db.execute(insert(run_images).values(run_id=run_id, image_id=fresh, state="waiting", **place))
    if image["explanation_id"] is not None:
        rollups.rebuild(db, run_id)  # it was counted; rare enough to count all anew
    known[key] = image | {"id": fresh, "sha256": sha256, "state": "waiting", "explanation_id": None}
    return known[key]


def _set_state(db: Connection, run_id: int, key: int, **values: Any) -> None:
    db.execute(update(run_images).where(run_images.c.run_id == run_id, run_images.c.image_id == key).values(**values))
