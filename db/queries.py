"""What readers ask of a project."""

from __future__ import annotations

import math
import os
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, func, or_, select
from sqlalchemy.exc import DatabaseError

from db import truths
from db.faults import StoreError
from db.rows import Beside, Counts, ExplanationRow, ItemRow, RunRow, path_in
from db.runs import ad_hoc_uuid
from db.schema import explanations, images, models, reviewers, reviews, roots, run_images, runs, settings
from engine.records import Evidence, Geometry, Measure, Truth


def run_rows(db: Connection) -> list[RunRow]:
    """All runs, oldest first."""
    live = run_images.c.state != "replaced"
    tally = (
        select(
            run_images.c.run_id,
            func.count().filter(live).label("total"),
            func.count().filter(run_images.c.state == "explained").label("explained"),
            func.count().filter(run_images.c.state == "failed").label("failed"),
        )
        .group_by(run_images.c.run_id)
        .subquery()
    )
    query = (
        select(
            runs,
            roots.c.path,
            roots.c.uuid.label("root_uuid"),
            models.c.name.label("model_name"),
            models.c.version.label("model_version"),
            models.c.fingerprint,
            models.c.file.label("model_file"),
            models.c.labels,
            tally.c.total,
            tally.c.explained,
            tally.c.failed,
        )
        .join(roots)
        .join(models)
        .outerjoin(tally, tally.c.run_id == runs.c.id)
        .order_by(runs.c.id)
    )
    return [
        RunRow(
            run_id=row.id,
            uuid=row.uuid,
            folder=row.path,
            model_name=row.model_name,
            model_version=row.model_version,
            model_fingerprint=row.fingerprint,
            model_file=row.model_file,
            labels=tuple(row.labels),
            method=row.method,
            parameters=row.parameters,
            seed=row.seed,
            batch_size=row.batch_size,
            device=row.device,
            versions=row.versions,
            created_at=row.created_at,
            finished_at=row.finished_at,
            state=row.state,
            total=row.total or 0,
            explained=row.explained or 0,
            failed=row.failed or 0,
            ad_hoc=_is_ad_hoc(row),
        )
        for row in db.execute(query)
    ]


def _is_ad_hoc(row: Any) -> bool:
    return bool(
        row.uuid == ad_hoc_uuid(row.root_uuid, row.fingerprint, row.method, row.parameters, row.seed, row.batch_size)
    )


