"""All that a project keeps of one explanation and that is needed to make it again: what a run is defended with."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, select

from db.faults import StoreError
from db.rows import ExplanationRow
from db.schema import explanations, models, runs, sessions
from db.store import Store
from engine.records import FloatArray, RunSpec

_UUID_PART = re.compile(r"[0-9a-f]{4}[0-9a-f-]*", re.IGNORECASE)
_LARGEST_NUMBER = 2**63 - 1  # SQLite's


@dataclass(frozen=True, slots=True)
class Defence:
    """One explanation as it was kept, and the run it belongs to.

    model_file, model_text: path and content of the model.toml when the run began
    device, versions: of the sitting that made this explanation; of the run's first one where that was not kept
    batch_size: that it was made in, which is the run's unless the memory was too full for it
    """

    row: ExplanationRow
    run_uuid: str
    method: str
    parameters: Mapping[str, Any]
    seed: int
    batch_size: int
    model_name: str
    model_version: str
    model_fingerprint: str
    model_file: str
    model_text: str
    device: str
    versions: Mapping[str, str]
    made_at: datetime


def find(store: Store, asked: str) -> Defence:
    """The explanation of that number, UUID, or start of a UUID (four letters or more, unlike any other's).

    A text of digits alone is taken for a number if there is such an explanation, else for the start of a UUID.
    Raises StoreError if there is none, or more than one.
    """
    with store._reading() as db:
        number = _number(db, store.path.name, asked.strip())
        kept = _run_of(db, number)
    row = store.explanation(number)
    return Defence(row=row, made_at=row.created_at, **kept)


def spec_of(kept: Defence) -> RunSpec:
    """What to run to make it again; of no folder, since it is one image."""
    return RunSpec(
        folder="",
        model_name=kept.model_name,
        model_version=kept.model_version,
        model_arch="",
        model_fingerprint=kept.model_fingerprint,
        model_file=kept.model_file,
        model_text=kept.model_text,
        labels=kept.row.labels,
        method=kept.method,
        parameters=kept.parameters,
        seed=kept.seed,
        batch_size=kept.batch_size,
    )


def is_kept_map(defence: Defence, values: FloatArray) -> bool:
    """Whether a map (H, W) is, bit for bit, the one whose hash was kept: also where its file is gone."""
    return kept_bytes(defence, values) is not None


def kept_bytes(defence: Defence, values: FloatArray) -> bytes | None:
    """The bytes of the map's file, if a map (H, W) is the one whose hash was kept; else None.

    The file was float32, or float16 where that lost nothing (db/maps.py), so both are tried.
    """
    whole = np.ascontiguousarray(values, np.float32)
    with np.errstate(over="ignore", under="ignore"):
        half = whole.astype(np.float16)
    lossless = half.astype(np.float32).tobytes() == whole.tobytes()
    for array in (half, whole) if lossless else (whole,):
        content = _file_bytes(array)
        if hashlib.sha256(content).hexdigest() == defence.row.map_sha256:
            return content
    return None


def _file_bytes(array: npt.NDArray[Any]) -> bytes:
    file = io.BytesIO()
    np.lib.format.write_array(file, array, allow_pickle=False)
    return file.getvalue()


def _number(db: Connection, project: str, asked: str) -> int:
    ids = explanations.c.id
    if asked.isascii() and asked.isdecimal() and int(asked) <= _LARGEST_NUMBER:
        found = db.scalar(select(ids).where(ids == int(asked)))
        if found is not None:
            return int(found)
    if _UUID_PART.fullmatch(asked):
        start = asked.lower()
        # A range, not LIKE: the unique index answers it. "g" comes after every letter of a UUID and after the dash.
        mine = explanations.c.uuid.between(start, f"{start}g")
        starting = db.execute(select(ids, explanations.c.uuid).where(mine).order_by(explanations.c.uuid).limit(3)).all()
        if len(starting) == 1:
            return int(starting[0].id)
        if starting:
            several = " and ".join(row.uuid for row in starting[:2])
            raise StoreError(f"More than one explanation of {project} begins with {asked}: {several}. Give more of it.")
    raise StoreError(
        f"There is no explanation {asked} in {project}. Give its number, or its UUID or the start of it (four letters)."
    )


def _run_of(db: Connection, number: int) -> dict[str, Any]:
    """The fields of Defence that are those of the run, its model and the sitting."""
    query = (
        select(
            runs.c.uuid.label("run_uuid"),
            *(runs.c[name] for name in ("method", "parameters", "seed", "batch_size")),
            *(models.c[name].label(f"model_{name}") for name in ("name", "version", "fingerprint", "file", "text")),
            runs.c.device.label("first_device"),
            runs.c.versions.label("first_versions"),
            sessions.c.device,
            sessions.c.versions,
            sessions.c.batch_size.label("batch_found"),
        )
        .select_from(
            explanations.join(runs, runs.c.id == explanations.c.run_id)
            .join(models, models.c.id == runs.c.model_id)
            .outerjoin(sessions, sessions.c.id == explanations.c.session_id)
        )
        .where(explanations.c.id == number)
    )
    kept = dict(db.execute(query).mappings().one())
    first_device, first_versions = kept.pop("first_device"), kept.pop("first_versions")
    kept["batch_size"] = kept.pop("batch_found") or kept["batch_size"]
    if kept["device"] is None:
        kept |= {"device": first_device, "versions": first_versions}
    return kept
