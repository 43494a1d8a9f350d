"""Rows of what a run found: explanations and failures."""

from __future__ import annotations

import uuid
from dataclasses import asdict
from typing import Any

import numpy as np
from sqlalchemy import Connection, insert, select, update

from db.connect import insert_row
from db.faults import StoreError
from db.maps import StoredMap
from db.schema import explanations, images, now, run_images, runs
from engine.records import Explanation, Failure

TOP = 5


def explanation_uuid(db: Connection, run_id: int, key: int, target: int) -> str:
    """The id of the explanation of one image and target in one run; the same again after a crash.

    Raises StoreError if there is no such run or image, or if this explanation is already kept: a map that has a row
    must never be written over.
    """
    run_uuid = db.scalar(select(runs.c.uuid).join(run_images).where(runs.c.id == run_id, run_images.c.image_id == key))
    if run_uuid is None:
        raise StoreError("This image does not belong to that run; nothing was saved.")
    name = str(uuid.uuid5(uuid.UUID(run_uuid), f"{key}/{target}"))
    if db.scalar(select(explanations.c.id).where(explanations.c.uuid == name)) is not None:
        raise StoreError("This image is already explained in that run for that class; the kept explanation stays.")
    return name


def add(
    db: Connection, run_id: int, key: int, explanation: Explanation, name: str, stored: StoredMap, session: int | None
) -> int:
    """Writes the row of an explanation whose map lies on disk already. Returns its id."""
    geometry = asdict(explanation.geometry)
    key = _image_as_read(db, run_id, key, explanation.sha256)
    db.execute(
        update(images).where(images.c.id == key).values(width=geometry["image_width"], height=geometry["image_height"])
    )
    _set_state(db, run_id, key, state="explained", reason=None)
    probabilities = np.asarray(explanation.probabilities, dtype=np.float64)
    order = np.argsort(-probabilities, kind="stable")[:TOP]
    return insert_row(
        db,
        explanations,
        uuid=name,
        run_id=run_id,
        image_id=key,
        target=int(explanation.target),
        session_id=session,
        created_at=now(),
        prediction=int(explanation.prediction),
        probability=float(probabilities[explanation.prediction]),
        target_probability=float(probabilities[explanation.target]),
        top=[[int(index), float(probabilities[index])] for index in order],
        **geometry,
        **{f"evidence_{measure}": float(value) for measure, value in asdict(explanation.evidence).items()},
        losses=[float(loss) for loss in explanation.losses],
        gated=int(explanation.gated),
        executed=int(explanation.executed),
        seconds=float(explanation.seconds),
        warnings=list(explanation.warnings),
        measures=[asdict(measure) for measure in explanation.measures],
        map_path=stored.path,
        map_sha256=stored.sha256,
        map_low=stored.low,
        map_high=stored.high,
    )


def add_failure(db: Connection, run_id: int, key: int, failure: Failure) -> None:
    """Keeps why an image could not be explained. One that was explained for another target stays explained."""
    key = _image_as_read(db, run_id, key, failure.sha256)
    state = db.scalar(select(run_images.c.state).where(run_images.c.run_id == run_id, run_images.c.image_id == key))
    if state is None:
        raise StoreError("This image does not belong to that run; nothing was saved.")
    _set_state(db, run_id, key, state="explained" if state == "explained" else "failed", reason=failure.reason)


def _image_as_read(db: Connection, run_id: int, key: int, sha256: str) -> int:
    """The image row for the bytes that the model really saw: a new one if the file changed after it was listed."""
    image = db.execute(select(images).where(images.c.id == key)).mappings().first()
    if image is None or not sha256 or image["sha256"] == sha256:
        return key
    if image["sha256"] is None:
        db.execute(update(images).where(images.c.id == key).values(sha256=sha256))
        return key
    listed: Any = db.execute(
        select(run_images.c.position).where(run_images.c.run_id == run_id, run_images.c.image_id == key)
    ).first()
    if listed is None:
        return key
    content = {name: value for name, value in image.items() if name != "id"} | {"sha256": sha256}
    fresh = insert_row(db, images, **content)
    _set_state(db, run_id, key, state="replaced")
    db.execute(insert(run_images).values(run_id=run_id, image_id=fresh, position=listed.position, state="waiting"))
    return fresh


def _set_state(db: Connection, run_id: int, key: int, **values: Any) -> None:
    db.execute(update(run_images).where(run_images.c.run_id == run_id, run_images.c.image_id == key).values(**values))