def explanations_beside(db: Connection, key: int, *, elsewhere: bool = False) -> list[Beside]:
    """All explanations of an image, in whatever run, for whatever class; audits first, then as they were made.

    elsewhere: those too of the same bytes in other folders of the project, one for each run and class
    """
    at = select(images.c.sha256, images.c.root_id).where(images.c.id == key).subquery()
    copies = select(images.c.id).where(images.c.sha256 == at.c.sha256, images.c.root_id != at.c.root_id)
    of_image = explanations.c.image_id == key
    query = (
        select(
            explanations.c.id, explanations.c.run_id, explanations.c.target, runs.c.uuid, runs.c.method,
            runs.c.parameters, runs.c.seed, runs.c.batch_size, roots.c.uuid.label("root_uuid"), models.c.name,
            models.c.version, models.c.fingerprint, models.c.labels, runs.c.created_at, explanations.c.image_id,
        )
        .select_from(explanations.join(runs, runs.c.id == explanations.c.run_id).join(models).join(roots))
        .where(or_(of_image, explanations.c.image_id.in_(copies)) if elsewhere else of_image)
        .order_by(explanations.c.id)
    )  # fmt: skip
    rows, taken = [], set()
    for row in db.execute(query):
        # A folder may hold the same picture twice: once is enough to look at.
        once = (row.run_id, row.target)
        if row.image_id == key or once not in taken:
            rows.append(row)
            taken.add(once)
    found = [
        Beside(
            row.id, row.run_id, row.method, row.parameters.get("steps"), row.target, row.labels[row.target],
            " ".join(part for part in (row.name, row.version) if part), row.fingerprint, _is_ad_hoc(row),
            row.created_at, _pack_of(row.parameters),
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.ad_hoc)


def _pack_of(parameters: Mapping[str, Any]) -> str:
    pack = parameters.get("pack")
    return str(pack["sha256"]) if pack else ""


def item_rows(db: Connection, run_id: int, reviewer: str) -> list[ItemRow]:
    """The images of a run in order, without those that were replaced, with this reviewer's verdicts.

    They are the driver's own rows: with all that SQLAlchemy does to a row a list of 100,000 took four times as long.
    """
    root = db.scalar(select(roots.c.path).select_from(runs.join(roots)).where(runs.c.id == run_id)) or ""
    connection = db.connection.driver_connection
    assert connection is not None
    asked = {"run": run_id, "reviewer": reviewer}
    same: dict[Any, Any] = {}
    once = same.setdefault  # of what many rows have alike one copy is kept
    text = os.fsdecode  # a name that is not Unicode lies there as its bytes (column_types.Words)
    try:
        return [
            ItemRow(
                key,
                position,
                relative if type(relative) is str else text(relative),
                root,
                once(label, label) if label is None or type(label) is str else text(label),
                once(state, state),
                reason if reason is None or type(reason) is str else text(reason),
                explanation_id,
                prediction,
                probability,
                target,
                once(verdict, verdict),
            )
            for (
                key, position, relative, label, state, reason, explanation_id, prediction, probability, target, verdict,
            ) in connection.execute(_ITEMS, asked)
        ]  # fmt: skip
    except sqlite3.Error as error:  # as SQLAlchemy would tell it
        raise DatabaseError(_ITEMS, asked, error) from error


_ITEMS = """SELECT r.image_id, r.position, r.relative, r.true_label, r.state, r.reason, r.explanation_id, r.prediction,
    r.probability, r.target, v.verdict
    FROM run_images r LEFT JOIN reviews v ON v.explanation_id = r.explanation_id
    AND v.reviewer_id = (SELECT id FROM reviewers WHERE name = :reviewer)
    WHERE r.run_id = :run AND r.state <> 'replaced' ORDER BY r.position, r.image_id"""


def counts(db: Connection, run_id: int, reviewer: str) -> Counts:
    """How far the run and this reviewer are."""
    state, verdict = run_images.c.state, reviews.c.verdict
    row = db.execute(
        select(
            func.count(),
            func.count().filter(state == "explained"),
            func.count().filter(state == "failed"),
            func.count(verdict),
            func.count().filter(verdict == "sound"),
            func.count().filter(verdict == "flawed"),
            func.count().filter(verdict == "unsure"),
        )
        .select_from(_shown(reviewer))
        .where(run_images.c.run_id == run_id, state != "replaced")
    ).one()
    return Counts(*row)


def explanation_row(db: Connection, explanation_id: int) -> ExplanationRow:
    """One explanation. Raises StoreError if there is none of that id."""
    query = _explained(models.c.labels, runs.c.method, runs.c.parameters).where(explanations.c.id == explanation_id)
    row = db.execute(query).mappings().first()
    if row is None:
        raise StoreError("There is no such explanation in this project.")
    return _explanation(row, tuple(row["labels"]), row["method"], _pack_of(row["parameters"]))


def explanation_rows(db: Connection, run_id: int) -> Iterator[ExplanationRow]:
    """The first explanation of each image of a run, in no order; far quicker than one by one, as what all of a run
    have in common is read once. Nothing for a run that there is not."""
    columns = (models.c.labels, runs.c.method, runs.c.parameters)
    of_run = select(*columns).select_from(runs.join(models)).where(runs.c.id == run_id)
    shared = db.execute(of_run).first()
    if shared is None:
        return
    labels, pack = tuple(shared.labels), _pack_of(shared.parameters)
    first = run_images.join(explanations, explanations.c.id == run_images.c.explanation_id)
    query = (
        select(explanations, images.c.relative, images.c.sha256, images.c.true_label, roots.c.path)
        .select_from(first.join(images, images.c.id == explanations.c.image_id).join(roots))
        .where(run_images.c.run_id == run_id)
        .execution_options(yield_per=1000)
    )
    for row in db.execute(query).mappings():
        yield _explanation(row, labels, shared.method, pack)


def _explained(*more: Any) -> Any:
    """Explanations with their image and folder, and further columns of the run and its model."""
    return select(
        explanations, images.c.relative, images.c.sha256, images.c.true_label, roots.c.path, *more
    ).select_from(
        explanations.join(images, images.c.id == explanations.c.image_id)
        .join(roots)
        .join(runs, runs.c.id == explanations.c.run_id)
        .join(models)
    )


def _explanation(row: RowMapping, labels: tuple[str, ...], method: str, pack: str) -> ExplanationRow:
    measures = {name: row[f"evidence_{name}"] for name in Evidence.__dataclass_fields__}
    values = {name: row[name] for name in ExplanationRow.__dataclass_fields__ if name in row}
    values |= {
        "explanation_id": row["id"],
        "key": row["image_id"],
        "path": path_in(row["path"], row["relative"]),
        "labels": labels,
        "method": method,
        "pack": pack,
        "top": tuple((index, probability) for index, probability in row["top"]),
        "geometry": Geometry(**{name: row[name] for name in Geometry.__dataclass_fields__}),
        "evidence": Evidence(**{name: float("nan") if value is None else value for name, value in measures.items()}),
        "losses": tuple(row["losses"]),
        "warnings": tuple(row["warnings"]),
        "measures": tuple(Measure(**(one | {"curve": tuple(one["curve"])})) for one in row["measures"] or ()),
    }
    return ExplanationRow(**values)


def truth(db: Connection, key: int) -> Truth | None:
    """What the data set knows of an image; None if only a label. Raises StoreError if there is no such image."""
    row = db.execute(select(images.c.truth).where(images.c.id == key)).first()
    if row is None:
        raise StoreError("There is no such image in this project.")
    return truths.from_json(row.truth)


def scale_of_run(db: Connection, run_id: int, share: float = 0.99) -> float | None:
    """A scale for all maps of a run: the smallest reach, max(-low, high), that this share of its explanations does not
    exceed (nearest rank), so that a lone outlier does not darken the others. None without explanations."""
    reach = func.max(-explanations.c.map_low, explanations.c.map_high)
    of_run = explanations.c.run_id == run_id
    number = db.execute(select(func.count()).select_from(explanations).where(of_run)).scalar_one()
    if number == 0:
        return None
    place = max(0, math.ceil(round(share * number, 6)) - 1)
    return float(db.execute(select(reach).where(of_run).order_by(reach).offset(place).limit(1)).scalar_one())


def map_file(db: Connection, explanation_id: int) -> tuple[str, str]:
    """(path relative to the project, sha256) of an explanation's map. Raises StoreError if there is none of that id."""
    query = select(explanations.c.map_path, explanations.c.map_sha256).where(explanations.c.id == explanation_id)
    row = db.execute(query).first()
    if row is None:
        raise StoreError("There is no such explanation in this project.")
    return row.map_path, row.map_sha256


def setting(db: Connection, key: str, default: Any) -> Any:
    """A setting's value, or the default if it was never set."""
    row = db.execute(select(settings.c.value).where(settings.c.key == key)).first()
    return default if row is None else row.value


def _shown(reviewer: str) -> Any:
    """run_images, each with this reviewer's review of its first explanation, where there is one."""
    mine = select(reviewers.c.id).where(reviewers.c.name == reviewer).scalar_subquery()
    return run_images.outerjoin(
        reviews, and_(reviews.c.explanation_id == run_images.c.explanation_id, reviews.c.reviewer_id == mine)
    )
